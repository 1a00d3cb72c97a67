import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bookOnBehalf,
  cancelMyBooking,
  changeAllotment,
  changeSession,
  createAllotment,
  createBooking,
  getAvailability,
  getMyBooking,
  listAllotments,
  listUnionAllotments,
  returnAllotment,
  searchUnions,
} from '@wengong/contract';
import { createOfficer, createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { plan } from '../../programme/programme.factory.ts';
import {
  book,
  bookOrWait,
  createSession,
  keyOf,
  runJob,
  SOON,
  type TestSession,
} from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { allot, allotmentBody, createUnion, joinUnion } from './allotments.factory.ts';

const app = await openBookings();
const start = app.clock.now();

const inMinutes = (minutes: number) => app.clock.set(new Date(start.getTime() + minutes * 60_000));
const refusedSeat = (session: TestSession, as: TestPerson) =>
  app.refused(createBooking, { params: keyOf(session), body: {}, as });

/** A session with a union of the palace's city, a member of it and somebody else. */
async function withUnion(capacity: number) {
  const session = await createSession(app, { plan: { capacity } });
  const unionId = await createUnion(app, session.desk.palace.union_id);
  const [member, other] = [await createWorker(app), await createWorker(app)];
  await joinUnion(app, member, unionId);
  return { session, unionId, member, other };
}
const tree = async (session: TestSession) => {
  // Somebody new: a sign-in of the staff does not outlast the hours that the clock is moved by.
  const as = await createStaff(app, session.palaceId, ['coordinator']);
  const { pools } = await app.call(listAllotments, { params: keyOf(session), as });
  return pools.map((pool) => ({
    kind: pool.kind,
    seats: pool.seats,
    capacity: pool.capacity,
    confirmed: pool.confirmed,
    returned: pool.returned,
  }));
};

test('seats of a union are its members’; they are taken before everybody’s, and others do without', async () => {
  const { session, unionId, member, other } = await withUnion(2);
  await allot(app, session, { unionId, seats: 1 });
  await book(app, session, other);
  assert.deepEqual(await refusedSeat(session, await createWorker(app)), {
    status: 409,
    code: 'capacity-exhausted',
  });
  const seen = await app.call(getAvailability, { params: keyOf(session), as: member });
  assert.deepEqual([seen.seatsLeft, seen.me?.canBook], [1, true]);
  await book(app, session, member);
  assert.deepEqual(
    (await tree(session)).map(({ kind, capacity, confirmed }) => [kind, capacity, confirmed]),
    [
      ['general', 1, 1],
      ['union', 1, 1],
    ],
  );
});

test('a member of a union below is a member; one of the union beside it is not', async () => {
  const { session, unionId } = await withUnion(1);
  await allot(app, session, { unionId, seats: 1 });
  const [below, beside] = [await createWorker(app), await createWorker(app)];
  await joinUnion(app, below, await createUnion(app, unionId));
  await joinUnion(app, beside, await createUnion(app, session.desk.palace.union_id));
  assert.equal((await refusedSeat(session, beside)).code, 'capacity-exhausted');
  await book(app, session, below);
});

test('an allotment within an allotment asks for both, and goes back to the one above first', async () => {
  const { session, unionId, member } = await withUnion(3);
  const first = await allot(app, session, { unionId, seats: 3, returnsIn: 600 });
  await allot(
    app,
    session,
    { parentId: first.id, kind: 'category', category: 'migrant', seats: 2, returnsIn: 60 },
    first.coordinator,
  );
  const migrant = await createWorker(app, { categories: ['migrant'] });
  const both = await createWorker(app, { categories: ['migrant'] });
  await joinUnion(app, both, unionId);
  assert.equal((await refusedSeat(session, migrant)).code, 'capacity-exhausted');
  await book(app, session, both);
  assert.deepEqual(
    (await tree(session)).map(({ capacity, confirmed }) => [capacity, confirmed]),
    [
      [0, 0],
      [1, 0],
      [2, 1],
    ],
  );
  await book(app, session, member);
  const second = await createWorker(app);
  await joinUnion(app, second, unionId);
  assert.equal((await refusedSeat(session, second)).code, 'capacity-exhausted');
  // Due: open to the union's members at once, although no job has run.
  inMinutes(60);
  await book(app, session, second);
  await runJob(app, 'booking.return-allotments');
  assert.deepEqual(
    (await tree(session)).map(({ kind, capacity, returned }) => [kind, capacity, returned]),
    [
      ['general', 0, false],
      ['union', 1, false],
      ['category', 2, true],
    ],
  );
});

test('unused seats go back at their time and are offered to who waits', async () => {
  const { session, unionId, member, other } = await withUnion(3);
  await allot(app, session, { unionId, seats: 3, returnsIn: 60 });
  await book(app, session, member);
  const waiting = await bookOrWait(app, session, other);
  assert.equal(waiting.status, 'waitlisted');
  inMinutes(60);
  await runJob(app, 'booking.return-allotments');
  const booking = await app.call(getMyBooking, { params: { bookingId: waiting.id }, as: other });
  assert.equal(booking.status, 'held');
  assert.deepEqual(
    (await tree(session)).map(({ capacity, returned }) => [capacity, returned]),
    [
      [2, false],
      [1, true],
    ],
  );
});

test('a seat given back after the return goes to who waits for everybody’s seats', async () => {
  const { session, unionId, member, other } = await withUnion(1);
  await allot(app, session, { unionId, seats: 1, returnsIn: 60 });
  const mine = await book(app, session, member);
  const waiting = await bookOrWait(app, session, other);
  inMinutes(61);
  await app.call(cancelMyBooking, { params: { bookingId: mine.id }, as: member });
  const booking = await app.call(getMyBooking, { params: { bookingId: waiting.id }, as: other });
  assert.equal(booking.status, 'held');
});

test('seats kept for the desk are given by the staff, and only by them', async () => {
  const session = await createSession(app, { plan: { capacity: 1 } });
  const { coordinator } = await allot(app, session, { kind: 'walk_in', seats: 1 });
  const guest = await createWorker(app);
  assert.equal((await refusedSeat(session, guest)).code, 'capacity-exhausted');
  const attendee = await app.call(bookOnBehalf, {
    params: keyOf(session),
    body: { phone: guest.phone },
    as: coordinator,
  });
  assert.equal(attendee.status, 'confirmed');
});

test('an allotment is never larger than what is free above it, nor smaller than what is in use', async () => {
  const { session, unionId, member, other } = await withUnion(10);
  await book(app, session, other);
  const { id, coordinator } = await allot(app, session, { unionId, seats: 4 });
  const params = { palaceId: session.palaceId, allotmentId: id };
  const resize = (seats: number) =>
    app.refused(changeAllotment, { params, body: { seats, returnsAt: null }, as: coordinator });
  assert.equal((await resize(10)).code, 'allotment-no-room');
  await book(app, session, member);
  await allot(app, session, { parentId: id, kind: 'category', category: 'migrant', seats: 2 }, coordinator);
  assert.equal((await resize(2)).code, 'allotment-below-taken');
  const { pools } = await app.call(changeAllotment, {
    params,
    body: { seats: 9, returnsAt: null },
    as: coordinator,
  });
  assert.deepEqual(
    pools.map((pool) => pool.capacity),
    [1, 7, 2],
  );
  assert.equal(
    (
      await app.refused(createAllotment, {
        params: keyOf(session),
        body: allotmentBody(app, { unionId, seats: 1 }),
        as: coordinator,
      })
    ).code,
    'allotment-no-room',
  );
});

test('taken back by hand: unused seats are everybody’s, who has one keeps it', async () => {
  const { session, unionId, member } = await withUnion(5);
  const { id, coordinator } = await allot(app, session, { unionId, seats: 5 });
  await book(app, session, member);
  const params = { palaceId: session.palaceId, allotmentId: id };
  const { pools } = await app.call(returnAllotment, { params, as: coordinator });
  assert.deepEqual(
    pools.map((pool) => [pool.capacity, pool.confirmed, pool.returned]),
    [
      [4, 0, false],
      [1, 1, true],
    ],
  );
  const answer = await app.refused(changeAllotment, {
    params,
    body: { seats: 5, returnsAt: null },
    as: coordinator,
  });
  assert.equal(answer.code, 'allotment-returned');
});

test('a smaller session cuts what is unused; whoever has a seat keeps it', async () => {
  const { session, unionId, member } = await withUnion(10);
  await allot(app, session, { unionId, seats: 8 });
  await book(app, session, member);
  await app.call(changeSession, {
    params: keyOf(session),
    body: { version: session.version, plan: plan(SOON, { capacity: 3 }) },
    as: session.desk.editor,
  });
  await app.settle();
  const pools = await tree(session);
  assert.deepEqual(
    pools.map(({ seats, capacity, confirmed }) => [seats, capacity, confirmed]),
    [
      [null, 0, 0],
      [8, 3, 1],
    ],
  );
});

test('what makes no sense is refused: a return after the start or in the past, a union from elsewhere', async () => {
  const { session, unionId } = await withUnion(10);
  const { id, coordinator } = await allot(app, session, { unionId, seats: 4, returnsIn: 60 });
  const refused = async (wishes: Parameters<typeof allotmentBody>[1]) =>
    (
      await app.refused(createAllotment, {
        params: keyOf(session),
        body: allotmentBody(app, wishes),
        as: coordinator,
      })
    ).code;
  assert.equal(await refused({ unionId, seats: 1, returnsIn: -1 }), 'allotment-return-time');
  assert.equal(await refused({ unionId, seats: 1, returnsIn: 60 * 24 * 30 }), 'allotment-return-time');
  const beside = await createUnion(app, session.desk.palace.union_id);
  assert.equal(await refused({ parentId: id, unionId: beside, seats: 1 }), 'allotment-union');
  assert.equal(
    await refused({ parentId: id, kind: 'category', category: 'migrant', seats: 1, returnsIn: 61 }),
    'allotment-return-time',
  );
  const short = await allot(app, session, { unionId, seats: 1, returnsIn: 10 }, coordinator);
  inMinutes(11);
  assert.equal(
    await refused({ parentId: short.id, kind: 'category', category: 'migrant', seats: 1 }),
    'allotment-returned',
  );
});

test('a palace shares out its own seats, and a union sees what it was given', async () => {
  const { session, unionId } = await withUnion(10);
  const { id, coordinator } = await allot(app, session, { unionId, seats: 4 });
  const neighbour = await createSession(app);
  const elsewhere = await createStaff(app, neighbour.palaceId, ['coordinator']);
  const params = { palaceId: neighbour.palaceId, allotmentId: id };
  assert.equal((await app.refused(returnAllotment, { params, as: elsewhere })).status, 404);
  assert.equal((await app.refused(listAllotments, { params: keyOf(session), as: elsewhere })).status, 404);
  const officer = await createOfficer(app, unionId);
  const { items } = await app.call(listUnionAllotments, { params: { unionId }, as: officer });
  assert.deepEqual(
    items.map((item) => [item.id, item.seats, item.free]),
    [[id, 4, 4]],
  );
  const other = await createOfficer(app, await createUnion(app, session.desk.palace.union_id));
  assert.equal((await app.refused(listUnionAllotments, { params: { unionId }, as: other })).status, 404);
  const found = await app.call(searchUnions, {
    params: { palaceId: session.palaceId },
    query: { q: '测试厂' },
    as: coordinator,
  });
  assert.ok(found.items.some((union) => union.id === unionId && union.above === '测试市总工会'));
});
