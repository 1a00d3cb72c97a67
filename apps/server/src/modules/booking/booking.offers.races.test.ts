import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { cancelMyBooking, confirmMyBooking, getMyBooking, listMyBookings } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import type { TestPerson } from '../../testkit/person.ts';
import { book, bookOrWait, createSession, disorder, runJob } from './booking.factory.ts';
import {
  attempt,
  change,
  claim,
  goesWrong,
  pauseInserts,
  post,
  replaceLock,
  workers,
} from './booking.races.factory.ts';

// As in booking.races.test.ts, every guard has its negative control: the same race on a database from which the guard was taken must go
// wrong. An injected pause between looking and taking makes both sure to meet.

let app: TestApp;
let start: Date;
before(async () => {
  app = await createTestApp();
  start = app.clock.now();
  await replaceLock(app, 'for no key update');
});
after(() => app.close());
beforeEach(() => app.clock.set(start));
afterEach(async () => {
  await app.settle();
  assert.deepEqual(await disorder(app), []);
});

/** One seat offered to the first of two who wait; its time runs out in this moment. */
async function offerRunningOut(target: TestApp) {
  const session = await createSession(target, { plan: { capacity: 1 } });
  const [holder, first, second] = (await workers(target, 3)) as [TestPerson, TestPerson, TestPerson];
  const held = await book(target, session, holder);
  const mine = await bookOrWait(target, session, first);
  const theirs = await bookOrWait(target, session, second);
  await target.call(cancelMyBooking, { params: { bookingId: held.id }, as: holder });
  target.clock.advance(29);
  const confirm = () =>
    target.inject({
      method: confirmMyBooking.method,
      url: `/api/v1/me/bookings/${mine.id}/confirm`,
      headers: { cookie: first.cookie },
    });
  const statusOf = async (as: TestPerson, bookingId: string) =>
    (await target.call(getMyBooking, { params: { bookingId }, as })).status;
  const outcome = async () => [await statusOf(first, mine.id), await statusOf(second, theirs.id)].join();
  return { confirm, outcome, bookingId: mine.id };
}

test('an offer confirmed while its time runs out is either taken or passed on, never both', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    app.clock.set(start);
    const { confirm, outcome } = await offerRunningOut(app);
    const confirming = confirm();
    if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
    app.clock.advance(1);
    const [answer] = await Promise.all([confirming, runJob(app, 'booking.expire-offers')]);
    // A sweeper leaves alone what somebody is just asking about; the next one takes it.
    await runJob(app, 'booking.expire-offers');
    const result = await outcome();
    outcomes.add(result);
    assert.equal(answer.statusCode < 400, result === 'confirmed,waitlisted', result);
    assert.ok(['confirmed,waitlisted', 'expired,held'].includes(result), result);
    assert.deepEqual(await disorder(app), []);
  }
});

test('control: a sweeper that looks without locking gives away a seat that was confirmed', async () => {
  await goesWrong(
    (target) => change(target, 'drop trigger booking_status_edge on booking'),
    async (target) => {
      const { confirm, bookingId } = await offerRunningOut(target);
      await target.deps.db.transact(async (tx) => {
        const { rows } = await sql<{
          status: string;
        }>`select status from booking where id = ${bookingId}`.execute(tx);
        assert.equal(rows[0]?.status, 'held');
        await confirm();
        await sql`update booking set status = 'expired' where id = ${bookingId}`.execute(tx);
      });
      assert.notDeepEqual(await disorder(target), []);
    },
  );
});

/** Somebody joins the waiting list of a full session while its only seat is given back. */
async function joinWhileFreed(target: TestApp, rounds: number): Promise<number> {
  await pauseInserts(target, 'booking', `new.status = 'waitlisted'`);
  let lost = 0;
  for (let round = 0; round < rounds; round += 1) {
    const session = await createSession(target, { plan: { capacity: 1 } });
    const [holder, joiner] = (await workers(target, 2)) as [TestPerson, TestPerson];
    const held = await book(target, session, holder);
    await Promise.all([
      claim(target, session, joiner, { joinWaitlist: true }),
      post(target, `/me/bookings/${held.id}/cancel`, holder),
    ]);
    const { items } = await target.call(listMyBookings, { as: joiner });
    if (items[0]?.status === 'waitlisted') lost += 1;
  }
  return lost;
}

test('a seat freed while somebody joins the waiting list is offered to them', async () => {
  assert.equal(await joinWhileFreed(app, 4), 0);
});

test('control: without the lock the seat lies idle beside who waits for it', async () => {
  await goesWrong(
    (target) => replaceLock(target, ''),
    async (target) => {
      assert.ok((await joinWhileFreed(target, 4)) > 0);
      assert.notDeepEqual(await disorder(target), []);
    },
  );
});

test('seats given back at once are offered once each, in the order of the queue', async () => {
  const session = await createSession(app, { plan: { capacity: 4 } });
  const people = await workers(app, 10);
  const bookings = [];
  for (const person of people) bookings.push(await bookOrWait(app, session, person));
  await attempt(
    bookings
      .slice(0, 4)
      .map((each, index) => post(app, `/me/bookings/${each.id}/cancel`, people[index] as TestPerson)),
  );
  const { rows } = await app.deps.db.transact((tx) =>
    sql<{ status: string }>`select status from booking
      where session_id = ${session.sessionId} order by queued_at, id`.execute(tx),
  );
  assert.deepEqual(
    rows.slice(4).map((row) => row.status),
    [...Array(4).fill('held'), ...Array(2).fill('waitlisted')],
  );
});
