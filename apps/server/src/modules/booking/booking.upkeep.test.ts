import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deleteMe, getMyBooking, listSessionBookings } from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { sessionForBooking } from '../programme/index.ts';
import {
  book,
  bookOrWait,
  createSession,
  disorder,
  keyOf,
  runJob,
  type TestSession,
} from './booking.factory.ts';
import { giveUpAll } from './personal/give-up-bookings.ts';
import { type Claim, claimSeats } from './seats/claim-seats.ts';
import { issueTickets, newTickets } from './tickets/issue-tickets.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

async function claimsOf(
  session: TestSession,
  people: readonly TestPerson[],
  companions: readonly number[] = [],
): Promise<Claim[]> {
  const facts = await sessionForBooking(app.deps.db.reader, session.palaceId, session.sessionId);
  assert.ok(facts);
  return people.map((person, index) => ({
    ...facts,
    bookingId: newId(),
    personId: person.personId,
    tokens: [],
    companions: Array.from({ length: companions[index] ?? 0 }, () => '同行'),
    priceFen: 0,
    memberPrice: false,
    bookedBy: person.personId,
  }));
}
const workers = (count: number): Promise<TestPerson[]> =>
  Promise.all(Array.from({ length: count }, () => createWorker(app)));
const settleClaims = (claims: readonly Claim[]) =>
  app.deps.db.transact((tx) => claimSeats(tx, claims, app.clock.now()));

test('a batch of claims is settled in their order: each wins or is told why, and losers leave nothing behind', async () => {
  const session = await createSession(app, { plan: { capacity: 6 } });
  const other = await createSession(app, { desk: session.desk, plan: { capacity: 2 } });
  const people = await workers(7);
  await book(app, other, people[1] as TestPerson);
  const claims = await claimsOf(session, people, [3, 0, 2, 0, 0, 0, 0]);
  const outcomes = await settleClaims(claims);
  assert.deepEqual(
    outcomes.map((outcome) => (outcome.won ? outcome.tickets.length : outcome.why)),
    [4, 'overlapping-booking', 'capacity-exhausted', 1, 1, 'capacity-exhausted', 'capacity-exhausted'],
  );
  assert.deepEqual(await disorder(app), []);
  const next = await createSession(app, { startsAt: '2026-11-25T09:00:00Z' });
  assert.ok((await settleClaims(await claimsOf(next, people))).every((outcome) => outcome.won));
  assert.deepEqual(await disorder(app), []);
});

test('a batch over several sessions, some never booked before, is settled at once', async () => {
  const first = await createSession(app);
  const second = await createSession(app);
  await app.deps.db.transact((tx) =>
    sql`delete from pool where session_id = ${second.sessionId}`.execute(tx),
  );
  const [a, b] = (await workers(2)) as [TestPerson, TestPerson];
  const claims = [...(await claimsOf(first, [a])), ...(await claimsOf(second, [b]))];
  assert.ok((await settleClaims(claims)).every((outcome) => outcome.won));
  assert.deepEqual(await disorder(app), []);
});

test('a person named twice in a batch is the caller’s mistake', async () => {
  const session = await createSession(app);
  const [person] = (await workers(1)) as [TestPerson];
  await assert.rejects(settleClaims(await claimsOf(session, [person, person])), TypeError);
});

test('a ticket whose code is in use already gets another', async () => {
  const session = await createSession(app, { activity: { maxCompanions: 1 } });
  const booked = await book(app, session, await createWorker(app), 1);
  const code = booked.tickets[0]?.code ?? '';
  await app.deps.db.transact(async (tx) => {
    await sql`delete from ticket where booking_id = ${booked.id} and ordinal = 1`.execute(tx);
    const row = { palace_id: session.palaceId, id: booked.id, session_id: session.sessionId, seats: 2 };
    const again = newTickets(row, app.clock.now()).filter((ticket) => ticket.ordinal === 1);
    const issued = await issueTickets(
      tx,
      again.map((ticket) => ({ ...ticket, code })),
    );
    assert.equal(issued.length, 1);
    assert.notEqual(issued[0]?.code, code);
  });
  assert.deepEqual(await disorder(app), []);
});

test('the reconciler finds a counter that differs, keeps a row of it, and puts nothing right in silence', async () => {
  const session = await createSession(app);
  await book(app, session, await createWorker(app));
  await runJob(app, 'booking.reconcile');
  const found = async () =>
    (
      await app.deps.db.transact((tx) =>
        sql<{ rule: string; expected: number; found: number }>`
          select rule, expected, found from booking_drift where palace_id = ${session.palaceId}`.execute(tx),
      )
    ).rows;
  assert.deepEqual(await found(), []);
  const plant = (seats: number) =>
    app.deps.db.transact((tx) =>
      sql`update pool set confirmed = confirmed + ${seats} where session_id = ${session.sessionId}`.execute(
        tx,
      ),
    );
  await plant(1);
  await runJob(app, 'booking.reconcile');
  assert.deepEqual(await found(), [{ rule: 'pool-confirmed', expected: 1, found: 2 }]);
  await plant(-1);
});

test('a seat that lies idle beside somebody who waits is offered by the reconciler', async () => {
  const session = await createSession(app, { plan: { capacity: 1 } });
  await book(app, session, await createWorker(app));
  const waiter = await createWorker(app);
  const queued = await bookOrWait(app, session, waiter);
  await app.deps.db.transact((tx) =>
    sql`update session set capacity = 2 where id = ${session.sessionId}`.execute(tx),
  );
  await app.deps.db.transact((tx) =>
    sql`update pool set capacity = 2 where session_id = ${session.sessionId}`.execute(tx),
  );
  await runJob(app, 'booking.reconcile');
  await app.settle();
  const seen = await app.call(getMyBooking, { params: { bookingId: queued.id }, as: waiter });
  assert.equal(seen.status, 'held');
});

test('who deletes their account gives up what they have ahead; names of companions go', async () => {
  const session = await createSession(app, { activity: { maxCompanions: 1 }, plan: { capacity: 2 } });
  const leaving = await createWorker(app);
  const booked = await book(app, session, leaving, 1);
  const waiter = await createWorker(app);
  const queued = await bookOrWait(app, session, waiter);
  await app.call(deleteMe, { as: leaving });
  const data = app.modules.find((each) => each.name === 'booking')?.personalData;
  await app.deps.db.transact(
    (tx) => data?.erasePerson(tx, leaving.personId, app.clock.now()) ?? Promise.resolve(),
  );
  await giveUpAll(leaving.personId, app.deps);
  const director = await createStaff(app, session.palaceId, ['director']);
  const { items } = await app.call(listSessionBookings, { params: keyOf(session), as: director });
  const theirs = items.find((item) => item.bookingId === booked.id);
  assert.deepEqual([theirs?.status, theirs?.companions], ['cancelled_early', ['已注销']]);
  const seen = await app.call(getMyBooking, { params: { bookingId: queued.id }, as: waiter });
  assert.equal(seen.status, 'held');
  assert.deepEqual(await disorder(app), []);
});
