import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bookOnBehalf,
  cancelMyBooking,
  checkIn,
  confirmMyBooking,
  createBooking,
  createSeatMap,
  exportMe,
  getMyBooking,
  getSeating,
  getSeatPlan,
  getSeatsTaken,
  isPacked,
  listAudit,
  listMyMessages,
  listSeatMaps,
  moveToSeats,
  setSeating,
} from '@wengong/contract';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk } from '../../programme/programme.factory.ts';
import { book, createSession, keyOf, names, SOON, type TestSession } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { createSeatedSession, seatPlanOf } from './seating.factory.ts';

const app = await openBookings();

interface Wishes {
  seats?: number[];
  companions?: number;
  seatWish?: { section?: number; wheelchair?: boolean };
  joinWaitlist?: boolean;
}

const take = (session: TestSession, as: TestPerson, { companions = 0, ...wishes }: Wishes = {}) =>
  app.call(createBooking, {
    params: keyOf(session),
    body: { companions: names(companions), ...wishes },
    as,
  });
const refuse = async (session: TestSession, as: TestPerson, { companions = 0, ...wishes }: Wishes) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/palaces/${session.palaceId}/sessions/${session.sessionId}/bookings`,
    headers: { cookie: as.cookie },
    payload: { companions: names(companions), ...wishes },
  });
  assert.ok(answer.statusCode >= 400, answer.body);
  return answer.json() as { code: string; title: string; detail: string; seats?: number[] };
};
const places = (booking: { tickets: readonly { place: string | null }[] }) =>
  booking.tickets.map((ticket) => ticket.place);

test('chosen seats are on the tickets; who chooses one of them later is told which, and what is free instead', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[6], [6]]));
  const [first, second] = [await createWorker(app), await createWorker(app)];
  const booking = await take(session, first, { seats: [3, 2], companions: 1 });
  assert.deepEqual(places(booking), ['1排4座', '1排3座']);
  const detail = await app.call(getMyBooking, { params: { bookingId: booking.id }, as: first });
  assert.deepEqual(
    detail.tickets.map((ticket) => ticket.placeEn),
    ['Row 1 seat 4', 'Row 1 seat 3'],
  );
  const refused = await refuse(session, second, { seats: [1, 2], companions: 1 });
  assert.equal(refused.code, 'seat-taken');
  assert.equal(refused.title, '1排3座刚被选走');
  assert.deepEqual(refused.seats, [0, 1]);
  assert.match(refused.detail, /1排1座、1排2座/);
  const again = await take(session, second, { seats: refused.seats ?? [], companions: 1 });
  assert.deepEqual(places(again), ['1排1座', '1排2座']);
  const { modules } = await app.call(exportMe, { as: first });
  const { bookings } = modules.booking as { bookings: { places: string[] }[] };
  assert.deepEqual(bookings[0]?.places, places(detail), 'and in what the person can take along');
});

test('without a choice the best seats together are given; a section may be wished', async () => {
  const plan = seatPlanOf([[4], [4]]);
  const [stalls] = plan.sections;
  assert.ok(stalls);
  const session = await createSeatedSession(app, {
    ...plan,
    sections: [stalls, { ...stalls, name: '楼座', nameEn: 'Balcony', gap: 2 }],
  });
  const pair = await take(session, await createWorker(app), { companions: 1 });
  assert.equal(new Set(pair.tickets.map((ticket) => ticket.place?.slice(0, 4))).size, 1);
  const upstairs = await take(session, await createWorker(app), { seatWish: { section: 1 } });
  assert.match(upstairs.tickets[0]?.place ?? '', /^楼座/);
  const byDesk = await app.call(bookOnBehalf, {
    params: keyOf(session),
    body: { phone: (await createWorker(app)).phone, seatWish: { section: 1 } },
    as: session.desk.director,
  });
  assert.match(byDesk.places.join(), /^楼座/);
});

test('the bitmap shows what is taken, and cancelling frees it', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[10]]));
  const seating = await app.call(getSeating, { params: keyOf(session) });
  assert.deepEqual([seating.seats, seating.mapId], [10, session.map.id]);
  const worker = await createWorker(app);
  const booking = await take(session, worker, { seats: [9] });
  const shown = await app.call(getSeatsTaken, { params: keyOf(session) });
  const bytes = Buffer.from(shown.taken, 'base64');
  assert.deepEqual(
    [8, 9].map((seat) => isPacked(bytes, seat)),
    [false, true],
  );
  await app.call(cancelMyBooking, { params: { bookingId: booking.id }, as: worker });
  assert.deepEqual(places(await take(session, await createWorker(app), { seats: [9] })), ['1排10座']);
});

test('who waits is seated as wished when a seat comes free and is taken', async () => {
  const session = await createSeatedSession(
    app,
    seatPlanOf([[3]], { marks: [{ section: 0, row: '1', seat: 1, kind: 'wheelchair' }] }),
  );
  const first = await createWorker(app);
  const booking = await take(session, first, { companions: 2 });
  const waiter = await createWorker(app);
  const waiting = await take(session, waiter, { seatWish: { wheelchair: true }, joinWaitlist: true });
  assert.equal(waiting.status, 'waitlisted');
  await app.call(cancelMyBooking, { params: { bookingId: booking.id }, as: first });
  const confirmed = await app.call(confirmMyBooking, { params: { bookingId: waiting.id }, as: waiter });
  assert.deepEqual(places(confirmed), ['1排1座']);
});

test('places for wheelchairs go to who needs them first, and to others only when nothing else is left', async () => {
  const session = await createSeatedSession(
    app,
    seatPlanOf([[4]], {
      marks: [
        { section: 0, row: '1', seat: 1, kind: 'wheelchair' },
        { section: 0, row: '1', seat: 2, kind: 'companion' },
      ],
    }),
  );
  const refused = await refuse(session, await createWorker(app), { seats: [0] });
  assert.equal(refused.code, 'seat-for-wheelchair');
  const needs = await take(session, await createWorker(app), {
    companions: 1,
    seatWish: { wheelchair: true },
  });
  assert.deepEqual(places(needs), ['1排1座', '1排2座']);
  const none = await refuse(session, await createWorker(app), { seatWish: { wheelchair: true } });
  assert.equal(none.code, 'wheelchair-places-taken');
});

test('what cannot be chosen is refused and books nothing', async () => {
  const session = await createSeatedSession(
    app,
    seatPlanOf([[4]], { marks: [{ section: 0, row: '1', seat: 4, kind: 'blocked' }] }),
  );
  assert.equal(session.map.seats, 3);
  const worker = await createWorker(app);
  const code = async (wishes: Wishes) => (await refuse(session, worker, wishes)).code;
  assert.equal(await code({ seats: [3] }), 'seat-unknown');
  assert.equal(await code({ seats: [40] }), 'seat-unknown');
  assert.equal(await code({ seats: [0, 1] }), 'seats-miscounted');
  assert.equal(await code({ seats: [0, 0], companions: 1 }), 'seats-miscounted');
  const plain = await createSession(app);
  assert.equal((await refuse(plain, worker, { seats: [0] })).code, 'session-not-seated');
  assert.deepEqual(await app.refused(getSeating, { params: keyOf(plain) }), {
    status: 409,
    code: 'session-not-seated',
  });
  assert.equal((await take(session, worker, { seats: [0] })).status, 'confirmed');
});

test('the door and the staff see who sits where, by masked name', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[4]]));
  const worker = await createWorker(app, { displayName: '李建国' });
  const booking = await take(session, worker, { seats: [1] });
  const seen = await app.call(getSeatPlan, { params: keyOf(session), as: session.desk.reviewer });
  assert.deepEqual(
    seen.people.map((each) => [each.seat, each.place, each.holderName, each.ticket]),
    [[1, '1排2座', '李**', 1]],
  );
  app.clock.set(new Date(Date.parse(SOON)));
  const admitted = await app.call(checkIn, {
    params: { palaceId: session.palaceId },
    body: { code: booking.tickets[0]?.code ?? '' },
    as: await createStaff(app, session.palaceId, ['front_desk']),
  });
  assert.deepEqual(
    [admitted.result, admitted.place, admitted.placeEn],
    ['admitted', '1排2座', 'Row 1 seat 2'],
  );
});

test('the desk moves a booking to other seats: the person is told, the change is on record', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[6]]));
  const desk = await createStaff(app, session.palaceId, ['front_desk']);
  const [worker, other] = [await createWorker(app), await createWorker(app)];
  const booking = await take(session, worker, { seats: [0, 1], companions: 1 });
  await take(session, other, { seats: [4] });
  const params = { palaceId: session.palaceId, bookingId: booking.id };
  const move = (seats: number[]) => ({ params, body: { seats }, as: desk });
  assert.equal((await app.refused(moveToSeats, move([3, 4]))).code, 'seat-taken');
  assert.equal((await app.refused(moveToSeats, move([3]))).code, 'seats-miscounted');
  assert.deepEqual(await app.call(moveToSeats, move([1, 2])), { places: ['1排2座', '1排3座'] });
  await app.settle();
  const { items } = await app.call(listMyMessages, { as: worker });
  assert.match(items.find((each) => each.kind === 'booking.reseated')?.body ?? '', /1排2座、1排3座/);
  const audit = await app.call(listAudit, {
    params: { palaceId: session.palaceId },
    as: session.desk.director,
  });
  assert.ok(audit.items.some((each) => each.action === 'booking.reseat'));
  assert.deepEqual(await app.refused(moveToSeats, { ...move([1, 2]), as: worker }), {
    status: 403,
    code: 'not-permitted',
  });
});

test('a session is sold by a map of its own space, only while nobody has booked, and never beyond its seats', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[4]]));
  const { desk } = session;
  const elsewhere = await createSeatedSession(app, seatPlanOf([[2]]), { desk });
  const set = (mapId: string | null) => ({ params: keyOf(session), body: { mapId }, as: desk.editor });
  assert.equal((await app.refused(setSeating, set(elsewhere.map.id))).code, 'seat-map-of-other-space');
  const stranger = await createDesk(app);
  assert.equal((await app.refused(setSeating, { ...set(null), as: stranger.editor })).status, 404);
  await book(app, session, await createWorker(app));
  assert.equal((await app.refused(setSeating, set(null))).code, 'seating-in-use');
  const seen = await app.call(getSeatPlan, { params: keyOf(session), as: desk.editor });
  assert.deepEqual(
    seen.maps.map((map) => map.version),
    [1],
  );
});

test('a map is checked, and editing makes the next version', async () => {
  const session = await createSeatedSession(app, seatPlanOf([[4]]));
  const params = { palaceId: session.palaceId, spaceId: session.spaceId };
  const as = session.desk.editor;
  const next = await app.call(createSeatMap, { params, body: seatPlanOf([[5]]), as });
  assert.equal(next.version, 2);
  const { items } = await app.call(listSeatMaps, { params, as });
  assert.deepEqual(
    items.map((map) => [map.version, map.seats]),
    [
      [2, 5],
      [1, 4],
    ],
  );
  const wrong = seatPlanOf([[5]], { marks: [{ section: 0, row: '9', seat: 1, kind: 'blocked' }] });
  assert.equal((await app.refused(createSeatMap, { params, body: wrong, as })).code, 'seat-plan-wrong');
  const desk = await createStaff(app, session.palaceId, ['front_desk']);
  assert.equal((await app.refused(createSeatMap, { params, body: seatPlanOf([[5]]), as: desk })).status, 403);
  assert.equal((await app.call(getSeating, { params: keyOf(session) })).mapId, session.map.id);
});
