import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelMyBooking,
  cancelSession,
  confirmMyBooking,
  getMyBooking,
  listMyBookings,
} from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../testkit/app.ts';
import type { TestPerson } from '../../testkit/person.ts';
import {
  book,
  bookOrWait,
  createSession,
  disorder,
  keyOf,
  runJob,
  type TestSession,
} from './booking.factory.ts';
import {
  attempt,
  change,
  claim,
  goesWrong,
  openRaces,
  pauseInserts,
  post,
  replaceLock,
  untilWaiting,
  withServers,
  workers,
} from './booking.races.factory.ts';

// As in booking.races.test.ts, every guard has its negative control: the same race on a database from which the guard was taken must go
// wrong. An injected pause between looking and taking makes both sure to meet.

const app = await openRaces((target) => replaceLock(target, 'for no key update'));
const start = app.clock.now();

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

/** Four give their seats back in the same moment, while three pairs wait. Returns what becomes of the pairs. */
async function giveBackTogether(target: TestApp): Promise<string[]> {
  const session = await createSession(target, { activity: { maxCompanions: 1 }, plan: { capacity: 4 } });
  const people = await workers(target, 7);
  const bookings: { id: string }[] = [];
  for (const [index, person] of people.entries()) {
    bookings.push(await bookOrWait(target, session, person, index < 4 ? 0 : 1));
  }
  await withServers(target, 4, async (servers) => {
    await attempt(
      servers.map((server, index) =>
        post(server, `/me/bookings/${bookings[index]?.id}/cancel`, people[index] as TestPerson),
      ),
    );
  });
  const { rows } = await sql<{ status: string }>`select status from booking
    where session_id = ${session.sessionId} order by queued_at, id`.execute(target.deps.db.reader);
  return rows.slice(4).map((row) => row.status);
}

test('seats given back at once are offered once each, in the order of the queue', async () => {
  assert.deepEqual(await giveBackTogether(app), ['held', 'held', 'waitlisted']);
});

test('control: without the lock nobody sees that two seats came free, and they lie idle', async () => {
  await goesWrong(
    (target) => replaceLock(target, ''),
    async (target) => {
      assert.notDeepEqual(await giveBackTogether(target), ['held', 'held', 'waitlisted']);
      assert.notDeepEqual(await disorder(target), []);
    },
  );
});

/**
 * Somebody asks to join the queue of a full session, and the host calls it off before they do. Returns the answer, and
 * the booking's state.
 */
async function joinAfterCalledOff(target: TestApp) {
  const session = await createSession(target, { plan: { capacity: 1 } });
  const [holder, joiner] = (await workers(target, 2)) as [TestPerson, TestPerson];
  await book(target, session, holder);
  await target.settle();
  let joining: ReturnType<typeof attempt> | undefined;
  const key = 'one-and-the-same';
  await target.deps.db
    .transact(async (tx) => {
      // The request has read the session and waits for its key.
      await sql`insert into idempotency_key (owner, key, request_hash, created_at)
        values (${joiner.personId}, ${key}, '', ${start})`.execute(tx);
      joining = attempt([claim(target, session, joiner, { joinWaitlist: true }, key)]);
      await untilWaiting(target, 1);
      await callOff(target, session);
      throw new Error('the key is given back');
    })
    .catch(() => undefined);
  const answer = await joining;
  await target.settle();
  return { answer, status: await statusIn(target, session, joiner) };
}

async function callOff(target: TestApp, session: Awaited<ReturnType<typeof createSession>>): Promise<void> {
  const body = { version: session.version, reason: '停电' };
  await target.call(cancelSession, { params: keyOf(session), body, as: session.desk.editor });
  await target.settle();
}

async function statusIn(target: TestApp, { sessionId }: TestSession, { personId }: TestPerson) {
  const { rows } = await sql<{ status: string }>`select status from booking
    where session_id = ${sessionId} and person_id = ${personId}`.execute(target.deps.db.reader);
  return rows[0]?.status;
}

test('who joins the queue of a session just called off is refused', async () => {
  const { answer, status } = await joinAfterCalledOff(app);
  assert.deepEqual(answer, { 'session-changed': 1 });
  assert.equal(status, undefined);
});

test('control: when its pools do not say so, they wait for what never takes place', async () => {
  await goesWrong(
    (target) =>
      change(
        target,
        `create function stay_open() returns trigger language plpgsql as
          'begin new.closed := false; return new; end';
        create trigger stay_open before update on pool for each row execute function stay_open()`,
      ),
    async (target) => {
      assert.equal((await joinAfterCalledOff(target)).status, 'waitlisted');
    },
  );
});
