import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelMyBooking,
  createBooking,
  getAvailability,
  getMyBooking,
  getSeatUse,
  listMyBookings,
  listSessions,
} from '@wengong/contract';
import { newId } from '../../kernel/ids.ts';
import { createWorker } from '../../testkit/person.ts';
import { createDesk } from '../programme/programme.factory.ts';
import { book, bookOrWait, createSession, keyOf, names, SOON } from './booking.factory.ts';
import { openBookings } from './open-bookings.factory.ts';

const app = await openBookings();

const refused = (session: { palaceId: string; sessionId: string }, as: { cookie: string }, body = {}) =>
  app.refused(createBooking, { params: keyOf(session), body, as });

test('a worker books with companions and gets a signed ticket for each seat', async () => {
  const session = await createSession(app, {
    activity: { maxCompanions: 2, priceFen: 1000, memberPriceFen: 300 },
  });
  const worker = await createWorker(app, { member: true, displayName: '王师傅' });
  const booked = await book(app, session, worker, 2);
  assert.equal(booked.status, 'confirmed');
  assert.equal(booked.priceFen, 2300);
  assert.equal(booked.memberPrice, true);
  assert.deepEqual(
    booked.tickets.map((ticket) => ticket.holderName),
    ['王师傅', '甲', '乙'],
  );
  const seen = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.deepEqual(seen.tickets, booked.tickets);
  assert.equal(seen.title, '书法入门');
  assert.equal(seen.startsAt, new Date(SOON).toISOString());
  assert.equal(seen.canCancel, true);
  const seats = await app.call(getSeatUse, { params: keyOf(session), as: session.desk.director });
  assert.deepEqual(seats.general, { seats: 20, held: 0, confirmed: 3 });
});

test('a ticket names neither its holder nor a category', async () => {
  const session = await createSession(app, {
    plan: { capacity: 3, quotas: [{ category: 'sanitation', seats: 2 }] },
  });
  const worker = await createWorker(app, { categories: ['sanitation'], displayName: '赵环卫' });
  const booked = await book(app, session, worker);
  const answer = JSON.stringify(
    await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker }),
  );
  assert.doesNotMatch(answer, /sanitation|category|pool/i);
  const bytes = Buffer.from(booked.tickets[0]?.token ?? '', 'base64url').toString('latin1');
  assert.doesNotMatch(bytes, /sanitation|赵/);
});

test('who is not signed in, not a member or not of the category cannot book', async () => {
  const open = await createSession(app);
  assert.equal((await app.refused(createBooking, { params: keyOf(open), body: {} })).code, 'not-signed-in');
  const worker = await createWorker(app);
  const members = await createSession(app, { activity: { openTo: 'members' } });
  assert.deepEqual(await refused(members, worker), { status: 403, code: 'members-only' });
  const couriers = await createSession(app, { activity: { openTo: 'categories', categories: ['courier'] } });
  assert.deepEqual(await refused(couriers, worker), { status: 403, code: 'not-eligible' });
  await book(app, couriers, await createWorker(app, { categories: ['courier'] }));
  await book(app, members, await createWorker(app, { member: true }));
});

test('booking is possible within its window only, and of published sessions only', async () => {
  const worker = await createWorker(app);
  const desk = await createDesk(app);
  const later = await createSession(app, { desk, plan: { bookingOpensAt: '2026-11-24T00:00:00Z' } });
  assert.equal((await refused(later, worker)).code, 'booking-not-open-yet');
  const closed = await createSession(app, {
    desk,
    plan: { bookingOpensAt: '2026-11-20T00:00:00Z', bookingClosesAt: '2026-11-23T04:00:00Z' },
  });
  assert.equal((await refused(closed, worker)).code, 'booking-closed');
  assert.equal((await refused({ palaceId: desk.palaceId, sessionId: newId() }, worker)).code, 'not-found');
  const elsewhere = await createDesk(app);
  const foreign = { palaceId: elsewhere.palaceId, sessionId: later.sessionId };
  assert.equal((await refused(foreign, worker)).code, 'not-found');
});

test('more companions than the activity allows are refused, and nothing is booked', async () => {
  const session = await createSession(app, { activity: { maxCompanions: 1 } });
  const worker = await createWorker(app);
  const answer = await refused(session, worker, { companions: names(2) });
  assert.deepEqual(answer, { status: 422, code: 'too-many-companions' });
  assert.equal((await app.call(listMyBookings, { as: worker })).items.length, 0);
});

test('a session is booked once by a person; booking twice says so', async () => {
  const session = await createSession(app);
  const worker = await createWorker(app);
  await book(app, session, worker);
  assert.deepEqual(await refused(session, worker), { status: 409, code: 'already-booked' });
});

test('a person is in one place at a time, over all palaces; a gap of no minute is enough', async () => {
  const worker = await createWorker(app);
  const first = await createSession(app);
  await book(app, first, worker);
  const overlapping = await createSession(app, { startsAt: '2026-11-25T06:30:00Z' });
  assert.deepEqual(await refused(overlapping, worker), { status: 409, code: 'overlapping-booking' });
  const following = await createSession(app, { startsAt: '2026-11-25T07:00:00Z' });
  await book(app, following, worker);
});

test('an exhibition that runs for months keeps nobody from a lesson', async () => {
  const worker = await createWorker(app);
  const exhibition = await createSession(app, {
    plan: { endsAt: '2027-01-25T06:00:00Z', bookingClosesAt: '2027-01-25T06:00:00Z' },
  });
  await book(app, exhibition, worker);
  await book(app, await createSession(app), worker);
});

test('seats reserved for a category go to it first; the rest is everybody’s', async () => {
  const session = await createSession(app, {
    plan: { capacity: 3, quotas: [{ category: 'migrant', seats: 1 }] },
  });
  const migrant = await createWorker(app, { categories: ['migrant'] });
  await book(app, session, migrant);
  await book(app, session, await createWorker(app));
  const alsoMigrant = await createWorker(app, { categories: ['migrant'] });
  await book(app, session, alsoMigrant);
  const seats = await app.call(getSeatUse, { params: keyOf(session), as: session.desk.editor });
  assert.deepEqual(seats.general, { seats: 2, held: 0, confirmed: 2 });
  assert.deepEqual(seats.reserved, [{ category: 'migrant', seats: 1, held: 0, confirmed: 1 }]);
  assert.equal((await refused(session, await createWorker(app))).code, 'capacity-exhausted');
});

test('what is reserved is not sold to others, and they are not told that seats are left', async () => {
  const session = await createSession(app, {
    plan: { capacity: 2, quotas: [{ category: 'courier', seats: 2 }] },
  });
  const worker = await createWorker(app);
  const courier = await createWorker(app, { categories: ['courier'] });
  assert.equal((await refused(session, worker)).code, 'capacity-exhausted');
  const forAll = await app.call(getAvailability, { params: keyOf(session) });
  assert.deepEqual([forAll.seatsLeft, forAll.me], [0, null]);
  const forCourier = await app.call(getAvailability, { params: keyOf(session), as: courier });
  assert.deepEqual([forCourier.seatsLeft, forCourier.me?.canBook], [2, true]);
});

test('a person holds at most so many bookings in a palace as its rules allow', async () => {
  const desk = await createDesk(app);
  const worker = await createWorker(app);
  const sessions = [];
  for (let hour = 0; hour < 11; hour += 1) {
    const startsAt = new Date(Date.parse(SOON) + hour * 3_600_000).toISOString();
    sessions.push(await createSession(app, { desk, startsAt }));
  }
  const bookings = [];
  for (const session of sessions.slice(0, 10)) bookings.push(await book(app, session, worker));
  const last = sessions[10];
  assert.ok(last);
  assert.deepEqual(await refused(last, worker), { status: 409, code: 'too-many-bookings' });
  await app.call(cancelMyBooking, { params: { bookingId: bookings[0]?.id ?? '' }, as: worker });
  await book(app, last, worker);
});

test('availability tells what I may do and why not', async () => {
  const session = await createSession(app, {
    activity: { maxCompanions: 1, priceFen: 900, memberPriceFen: 100 },
    plan: { capacity: 1 },
  });
  const member = await createWorker(app, { member: true });
  const before = await app.call(getAvailability, { params: keyOf(session), as: member });
  assert.equal(before.seatsLeft, 1);
  assert.deepEqual(
    [before.me?.canBook, before.me?.priceFen, before.me?.companionPriceFen, before.me?.reason],
    [true, 100, 900, null],
  );
  const booked = await book(app, session, member);
  const mine = await app.call(getAvailability, { params: keyOf(session), as: member });
  assert.deepEqual(
    [mine.me?.canBook, mine.me?.reason, mine.me?.alreadyBooked, mine.me?.bookingId],
    [false, 'already-booked', true, booked.id],
  );
  const other = await createWorker(app);
  const sold = await app.call(getAvailability, { params: keyOf(session), as: other });
  assert.deepEqual(
    [sold.seatsLeft, sold.me?.canBook, sold.me?.canJoinWaitlist, sold.me?.reason],
    [0, false, true, 'capacity-exhausted'],
  );
  assert.match(sold.me?.message ?? '', /候补/);
  assert.match(sold.me?.messageEn ?? '', /waiting list/);
  await bookOrWait(app, session, other);
  const waiting = await app.call(getAvailability, { params: keyOf(session), as: other });
  assert.deepEqual([waiting.waitlistLength, waiting.me?.bookingStatus], [1, 'waitlisted']);
});

test('the portal’s list shows the seats left after bookings and cancellations', async () => {
  const session = await createSession(app, { plan: { capacity: 5 } });
  const worker = await createWorker(app);
  const seatsShown = async () => {
    await app.settle();
    const { items } = await app.call(listSessions, { query: { palaceId: session.palaceId } });
    return items[0]?.seatsLeft;
  };
  const booked = await book(app, session, worker);
  await book(app, session, await createWorker(app));
  assert.equal(await seatsShown(), 3);
  await app.call(cancelMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.equal(await seatsShown(), 4);
});

test('my bookings: upcoming soonest first, past latest first, page by page, nobody else’s', async () => {
  const desk = await createDesk(app);
  const worker = await createWorker(app);
  const ids: string[] = [];
  for (const hour of [3, 1, 2]) {
    const startsAt = new Date(Date.parse(SOON) + hour * 3_600_000).toISOString();
    ids.push((await book(app, await createSession(app, { desk, startsAt }), worker)).id);
  }
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await app.call(listMyBookings, {
      query: { limit: 2, ...(cursor ? { cursor } : {}) },
      as: worker,
    });
    pages.push(...part.items.map((item) => item.id));
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(pages, [ids[1], ids[2], ids[0]]);
  await app.call(cancelMyBooking, { params: { bookingId: ids[2] ?? '' }, as: worker });
  const past = await app.call(listMyBookings, { query: { when: 'past' }, as: worker });
  assert.deepEqual(
    past.items.map((item) => [item.id, item.status]),
    [[ids[2], 'cancelled_early']],
  );
  const stranger = await createWorker(app);
  const params = { bookingId: ids[0] ?? '' };
  assert.equal((await app.refused(getMyBooking, { params, as: stranger })).status, 404);
  assert.equal((await app.refused(cancelMyBooking, { params, as: stranger })).status, 404);
  const bad = await app.refused(listMyBookings, { query: { cursor: 'WyJhIiwiYiJd' }, as: worker });
  assert.equal(bad.code, 'invalid-request');
});

test('the same Idempotency-Key books once and answers the same', async () => {
  const session = await createSession(app);
  const worker = await createWorker(app);
  const options = { params: keyOf(session), body: {}, as: worker, idempotencyKey: 'booking-once-1' };
  const first = await app.call(createBooking, options);
  assert.deepEqual(await app.call(createBooking, options), first);
});
