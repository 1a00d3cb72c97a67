import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelMyBooking,
  changeSession,
  confirmMyBooking,
  createBooking,
  getMyBooking,
  listSessionWaitlist,
  putBookingPolicy,
} from '@wengong/contract';
import { createWorker, type TestPerson } from '../../testkit/person.ts';
import { plan, watchEvents } from '../programme/programme.factory.ts';
import { book, bookOrWait, createSession, keyOf, runJob, SOON } from './booking.factory.ts';
import { openBookings } from './open-bookings.factory.ts';

const app = await openBookings();

const workers = (count: number) => Promise.all(Array.from({ length: count }, () => createWorker(app)));
const mine = (as: TestPerson, bookingId: string) => app.call(getMyBooking, { params: { bookingId }, as });
const cancel = (as: TestPerson, bookingId: string) =>
  app.call(cancelMyBooking, { params: { bookingId }, as });
const confirm = (as: TestPerson, bookingId: string) =>
  app.call(confirmMyBooking, { params: { bookingId }, as });

/** A session of `capacity` seats, all booked by one worker each, and so many waiting. */
async function soldOut(capacity: number, waiting: number, companions = 0) {
  const session = await createSession(app, { activity: { maxCompanions: 5 }, plan: { capacity } });
  const people = (await workers(capacity + waiting)) as TestPerson[];
  const bookings = [];
  for (const person of people.slice(0, capacity)) bookings.push(await book(app, session, person));
  const queue = [];
  for (const person of people.slice(capacity)) queue.push(await bookOrWait(app, session, person, companions));
  return { session, people, waiting: people.slice(capacity), bookings, queue };
}

test('sold out is refused; who joins the waiting list learns the position', async () => {
  const { session, waiting, queue } = await soldOut(1, 2);
  const late = await createWorker(app);
  const answer = await app.refused(createBooking, { params: keyOf(session), body: {}, as: late });
  assert.deepEqual(answer, { status: 409, code: 'capacity-exhausted' });
  assert.deepEqual(
    queue.map((each) => [each.status, each.queuePosition, each.tickets.length]),
    [
      ['waitlisted', 1, 0],
      ['waitlisted', 2, 0],
    ],
  );
  const again = await app.refused(createBooking, {
    params: keyOf(session),
    body: { joinWaitlist: true },
    as: waiting[0] as TestPerson,
  });
  assert.equal(again.code, 'already-booked');
  const list = await app.call(listSessionWaitlist, { params: keyOf(session), as: session.desk.director });
  assert.deepEqual(
    list.items.map((each) => [each.bookingId, each.queuePosition]),
    queue.map((each, index) => [each.id, index + 1]),
  );
});

test('a cancelled seat is offered to the first who waits, kept for a time, and taken by confirming', async () => {
  const events = watchEvents(app);
  const { people, waiting, bookings, queue } = await soldOut(1, 2);
  const [first, second] = waiting as [TestPerson, TestPerson];
  await cancel(people[0] as TestPerson, bookings[0]?.id ?? '');
  const offered = await mine(first, queue[0]?.id ?? '');
  assert.equal(offered.status, 'held');
  assert.equal(offered.canConfirm, true);
  assert.equal(Date.parse(offered.holdExpiresAt ?? '') - app.clock.now().getTime(), 30 * 60_000);
  assert.deepEqual(
    events
      .filter(([topic]) => topic === 'booking.offered')
      .map(([, fact]) => (fact as { personId: string }).personId),
    [first.personId],
  );
  assert.equal((await mine(second, queue[1]?.id ?? '')).queuePosition, 1);
  const taken = await confirm(first, queue[0]?.id ?? '');
  assert.equal(taken.status, 'confirmed');
  assert.equal(taken.tickets.length, 1);
  const twice = await app.refused(confirmMyBooking, {
    params: { bookingId: queue[0]?.id ?? '' },
    as: first,
  });
  assert.equal(twice.code, 'nothing-to-confirm');
});

test('a free seat is never taken past who waits for it', async () => {
  const { session, people, bookings } = await soldOut(1, 1);
  await cancel(people[0] as TestPerson, bookings[0]?.id ?? '');
  const quick = await createWorker(app);
  const answer = await app.refused(createBooking, { params: keyOf(session), body: {}, as: quick });
  assert.equal(answer.code, 'capacity-exhausted');
});

test('a booking that needs more seats than are free does not stop a smaller one behind it', async () => {
  const session = await createSession(app, { activity: { maxCompanions: 2 }, plan: { capacity: 2 } });
  const [a, b, large, small] = (await workers(4)) as [TestPerson, TestPerson, TestPerson, TestPerson];
  const first = await book(app, session, a);
  const second = await book(app, session, b);
  const wantsTwo = await bookOrWait(app, session, large, 1);
  const wantsOne = await bookOrWait(app, session, small);
  await cancel(a, first.id);
  assert.equal((await mine(small, wantsOne.id)).status, 'held');
  assert.equal((await mine(large, wantsTwo.id)).status, 'waitlisted');
  await cancel(small, wantsOne.id);
  await cancel(b, second.id);
  assert.equal((await mine(large, wantsTwo.id)).status, 'held', 'two seats free at last');
});

test('an offer cannot be confirmed after its time, even before the sweeper; then it goes on', async () => {
  const { people, waiting, bookings, queue } = await soldOut(1, 2);
  const [first, second] = waiting as [TestPerson, TestPerson];
  await cancel(people[0] as TestPerson, bookings[0]?.id ?? '');
  app.clock.advance(30);
  const params = { bookingId: queue[0]?.id ?? '' };
  assert.deepEqual(await app.refused(confirmMyBooking, { params, as: first }), {
    status: 409,
    code: 'hold-expired',
  });
  await runJob(app, 'booking.expire-offers');
  assert.equal((await mine(first, queue[0]?.id ?? '')).status, 'expired');
  assert.equal((await app.refused(confirmMyBooking, { params, as: first })).code, 'hold-expired');
  assert.equal((await mine(second, queue[1]?.id ?? '')).status, 'held');
  assert.equal((await confirm(second, queue[1]?.id ?? '')).status, 'confirmed');
});

test('confirming counts against limit and overlap as they are then', async () => {
  const { people, waiting, bookings, queue } = await soldOut(1, 1);
  const waiter = waiting[0] as TestPerson;
  const elsewhere = await createSession(app, { startsAt: '2026-11-25T06:30:00Z' });
  const other = await book(app, elsewhere, waiter);
  await cancel(people[0] as TestPerson, bookings[0]?.id ?? '');
  const params = { bookingId: queue[0]?.id ?? '' };
  assert.equal((await app.refused(confirmMyBooking, { params, as: waiter })).code, 'overlapping-booking');
  await cancel(waiter, other.id);
  assert.equal((await confirm(waiter, params.bookingId)).status, 'confirmed');
});

test('giving up an offer passes it on; giving up a place in the queue moves the others up', async () => {
  const { people, waiting, bookings, queue } = await soldOut(1, 3);
  const [first, second, third] = waiting as [TestPerson, TestPerson, TestPerson];
  await cancel(second, queue[1]?.id ?? '');
  assert.equal((await mine(third, queue[2]?.id ?? '')).queuePosition, 2);
  await cancel(people[0] as TestPerson, bookings[0]?.id ?? '');
  assert.equal((await cancel(first, queue[0]?.id ?? '')).status, 'cancelled_early');
  assert.equal((await mine(third, queue[2]?.id ?? '')).status, 'held');
});

test('more seats are offered to who waits; a reserved seat only to its category', async () => {
  const { session, waiting, queue } = await soldOut(1, 2);
  const migrant = await createWorker(app, { categories: ['migrant'] });
  const theirs = await bookOrWait(app, session, migrant);
  await app.call(changeSession, {
    params: keyOf(session),
    body: { version: session.version, plan: plan(SOON, { capacity: 2 }) },
    as: session.desk.editor,
  });
  await app.settle();
  assert.equal((await mine(waiting[0] as TestPerson, queue[0]?.id ?? '')).status, 'held');
  assert.equal((await mine(waiting[1] as TestPerson, queue[1]?.id ?? '')).status, 'waitlisted');
  assert.equal((await mine(migrant, theirs.id)).status, 'waitlisted');
});

test('a seat freed from a reserved pool goes to the category, past others who wait', async () => {
  const session = await createSession(app, {
    plan: { capacity: 2, quotas: [{ category: 'courier', seats: 1 }] },
  });
  const [courier, waitingCourier] = await Promise.all([
    createWorker(app, { categories: ['courier'] }),
    createWorker(app, { categories: ['courier'] }),
  ]);
  const [anyone, earlier] = (await workers(2)) as [TestPerson, TestPerson];
  const reserved = await book(app, session, courier);
  await book(app, session, anyone);
  const first = await bookOrWait(app, session, earlier);
  const second = await bookOrWait(app, session, waitingCourier);
  await cancel(courier, reserved.id);
  assert.equal((await mine(earlier, first.id)).status, 'waitlisted');
  assert.equal((await mine(waitingCourier, second.id)).status, 'held');
});

test('an offer is never kept beyond the start, and who still waits then is let go', async () => {
  const { people, waiting, bookings, queue } = await soldOut(1, 2);
  const [first, second] = waiting as [TestPerson, TestPerson];
  const before = app.clock.now();
  app.clock.set(new Date(Date.parse(SOON) - 10 * 60_000));
  await cancel(people[0] as TestPerson, bookings[0]?.id ?? '');
  const offered = await mine(first, queue[0]?.id ?? '');
  assert.equal(offered.holdExpiresAt, new Date(SOON).toISOString());
  app.clock.set(new Date(SOON));
  await runJob(app, 'booking.expire-offers');
  await runJob(app, 'booking.lapse-waiting');
  assert.equal((await mine(first, queue[0]?.id ?? '')).status, 'expired');
  assert.equal((await mine(second, queue[1]?.id ?? '')).status, 'lapsed');
  app.clock.set(before);
});

test('a new policy holds for new bookings; those made before keep theirs', async () => {
  const { session, people, waiting, bookings, queue } = await soldOut(1, 1);
  await app.call(putBookingPolicy, {
    params: { palaceId: session.palaceId },
    body: {
      cancelUntilMinutes: 2880,
      checkInOpensMinutes: 30,
      checkInClosesMinutes: 5,
      offerMinutes: 5,
      maxActivePerPerson: 1,
    },
    as: session.desk.director,
  });
  const cancelled = await cancel(people[0] as TestPerson, bookings[0]?.id ?? '');
  assert.equal(cancelled.status, 'cancelled_early', 'two days and an hour ahead: early by the old rules');
  const offered = await mine(waiting[0] as TestPerson, queue[0]?.id ?? '');
  assert.equal(Date.parse(offered.holdExpiresAt ?? '') - app.clock.now().getTime(), 30 * 60_000);
  const other = await createSession(app, { desk: session.desk, startsAt: '2026-11-25T04:00:00Z' });
  const newcomer = await createWorker(app);
  const fresh = await book(app, other, newcomer);
  app.clock.advance(1);
  assert.equal((await cancel(newcomer, fresh.id)).status, 'cancelled_late');
});
