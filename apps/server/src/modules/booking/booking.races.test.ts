import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import {
  cancelMyBooking,
  checkIn,
  confirmMyBooking,
  createBooking,
  getMyBooking,
  getSeatUse,
  listMyBookings,
  putBookingPolicy,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { createDesk } from '../programme/programme.factory.ts';
import {
  book,
  bookOrWait,
  createSession,
  disorder,
  keyOf,
  runJob,
  SOON,
  type TestSession,
} from './booking.factory.ts';

// Every guard has its negative control: the same race on a database from which the guard was taken must go
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

const change = (target: TestApp, statement: string) =>
  target.deps.db.transact((tx) => sql.raw(statement).execute(tx));

/** `lock_pools` with a pause after it has looked; `locking` is its locking clause, empty for no lock. */
const replaceLock = (target: TestApp, locking: string) =>
  change(
    target,
    `create or replace function lock_pools(palaces uuid[], pools uuid[]) returns setof pool
    language plpgsql volatile as $$
    begin
      return query select pool.* from pool where (palace_id, id) in (select * from unnest(palaces, pools))
        order by session_id, category nulls last ${locking};
      perform pg_sleep(0.03);
    end $$`,
  );

/** Runs a race on a database of its own, from which `unguard` takes what should prevent harm. */
async function withoutGuard(
  unguard: (target: TestApp) => Promise<unknown>,
  race: (target: TestApp) => Promise<void>,
): Promise<void> {
  const target = await createTestApp();
  try {
    await unguard(target);
    await race(target);
  } finally {
    await target.close();
  }
}

const workers = (target: TestApp, count: number): Promise<TestPerson[]> =>
  Promise.all(Array.from({ length: count }, () => createWorker(target)));

/** What became of requests sent at once: how many of each status, by error code where refused. */
async function attempt(requests: Promise<{ statusCode: number; json(): { code?: string } }>[]) {
  const counts: Record<string, number> = {};
  for (const answer of await Promise.all(requests)) {
    const what = answer.statusCode < 400 ? 'done' : (answer.json().code ?? String(answer.statusCode));
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

const post = (target: TestApp, path: string, as: TestPerson, body: object = {}, key?: string) =>
  target.inject({
    method: 'POST',
    url: `/api/v1${path}`,
    headers: { cookie: as.cookie, ...(key ? { 'idempotency-key': key } : {}) },
    payload: body,
  });
const claim = (target: TestApp, session: TestSession, as: TestPerson, body: object = {}, key?: string) =>
  post(target, `/palaces/${session.palaceId}/sessions/${session.sessionId}/bookings`, as, body, key);

// The last seat

async function rushForOneSeat(target: TestApp, contenders: number) {
  const session = await createSession(target, { plan: { capacity: 1 } });
  const people = await workers(target, contenders);
  const counts = await attempt(people.map((person) => claim(target, session, person)));
  const director = await createStaff(target, session.palaceId, ['director']);
  const seats = await target.call(getSeatUse, { params: keyOf(session), as: director });
  return { counts, confirmed: seats.general.confirmed };
}

test('of 64 who want the last seat at once, one gets it and 63 are told that it is sold out', async () => {
  const { counts, confirmed } = await rushForOneSeat(app, 64);
  assert.deepEqual(counts, { done: 1, 'capacity-exhausted': 63 });
  assert.equal(confirmed, 1);
});

test('control: without lock and constraint the last seat is sold several times', async () => {
  await withoutGuard(
    async (target) => {
      await replaceLock(target, '');
      await change(target, 'alter table pool drop constraint pool_not_oversold');
    },
    async (target) => {
      const { counts, confirmed } = await rushForOneSeat(target, 64);
      assert.ok(confirmed > 1 && counts.done === confirmed, JSON.stringify(counts));
    },
  );
});

test('control: the constraint alone still keeps the last seat from being sold twice', async () => {
  await withoutGuard(
    (target) => replaceLock(target, ''),
    async (target) => {
      const { counts, confirmed } = await rushForOneSeat(target, 32);
      assert.equal(confirmed, 1);
      assert.deepEqual(counts, { done: 1, 'capacity-exhausted': 31 });
    },
  );
});

// One person, two palaces

async function bookTwoPlacesAtOnce(target: TestApp, rounds: number) {
  const [here, there] = await Promise.all([
    createSession(target, { plan: { capacity: 100 } }),
    createSession(target, { startsAt: '2026-11-25T06:30:00Z', plan: { capacity: 100 } }),
  ]);
  const people = await workers(target, rounds);
  const counts = [];
  for (const person of people) {
    counts.push(await attempt([claim(target, here, person), claim(target, there, person)]));
  }
  return counts;
}

test('a person who books two palaces for the same time at once gets one', async () => {
  for (const counts of await bookTwoPlacesAtOnce(app, 8)) {
    assert.deepEqual(counts, { done: 1, 'overlapping-booking': 1 });
  }
});

test('control: without the exclusion constraint a person is in two places at once', async () => {
  await withoutGuard(
    (target) => change(target, 'alter table person_engagement drop constraint person_not_in_two_places'),
    async (target) => {
      assert.ok((await bookTwoPlacesAtOnce(target, 3)).some((counts) => counts.done === 2));
      const found = (await disorder(target)) as { rule: string }[];
      assert.ok(found.some((drift) => drift.rule === 'one-place-at-a-time'));
    },
  );
});

// The personal limit

async function bookPastLimit(target: TestApp) {
  const desk = await createDesk(target);
  await target.call(putBookingPolicy, {
    params: { palaceId: desk.palaceId },
    body: {
      cancelUntilMinutes: 60,
      checkInOpensMinutes: 60,
      checkInClosesMinutes: 15,
      offerMinutes: 30,
      maxActivePerPerson: 2,
    },
    as: desk.director,
  });
  const sessions = [];
  for (let hour = 0; hour < 6; hour += 1) {
    const startsAt = new Date(Date.parse(SOON) + hour * 3_600_000).toISOString();
    sessions.push(await createSession(target, { desk, startsAt }));
  }
  const worker = await createWorker(target);
  return attempt(sessions.map((session) => claim(target, session, worker)));
}

test('a person who books six at once where two are allowed gets two', async () => {
  assert.deepEqual(await bookPastLimit(app), { done: 2, 'too-many-bookings': 4 });
});

test('control: with a counter that does not count, all six are booked', async () => {
  await withoutGuard(
    (target) =>
      change(
        target,
        `create function count_nothing() returns trigger language plpgsql as
          'begin new.active := 0; return new; end';
        create trigger count_nothing before insert or update on person_quota
          for each row execute function count_nothing()`,
      ),
    async (target) => {
      assert.deepEqual(await bookPastLimit(target), { done: 6 });
      const found = (await disorder(target)) as { rule: string }[];
      assert.ok(found.some((drift) => drift.rule === 'person-count'));
    },
  );
});

// The door

async function scanAtOnce(target: TestApp, scans: number) {
  const session = await createSession(target);
  const booked = await book(target, session, await createWorker(target));
  target.clock.set(new Date(SOON));
  const desk = await createStaff(target, session.palaceId, ['front_desk']);
  const answers = await Promise.all(
    Array.from({ length: scans }, () =>
      target.call(checkIn, {
        params: { palaceId: session.palaceId },
        body: { token: booked.tickets[0]?.token },
        as: desk,
      }),
    ),
  );
  return answers.map((answer) => answer.result).toSorted();
}

test('a ticket scanned at several doors at once is admitted once', async () => {
  assert.deepEqual(await scanAtOnce(app, 8), ['admitted', ...Array(7).fill('already')]);
});

test('control: without the unique admission a ticket is admitted several times', async () => {
  await withoutGuard(
    (target) => change(target, 'alter table check_in drop constraint check_in_once'),
    async (target) => {
      const results = await scanAtOnce(target, 8);
      assert.ok(results.filter((result) => result === 'admitted').length > 1, results.join());
      const found = (await disorder(target)) as { rule: string }[];
      assert.ok(found.some((drift) => drift.rule === 'one-admission'));
    },
  );
});

// Offers

/** One seat offered to the first of two who wait; its time runs out in this moment. */
async function offerRunningOut(target: TestApp) {
  const session = await createSession(target, { plan: { capacity: 1 } });
  const [holder, first, second] = (await workers(target, 3)) as [TestPerson, TestPerson, TestPerson];
  const held = await book(target, session, holder);
  const mine = await bookOrWait(target, session, first);
  const theirs = await bookOrWait(target, session, second);
  await target.call(cancelMyBooking, { params: { bookingId: held.id }, as: holder });
  target.clock.advance(29);
  const confirming = target.inject({
    method: confirmMyBooking.method,
    url: `/api/v1/me/bookings/${mine.id}/confirm`,
    headers: { cookie: first.cookie },
  });
  const statusOf = async (as: TestPerson, bookingId: string) =>
    (await target.call(getMyBooking, { params: { bookingId }, as })).status;
  const outcome = async () => [await statusOf(first, mine.id), await statusOf(second, theirs.id)].join();
  return { confirming, outcome, bookingId: mine.id };
}

test('an offer confirmed while its time runs out is either taken or passed on, never both', async () => {
  const outcomes = new Set<string>();
  for (let round = 0; round < 6; round += 1) {
    app.clock.set(start);
    const { confirming, outcome } = await offerRunningOut(app);
    if (round % 2 === 1) await new Promise((resolve) => setImmediate(resolve));
    app.clock.advance(1);
    const [answer] = await Promise.all([confirming, runJob(app, 'booking.expire-offers')]);
    const result = await outcome();
    outcomes.add(result);
    assert.equal(answer.statusCode < 400, result === 'confirmed,waitlisted', result);
    assert.ok(['confirmed,waitlisted', 'expired,held'].includes(result), result);
    assert.deepEqual(await disorder(app), []);
  }
});

test('control: a sweeper that looks without locking gives away a seat that was confirmed', async () => {
  await withoutGuard(
    (target) => change(target, 'drop trigger booking_status_edge on booking'),
    async (target) => {
      const { confirming, bookingId } = await offerRunningOut(target);
      await target.deps.db.transact(async (tx) => {
        const { rows } = await sql<{
          status: string;
        }>`select status from booking where id = ${bookingId}`.execute(tx);
        assert.equal(rows[0]?.status, 'held');
        await confirming;
        await sql`update booking set status = 'expired' where id = ${bookingId}`.execute(tx);
      });
      assert.notDeepEqual(await disorder(target), []);
    },
  );
});

/** Somebody joins the waiting list of a full session while its only seat is given back. */
async function joinWhileFreed(target: TestApp, rounds: number): Promise<number> {
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
  assert.equal(await joinWhileFreed(app, 6), 0);
});

test('control: without the lock the seat lies idle beside who waits for it', async () => {
  await withoutGuard(
    (target) => replaceLock(target, ''),
    async (target) => {
      assert.ok((await joinWhileFreed(target, 6)) > 0);
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

// Idempotency

async function sameKeyAtOnce(target: TestApp) {
  const session = await createSession(target);
  const worker = await createWorker(target);
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => claim(target, session, worker, {}, 'one-key-for-all')),
  );
  return answers.map((answer) => ({ status: answer.statusCode, body: answer.json() }));
}

test('the same Idempotency-Key four times at once books once and answers alike', async () => {
  const answers = await sameKeyAtOnce(app);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal(answers[0]?.status, createBooking.status);
});

test('control: without the key’s uniqueness the repeats are told that they have booked already', async () => {
  await withoutGuard(
    (target) => change(target, 'alter table idempotency_key drop constraint idempotency_key_pkey'),
    async (target) => {
      const codes = (await sameKeyAtOnce(target)).map((answer) => answer.body.code);
      assert.ok(codes.includes('already-booked'), JSON.stringify(codes));
    },
  );
});
