import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelMySpaceBooking,
  cancelSpaceForPerson,
  createBooking,
  createClosure,
  createSpaceBooking,
  getMySpaceBooking,
  listMySpaceBookings,
  listSlots,
  listSpaceBookings,
} from '@wengong/contract';
import { createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { createDesk, type Desk } from '../programme/programme.factory.ts';
import { makeHalls, makeSpace, openDaily } from '../venue/venue.factory.ts';
import { book, createSession, keyOf, runJob } from './booking.factory.ts';
import { openBookings } from './open-bookings.factory.ts';

const app = await openBookings();

/** 14:00 on Wednesday in Shanghai. */
const AFTERNOON = '2026-11-25T06:00:00Z';
const hours = (count: number) => new Date(Date.parse(AFTERNOON) + count * 3_600_000).toISOString();

async function openPalace(): Promise<Desk> {
  const desk = await createDesk(app);
  await openDaily(app, desk.palaceId, desk.director);
  return desk;
}

const take = (palaceId: string, spaceId: string, as: TestPerson, startsAt = AFTERNOON, slots = 1) => ({
  params: { palaceId, spaceId },
  body: { startsAt, slots },
  as,
});

test('a worker books slots in a row; members pay less; the slots are taken', async () => {
  const { palaceId, director } = await openPalace();
  const court = await makeSpace(app, palaceId, director, {
    kind: 'court',
    priceFen: 4000,
    memberPriceFen: 1500,
  });
  const member = await createWorker(app, { member: true });
  const booked = await app.call(createSpaceBooking, take(palaceId, court.id, member, AFTERNOON, 2));
  assert.deepEqual(
    [booked.status, booked.priceFen, booked.startsAt, booked.endsAt],
    ['confirmed', 3000, hours(0), hours(2)],
  );
  const { items } = await app.call(listSlots, {
    params: { palaceId, spaceId: court.id },
    query: { day: '2026-11-25' },
  });
  const taken = items.filter((slot) => !slot.free).map((slot) => new Date(slot.startsAt).toISOString());
  assert.deepEqual(taken, [hours(0), hours(1)]);
  const worker = await createWorker(app);
  const clash = await app.refused(createSpaceBooking, take(palaceId, court.id, worker, hours(1)));
  assert.deepEqual(clash, { status: 409, code: 'slot-not-free' });
  assert.equal(
    (await app.call(createSpaceBooking, take(palaceId, court.id, worker, hours(2)))).priceFen,
    4000,
  );
});

test('the whole hall collides with its half, one half not with the other', async () => {
  const { palaceId, director } = await openPalace();
  const { east, west, whole } = await makeHalls(app, palaceId, director);
  const [a, b, c] = await Promise.all([createWorker(app), createWorker(app), createWorker(app)]);
  await app.call(createSpaceBooking, take(palaceId, east.id, a));
  assert.equal((await app.refused(createSpaceBooking, take(palaceId, whole.id, b))).status, 409);
  await app.call(createSpaceBooking, take(palaceId, west.id, c));
});

test('only what is offered can be booked: hours, closures, the past, the horizon', async () => {
  const { palaceId, director } = await openPalace();
  const hall = await makeSpace(app, palaceId, director);
  const closedOff = await makeSpace(app, palaceId, director, { bookable: false });
  const worker = await createWorker(app);
  const code = async (startsAt: string, slots = 1, spaceId = hall.id) =>
    (await app.refused(createSpaceBooking, take(palaceId, spaceId, worker, startsAt, slots))).code;
  assert.equal(await code('2026-11-25T00:00:00Z'), 'slot-not-offered', 'before opening');
  assert.equal(await code('2026-11-25T06:30:00Z'), 'slot-not-offered', 'between slots');
  assert.equal(await code('2026-11-25T12:00:00Z', 2), 'slot-not-offered', 'beyond closing');
  assert.equal(await code('2026-11-23T03:00:00Z'), 'slot-not-offered', 'over');
  assert.equal(await code('2027-01-25T06:00:00Z'), 'slot-too-far');
  assert.equal(await code(AFTERNOON, 1, closedOff.id), 'space-not-bookable');
  await app.call(createClosure, {
    params: { palaceId },
    body: { spaceId: hall.id, startsAt: hours(0), endsAt: hours(1), reason: '检修' },
    as: director,
  });
  assert.equal(await code(AFTERNOON), 'slot-not-free');
});

test('a booked space engages the person and counts like any booking', async () => {
  const { palaceId, director } = await openPalace();
  const court = await makeSpace(app, palaceId, director);
  const worker = await createWorker(app);
  await app.call(createSpaceBooking, take(palaceId, court.id, worker));
  const lesson = await createSession(app);
  const clash = await app.refused(createBooking, { params: keyOf(lesson), body: {}, as: worker });
  assert.equal(clash.code, 'overlapping-booking');
  const other = await createWorker(app);
  await book(app, lesson, other);
  const also = await app.refused(createSpaceBooking, take(palaceId, court.id, other));
  assert.equal(also.status, 409);
});

test('giving a space back frees it, the person and the count; late is late; begun is too late', async () => {
  const { palaceId, director } = await openPalace();
  const court = await makeSpace(app, palaceId, director);
  const worker = await createWorker(app);
  const first = await app.call(createSpaceBooking, take(palaceId, court.id, worker));
  const cancel = (bookingId: string) => ({ params: { bookingId }, as: worker });
  assert.equal((await app.call(cancelMySpaceBooking, cancel(first.id))).status, 'cancelled_early');
  const second = await app.call(createSpaceBooking, take(palaceId, court.id, worker));
  app.clock.set(new Date(Date.parse(AFTERNOON) - 60_000));
  assert.equal((await app.call(cancelMySpaceBooking, cancel(second.id))).status, 'cancelled_late');
  const third = await app.call(createSpaceBooking, take(palaceId, court.id, worker));
  app.clock.set(new Date(AFTERNOON));
  assert.equal((await app.refused(cancelMySpaceBooking, cancel(third.id))).code, 'cannot-cancel');
  const upcoming = await app.call(listMySpaceBookings, { as: worker });
  assert.deepEqual(
    upcoming.items.map((item) => item.id),
    [third.id],
  );
  app.clock.set(new Date(hours(1)));
  await runJob(app, 'booking.finish-spaces');
  const past = await app.call(listMySpaceBookings, { query: { when: 'past' }, as: worker });
  assert.deepEqual(past.items.map((item) => item.status).toSorted(), [
    'cancelled_early',
    'cancelled_late',
    'completed',
  ]);
  const stranger = await createWorker(app);
  assert.equal(
    (await app.refused(getMySpaceBooking, { params: { bookingId: third.id }, as: stranger })).status,
    404,
  );
});

test('staff see a day’s space bookings and cancel one with a reason', async () => {
  const { palaceId, director } = await openPalace();
  const court = await makeSpace(app, palaceId, director);
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const worker = await createWorker(app, { displayName: '孙师傅' });
  const booked = await app.call(createSpaceBooking, take(palaceId, court.id, worker));
  const list = (day: string) =>
    app.call(listSpaceBookings, { params: { palaceId }, query: { day }, as: desk });
  assert.deepEqual(
    (await list('2026-11-25')).items.map((item) => [item.id, item.displayName]),
    [[booked.id, '孙师傅']],
  );
  assert.deepEqual((await list('2026-11-26')).items, []);
  const cancelled = await app.call(cancelSpaceForPerson, {
    params: { palaceId, bookingId: booked.id },
    body: { reason: '场地临时维修' },
    as: desk,
  });
  assert.equal(cancelled.status, 'cancelled_early');
  await app.call(createSpaceBooking, take(palaceId, court.id, await createWorker(app)));
});
