import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bookOnBehalf,
  changeSession,
  createBooking,
  enterWaitingRoom,
  getMyPlace,
  getWaitingRoom,
  type Place,
  takePlace,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp } from '../../../testkit/app.ts';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { plan } from '../../programme/programme.factory.ts';
import { createSession, keyOf, runJob, SOON, type TestSession } from '../booking.factory.ts';
import { workers } from '../booking.races.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { signPass } from './pass.ts';
import {
  challengeFor,
  createRoomSession,
  enter,
  join,
  OPENING,
  rankIn,
  roomOf,
  solve,
  toOpening,
} from './waiting-room.factory.ts';

const app = await openBookings({ callsPerSecond: 100 });

const entryOf = ({ palaceId, sessionId }: TestSession, { cookie }: TestPerson) => ({
  method: 'POST' as const,
  url: `/api/v1/palaces/${palaceId}/sessions/${sessionId}/waiting-room/entry`,
  headers: { cookie },
});

const bookWith = (session: TestSession, as: TestPerson, pass: string | null, more = {}) => ({
  params: keyOf(session),
  body: { ...(pass === null ? {} : { pass }), ...more },
  as,
});

test('people gather before the opening second, and exactly at it they are called', async () => {
  const session = await createRoomSession(app);
  const [one, two, three] = (await workers(app, 3)) as [TestPerson, TestPerson, TestPerson];
  const places = [
    await join(app, session, one),
    await join(app, session, two),
    await join(app, session, three),
  ];
  assert.deepEqual(
    places.map((place) => [place.number, place.state]),
    [
      [1, 'waiting'],
      [2, 'waiting'],
      [3, 'waiting'],
    ],
  );
  toOpening(app, -0.001);
  const gathering = await roomOf(app, session);
  assert.deepEqual(
    [gathering.state, gathering.joined, gathering.early, gathering.seed, gathering.called],
    ['gathering', 3, null, null, 0],
  );
  const early = await app.refused(enterWaitingRoom, { params: keyOf(session), as: one });
  assert.deepEqual(early, { status: 409, code: 'not-your-turn' });
  toOpening(app, 0);
  const open = await roomOf(app, session);
  assert.deepEqual([open.state, open.early, open.called], ['open', 3, 3]);
  const ranks = await Promise.all(places.map((place) => rankIn(app, session, place)));
  assert.deepEqual(ranks.toSorted(), [1, 2, 3]);
  const { pass } = await enter(app, session, two);
  const booking = await app.call(createBooking, bookWith(session, two, pass));
  assert.equal(booking.status, 'confirmed');
});

test('people are called in the order of their ranks, no faster than the rate', async () => {
  const slow = await createTestApp({ callsPerSecond: 1 });
  try {
    const session = await createRoomSession(slow);
    const people = await workers(slow, 5);
    for (const person of people.slice(0, 4)) await join(slow, session, person);
    toOpening(slow, 0);
    const places = [];
    for (const person of people) places.push(await join(slow, session, person));
    for (const [second, expected] of [
      [0, 1],
      [2, 3],
      [4, 5],
    ] as const) {
      toOpening(slow, second);
      assert.equal((await roomOf(slow, session)).called, expected);
      for (const [index, person] of people.entries()) {
        const rank = await rankIn(slow, session, places[index] as Place);
        const called = (await slow.inject(entryOf(session, person))).statusCode === 200;
        assert.equal(called, rank <= expected);
      }
    }
    assert.equal(await rankIn(slow, session, places[4] as Place), 5);
  } finally {
    await slow.close();
  }
});

test('a place is kept: the same after a refresh, on another device, and after asking again', async () => {
  const session = await createRoomSession(app);
  const [person, other] = (await workers(app, 2)) as [TestPerson, TestPerson];
  const place = await join(app, session, person);
  await join(app, session, other);
  const seen = await app.call(getMyPlace, { params: keyOf(session), as: person });
  assert.deepEqual(seen, { place, challenge: null });
  toOpening(app, 5);
  await roomOf(app, session);
  const first = await enter(app, session, person);
  app.clock.advance(1);
  const again = await enter(app, session, person);
  assert.deepEqual(again, first);
  assert.equal((await app.call(getMyPlace, { params: keyOf(session), as: person })).place?.pass, first.pass);
});

test('a pass is for one person and session, cannot be forged, and runs out', async () => {
  const session = await createRoomSession(app);
  const next = await createRoomSession(app, { desk: session.desk, startsAt: '2026-11-26T06:00:00Z' });
  const [person, other] = (await workers(app, 2)) as [TestPerson, TestPerson];
  await join(app, session, person);
  await join(app, session, other);
  toOpening(app, 3);
  await roomOf(app, session);
  const { pass, passUntil } = await enter(app, session, person);
  const refused = async (target: TestSession, as: TestPerson, given: string | null) =>
    (await app.refused(createBooking, bookWith(target, as, given))).code;
  assert.equal(await refused(session, person, null), 'pass-required');
  assert.equal(await refused(session, other, pass), 'pass-invalid');
  assert.equal(await refused(next, person, pass), 'pass-invalid');
  const [, signature] = (pass as string).split('.');
  const later = (Date.parse(passUntil as string) + 60_000).toString(36);
  for (const forged of [`${later}.${signature}`, `${pass}x`, 'x', '.', `NaN.${signature}`]) {
    assert.equal(await refused(session, person, forged), 'pass-invalid', forged);
  }
  const bearer = { ...keyOf(session), personId: person.personId };
  const expired = signPass(app.deps.keys, bearer, app.clock.now());
  assert.equal(await refused(session, person, expired), 'pass-expired');
  const good = await app.call(createBooking, bookWith(session, person, pass));
  assert.equal(good.status, 'confirmed');
});

test('the answer to a repeated booking is the first one, also when the pass has run out since', async () => {
  const session = await createRoomSession(app);
  const person = await createWorker(app);
  await join(app, session, person);
  toOpening(app, 1);
  await roomOf(app, session);
  const { pass } = await enter(app, session, person);
  const request = { ...bookWith(session, person, pass), idempotencyKey: 'one-and-the-same' };
  const first = await app.call(createBooking, request);
  app.clock.advance(30);
  assert.equal((await app.call(createBooking, request)).id, first.id);
});

test('a turn that is not used passes on; its person may queue again at the end, for new work', async () => {
  const session = await createRoomSession(app, { plan: { capacity: 1 } });
  const [slow, next] = (await workers(app, 2)) as [TestPerson, TestPerson];
  await join(app, session, slow);
  toOpening(app, 1);
  const old = await challengeFor(app, session, next);
  await join(app, session, next);
  await roomOf(app, session);
  await enter(app, session, slow);
  // One seat, and somebody inside who may take it: nobody else is called.
  toOpening(app, 120);
  assert.equal((await roomOf(app, session)).called, 1);
  toOpening(app, 1 + 6 * 60);
  assert.equal((await roomOf(app, session)).called, 2);
  assert.equal((await enter(app, session, next)).state, 'inside');
  const late = await app.refused(enterWaitingRoom, { params: keyOf(session), as: slow });
  assert.deepEqual(late, { status: 409, code: 'turn-passed' });
  const renewed = await join(app, session, slow);
  assert.deepEqual([renewed.number, renewed.state], [3, 'waiting']);
  // The challenge that bought a place before is spent.
  app.clock.advance(8);
  const replay = { challenge: old.token, solution: solve(old) };
  await roomOf(app, session);
  const spent = await app.refused(takePlace, { params: keyOf(session), body: replay, as: next });
  assert.equal(spent.code, 'challenge-spent');
});

test('who is called and does not come keeps no seat from others, yet may come as long as there are seats', async () => {
  const session = await createRoomSession(app, { plan: { capacity: 1 } });
  const [away, present] = (await workers(app, 2)) as [TestPerson, TestPerson];
  await join(app, session, away);
  toOpening(app, 0);
  await join(app, session, present);
  await roomOf(app, session);
  toOpening(app, 59);
  assert.equal((await roomOf(app, session)).called, 1);
  toOpening(app, 62);
  assert.equal((await roomOf(app, session)).called, 2);
  const { pass } = await enter(app, session, away);
  assert.equal((await app.call(createBooking, bookWith(session, away, pass))).status, 'confirmed');
});

test('sold out: the room says so, takes nobody in, and the waiting list is open without a pass', async () => {
  const session = await createRoomSession(app, { plan: { capacity: 1 } });
  const [lucky, late] = (await workers(app, 2)) as [TestPerson, TestPerson];
  const first = await challengeFor(app, session, lucky);
  const taking = {
    params: keyOf(session),
    body: { challenge: first.token, solution: solve(first) },
    as: lucky,
  };
  const { number } = await app.call(takePlace, taking);
  const challenge = await challengeFor(app, session, late);
  toOpening(app, 0);
  await roomOf(app, session);
  const refused = await app.refused(createBooking, bookWith(session, late, null, { joinWaitlist: true }));
  assert.equal(refused.code, 'pass-required');
  const { pass } = await enter(app, session, lucky);
  await app.call(createBooking, bookWith(session, lucky, pass));
  toOpening(app, 3);
  assert.deepEqual(
    [(await roomOf(app, session)).state, (await roomOf(app, session)).seatsLeft],
    ['sold_out', 0],
  );
  const body = { challenge: challenge.token, solution: solve(challenge) };
  const closed = await app.refused(takePlace, { params: keyOf(session), body, as: late });
  assert.equal(closed.code, 'capacity-exhausted');
  assert.equal((await app.call(takePlace, taking)).number, number, 'asked again, the place is still theirs');
  const waiting = await app.call(createBooking, bookWith(session, late, null, { joinWaitlist: true }));
  assert.equal(waiting.status, 'waitlisted');
});

test('a challenge is for one person and session, must be solved or waited for, and grows old', async () => {
  const session = await createRoomSession(app);
  const next = await createRoomSession(app, { desk: session.desk });
  const [person, other] = (await workers(app, 2)) as [TestPerson, TestPerson];
  const challenge = await challengeFor(app, session, person);
  const { token } = challenge;
  const take = (target: TestSession, as: TestPerson, body: { challenge: string; solution?: number[] }) =>
    app.refused(takePlace, { params: keyOf(target), body, as });
  const solution = solve(challenge);
  assert.equal((await take(session, other, { challenge: token, solution })).code, 'challenge-invalid');
  assert.equal((await take(next, person, { challenge: token, solution })).code, 'challenge-invalid');
  const eased = token.replace(/\.10\./, '.0.');
  assert.equal((await take(session, person, { challenge: eased, solution })).code, 'challenge-invalid');
  const wrong = solution.with(0, (solution[0] ?? 0) + 1);
  assert.equal(
    (await take(session, person, { challenge: token, solution: wrong })).code,
    'challenge-invalid',
  );
  assert.equal((await take(session, person, { challenge: token, solution: [] })).code, 'challenge-invalid');
  assert.equal((await take(session, person, { challenge: token })).code, 'challenge-unsolved');
  app.clock.advance(challenge.waitSeconds / 60);
  const waited = await app.call(takePlace, {
    params: keyOf(session),
    body: { challenge: token },
    as: person,
  });
  assert.equal(waited.number, 1);
  const old = await challengeFor(app, session, other);
  app.clock.advance(31);
  const stale = await take(session, other, { challenge: old.token, solution: solve(old) });
  assert.equal(stale.code, 'challenge-invalid');
});

test('nobody queues in vain: not before the door opens, nor for what they may not book', async () => {
  const person = await createWorker(app);
  const far = await createRoomSession(app, { plan: { bookingOpensAt: '2026-11-23T05:00:00Z' } });
  const body = { challenge: 'x' };
  const early = await app.refused(takePlace, { params: keyOf(far), body, as: person });
  assert.equal(early.code, 'waiting-room-not-open');
  assert.equal((await roomOf(app, far)).state, 'soon');
  const members = await createRoomSession(app, { activity: { openTo: 'members' } });
  const outsider = await app.refused(takePlace, { params: keyOf(members), body, as: person });
  assert.equal(outsider.code, 'members-only');
  const plain = await createSession(app);
  assert.equal((await app.refused(getWaitingRoom, { params: keyOf(plain) })).code, 'not-found');
  assert.equal((await app.refused(getMyPlace, { params: keyOf(plain), as: person })).code, 'not-found');
  const other = await createSession(app);
  const elsewhere = { palaceId: other.palaceId, sessionId: far.sessionId };
  assert.equal((await app.refused(getWaitingRoom, { params: elsewhere })).code, 'not-found');
  assert.equal(
    (await app.refused(enterWaitingRoom, { params: keyOf(far), as: person })).code,
    'not-in-waiting-room',
  );
});

test('the desk books for those who cannot queue on a phone', async () => {
  const session = await createRoomSession(app);
  const person = await createWorker(app);
  const desk = await createStaff(app, session.palaceId, ['front_desk']);
  toOpening(app, 1);
  const { palaceId, sessionId } = session;
  const made = await app.call(bookOnBehalf, {
    params: { palaceId, sessionId },
    body: { phone: person.phone },
    as: desk,
  });
  assert.equal(made.status, 'confirmed');
});

test('how places are given out stays once somebody queues, and the order once it is drawn', async () => {
  const session = await createRoomSession(app);
  await join(app, session, await createWorker(app));
  const { version, desk } = session;
  const body = { version, plan: plan(SOON, { release: 'first_come', bookingOpensAt: OPENING }) };
  const refused = await app.refused(changeSession, { params: keyOf(session), body, as: desk.editor });
  assert.equal(refused.code, 'release-fixed');
  toOpening(app, 0);
  await roomOf(app, session);
  const redraw = (change: string) =>
    app.deps.db.transact((tx) =>
      sql`update waiting_room set ${sql.raw(change)} where session_id = ${session.sessionId}`.execute(tx),
    );
  await assert.rejects(redraw(`seed = repeat('0', 32)`), /is fixed/);
  await assert.rejects(redraw('called = 0'), /is fixed/);
});

test('the status is the same for everybody, small, and may be kept by any cache', async () => {
  const session = await createRoomSession(app);
  const answer = await app.inject({
    method: 'GET',
    url: `/api/v1/palaces/${session.palaceId}/sessions/${session.sessionId}/waiting-room`,
    headers: { cookie: 'wengong.session_token=no-such-session' },
  });
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['cache-control'], 'public, max-age=1');
  assert.ok(answer.body.length < 400, String(answer.body.length));
  assert.equal(answer.headers['content-security-policy'], undefined);
});

test('a week after the session nobody knows any more who queued', async () => {
  const session = await createRoomSession(app);
  await join(app, session, await createWorker(app));
  const count = async () => {
    await runJob(app, 'booking.forget-places');
    const { rows } = await sql<{ left: number }>`select count(*)::int as left from waiting_room_place
      where session_id = ${session.sessionId}`.execute(app.deps.db.reader);
    return rows[0]?.left;
  };
  app.clock.set(new Date(Date.parse(SOON) + 7 * 24 * 3_600_000));
  assert.equal(await count(), 1);
  app.clock.advance(61);
  assert.equal(await count(), 0);
});
