import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelMyBooking,
  cancelSession,
  changeSession,
  createBooking,
  getMyBooking,
  getSeatUse,
  listSessions,
} from '@wengong/contract';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { plan, watchEvents } from '../programme/programme.factory.ts';
import { book, bookOrWait, createSession, disorder, keyOf, runJob, SOON } from './booking.factory.ts';
import { openBookings } from './open-bookings.factory.ts';

const app = await openBookings();

const mine = (as: TestPerson, bookingId: string) => app.call(getMyBooking, { params: { bookingId }, as });
const minutesBefore = (minutes: number) => new Date(Date.parse(SOON) - minutes * 60_000);

test('cancelling is early, then late, then impossible; the seat is free again and the tickets are gone', async () => {
  const session = await createSession(app, { plan: { capacity: 3 } });
  const people = await Promise.all([createWorker(app), createWorker(app), createWorker(app)]);
  const bookings = await Promise.all(people.map((person) => book(app, session, person)));
  const cancel = (index: number) =>
    app.call(cancelMyBooking, {
      params: { bookingId: bookings[index]?.id ?? '' },
      as: people[index] as TestPerson,
    });
  app.clock.set(minutesBefore(120));
  const early = await cancel(0);
  assert.deepEqual([early.status, early.tickets.length, early.canCancel], ['cancelled_early', 0, false]);
  app.clock.set(minutesBefore(1));
  assert.equal((await cancel(1)).status, 'cancelled_late');
  app.clock.set(minutesBefore(0));
  const params = { bookingId: bookings[2]?.id ?? '' };
  const late = await app.refused(cancelMyBooking, { params, as: people[2] as TestPerson });
  assert.deepEqual(late, { status: 409, code: 'cannot-cancel' });
  const director = await createStaff(app, session.palaceId, ['director']);
  const seats = await app.call(getSeatUse, { params: keyOf(session), as: director });
  assert.equal(seats.general.confirmed, 1);
});

test('cancelling twice says so, and frees one seat once', async () => {
  const session = await createSession(app);
  const worker = await createWorker(app);
  const booked = await book(app, session, worker);
  const options = { params: { bookingId: booked.id }, as: worker };
  await app.call(cancelMyBooking, options);
  assert.equal((await app.refused(cancelMyBooking, options)).code, 'cannot-cancel');
  await book(app, session, worker);
});

test('the host cancels: every booking ends, each person is told once, nobody can book any more', async () => {
  const events = watchEvents(app);
  const session = await createSession(app, { plan: { capacity: 1 } });
  const [holder, waiter] = await Promise.all([createWorker(app), createWorker(app)]);
  const booked = await book(app, session, holder);
  const queued = await bookOrWait(app, session, waiter);
  await app.call(cancelSession, {
    params: keyOf(session),
    body: { version: session.version, reason: '老师生病' },
    as: session.desk.director,
  });
  await app.settle();
  const ended = await mine(holder, booked.id);
  assert.deepEqual(
    [ended.status, ended.cancelReason, ended.tickets.length],
    ['cancelled_by_host', '老师生病', 0],
  );
  assert.equal((await mine(waiter, queued.id)).status, 'cancelled_by_host');
  const told = events.filter(([topic]) => topic === 'booking.cancelled-by-host');
  assert.deepEqual(
    told.map(([, fact]) => (fact as { personId: string }).personId).toSorted(),
    [holder.personId, waiter.personId].toSorted(),
  );
  const again = await app.refused(createBooking, { params: keyOf(session), body: {}, as: holder });
  assert.equal(again.code, 'session-called-off');
  await book(app, await createSession(app), holder);
});

test('a claim made on facts from before the host cancelled is refused', async () => {
  const session = await createSession(app);
  const worker = await createWorker(app);
  await app.call(changeSession, {
    params: keyOf(session),
    body: { version: session.version, plan: plan('2026-11-26T06:00:00Z') },
    as: session.desk.editor,
  });
  // The pools still carry the old time until the event is delivered.
  const answer = await app.refused(createBooking, { params: keyOf(session), body: {}, as: worker });
  assert.deepEqual(answer, { status: 409, code: 'session-changed' });
  await app.settle();
  await book(app, session, worker);
});

test('the host moves a session: bookings and engagements move; who is elsewhere keeps both and is told', async () => {
  const events = watchEvents(app);
  const session = await createSession(app);
  const [free, busy] = await Promise.all([createWorker(app), createWorker(app)]);
  const moved = await book(app, session, free);
  const conflicting = await book(app, session, busy);
  const other = await createSession(app, { startsAt: '2026-11-26T06:30:00Z' });
  await book(app, other, busy);
  await app.call(changeSession, {
    params: keyOf(session),
    body: { version: session.version, plan: plan('2026-11-26T06:00:00Z') },
    as: session.desk.editor,
  });
  await app.settle();
  for (const [person, id] of [
    [free, moved.id],
    [busy, conflicting.id],
  ] as const) {
    const seen = await mine(person, id);
    assert.deepEqual([seen.status, seen.startsAt], ['confirmed', '2026-11-26T06:00:00.000Z']);
  }
  const told = events
    .filter(([topic]) => topic === 'booking.moved')
    .map(([, fact]) => fact as { personId: string; conflict: boolean; previousStartsAt: string });
  assert.deepEqual(
    new Map(told.map((each) => [each.personId, each.conflict])),
    new Map([
      [free.personId, false],
      [busy.personId, true],
    ]),
  );
  assert.ok(told.every((each) => each.previousStartsAt === new Date(SOON).toISOString()));
  const old = await createSession(app);
  await book(app, old, free);
  const clash = await createSession(app, { startsAt: '2026-11-26T06:30:00Z' });
  const answer = await app.refused(createBooking, { params: keyOf(clash), body: {}, as: free });
  assert.equal(answer.code, 'overlapping-booking');
});

test('fewer seats than booked: nobody loses theirs, nobody gets one until enough are freed', async () => {
  const session = await createSession(app, { plan: { capacity: 3 } });
  const people = await Promise.all([createWorker(app), createWorker(app), createWorker(app)]);
  const bookings = await Promise.all(people.map((person) => book(app, session, person)));
  const waiter = await createWorker(app);
  const queued = await bookOrWait(app, session, waiter);
  // The console refuses fewer seats than are booked as far as it can know; the last second is booking's to bear.
  await app.call(changeSession, {
    params: keyOf(session),
    body: { version: session.version, plan: plan(SOON, { capacity: 1 }) },
    as: session.desk.editor,
  });
  await app.settle();
  const cancel = async (index: number) => {
    await app.call(cancelMyBooking, {
      params: { bookingId: bookings[index]?.id ?? '' },
      as: people[index] as TestPerson,
    });
    await app.settle();
    assert.deepEqual(await disorder(app), []);
  };
  await cancel(0);
  assert.equal((await mine(waiter, queued.id)).status, 'waitlisted');
  await cancel(1);
  assert.equal((await mine(waiter, queued.id)).status, 'waitlisted');
  await cancel(2);
  assert.equal((await mine(waiter, queued.id)).status, 'held');
  const { items } = await app.call(listSessions, { query: { palaceId: session.palaceId } });
  assert.equal(items[0]?.seatsLeft, 0);
});

test('seats reserved later make up for those sold to others already', async () => {
  const session = await createSession(app, { plan: { capacity: 2 } });
  const [a, b] = await Promise.all([createWorker(app), createWorker(app)]);
  const first = await book(app, session, a);
  await book(app, session, b);
  await app.call(changeSession, {
    params: keyOf(session),
    body: {
      version: session.version,
      plan: plan(SOON, { capacity: 2, quotas: [{ category: 'courier', seats: 1 }] }),
    },
    as: session.desk.editor,
  });
  await app.settle();
  const courier = await createWorker(app, { categories: ['courier'] });
  const answer = await app.refused(createBooking, { params: keyOf(session), body: {}, as: courier });
  assert.equal(answer.code, 'capacity-exhausted', 'both seats are taken, whoever they were reserved for');
  await app.call(cancelMyBooking, { params: { bookingId: first.id }, as: a });
  await app.settle();
  const anyone = await createWorker(app);
  const other = await app.refused(createBooking, { params: keyOf(session), body: {}, as: anyone });
  assert.equal(other.code, 'capacity-exhausted');
  await book(app, session, courier);
});

test('who did not come is a no-show after the end, not before, and is told once', async () => {
  const events = watchEvents(app);
  const session = await createSession(app);
  const worker = await createWorker(app);
  const booked = await book(app, session, worker);
  app.clock.set(new Date(Date.parse(SOON) + 30 * 60_000));
  await runJob(app, 'booking.finish-sessions');
  assert.equal((await mine(worker, booked.id)).status, 'confirmed', 'not before the end');
  app.clock.set(new Date(Date.parse(SOON) + 60 * 60_000));
  await runJob(app, 'booking.finish-sessions');
  assert.equal((await mine(worker, booked.id)).status, 'no_show');
  assert.deepEqual(
    events.filter(
      ([topic, fact]) =>
        topic === 'booking.missed' && (fact as { personId: string }).personId === worker.personId,
    ).length,
    1,
  );
});

test('people are reminded once, a day ahead, unless they booked within that day', async () => {
  const events = watchEvents(app);
  const session = await createSession(app);
  const [early, late] = await Promise.all([createWorker(app), createWorker(app)]);
  await book(app, session, early);
  await runJob(app, 'booking.remind');
  app.clock.set(minutesBefore(23 * 60));
  await book(app, session, late);
  await runJob(app, 'booking.remind');
  await runJob(app, 'booking.remind');
  assert.deepEqual(
    events
      .filter(([topic]) => topic === 'booking.reminder')
      .map(([, fact]) => (fact as { personId: string }).personId),
    [early.personId],
  );
});
