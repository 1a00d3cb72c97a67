import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enterWaitingRoom, takePlace } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { keyOf, type TestSession } from '../booking.factory.ts';
import { change, goesWrong, post, withServers, workers } from '../booking.races.factory.ts';
import { createDevice } from '../devices/devices.factory.ts';
import { at, createKiosk, kioskCookieOf, revokeKiosk } from '../devices/kiosk.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { challengeFor, createRoomSession, join, roomOf, solve, toOpening } from './waiting-room.factory.ts';

const app = await openBookings({ callsPerSecond: 100 });

const take = (session: TestSession, as: TestPerson, challenge: string) => ({
  params: keyOf(session),
  body: { challenge },
  as,
});
const workOf = async (session: TestSession, as: TestPerson) => {
  const { bits, waitSeconds } = await challengeFor(app, session, as);
  return [bits > 0, waitSeconds > 0];
};

test('at a kiosk of the palace a place costs no work and no wait', async () => {
  const session = await createRoomSession(app);
  const kiosk = await createKiosk(app, session.palaceId);
  const [plain, solving] = (await workers(app, 2)) as [TestPerson, TestPerson];
  const { token, bits, waitSeconds } = await challengeFor(app, session, at(kiosk, plain));
  assert.deepEqual([bits, waitSeconds], [0, 0]);
  // Without scripts the form is sent as it is; with them the work is done in no time.
  assert.equal((await app.call(takePlace, take(session, at(kiosk, plain), token))).number, 1);
  app.clock.advance(1);
  assert.equal((await join(app, session, at(kiosk, solving))).number, 2);
});

test('the neighbour’s kiosk, one that is shut out, a door’s token and no kiosk: the work is asked for', async () => {
  const session = await createRoomSession(app);
  const next = await createRoomSession(app);
  const person = await createWorker(app);
  const neighbours = await createKiosk(app, next.palaceId);
  const out = await createKiosk(app, session.palaceId);
  await revokeKiosk(app, out);
  const door = await createDevice(app, session.palaceId);
  const pretending = kioskCookieOf(session.palaceId, neighbours.token);
  for (const browser of [neighbours, out, pretending, kioskCookieOf(session.palaceId, door.token)]) {
    assert.deepEqual(await workOf(session, at(browser, person)), [true, true]);
  }
  assert.deepEqual(await workOf(session, person), [true, true]);
});

test('what a kiosk was let off is worth nothing elsewhere, nor once it is shut out', async () => {
  const session = await createRoomSession(app);
  const kiosk = await createKiosk(app, session.palaceId);
  const neighbours = await createKiosk(app, (await createRoomSession(app)).palaceId);
  const person = await createWorker(app);
  const { token, ...more } = await challengeFor(app, session, at(kiosk, person));
  const solved = { challenge: token, solution: solve({ token, ...more }) };
  for (const as of [person, at(neighbours, person)]) {
    const refused = await app.refused(takePlace, { params: keyOf(session), body: solved, as });
    assert.equal(refused.code, 'challenge-invalid');
  }
  await revokeKiosk(app, kiosk);
  const late = await app.refused(takePlace, take(session, at(kiosk, person), token));
  assert.equal(late.code, 'challenge-invalid');
});

test('a kiosk gives out one place in ten seconds; who has one is told it again at any time', async () => {
  const session = await createRoomSession(app);
  const kiosk = await createKiosk(app, session.palaceId);
  const other = await createKiosk(app, session.palaceId);
  const [one, two, three] = (await workers(app, 3)) as [TestPerson, TestPerson, TestPerson];
  const tokenOf = async (as: TestPerson) => (await challengeFor(app, session, as)).token;
  const first = take(session, at(kiosk, one), await tokenOf(at(kiosk, one)));
  const second = take(session, at(kiosk, two), await tokenOf(at(kiosk, two)));
  assert.equal((await app.call(takePlace, first)).number, 1);
  app.clock.advance(9.9 / 60);
  const soon = await app.refused(takePlace, second);
  assert.deepEqual(soon, { status: 409, code: 'challenge-unsolved' });
  assert.equal((await app.call(takePlace, first)).number, 1);
  const aside = take(session, at(other, three), await tokenOf(at(other, three)));
  assert.equal((await app.call(takePlace, aside)).number, 2);
  app.clock.advance(0.1 / 60);
  assert.equal((await app.call(takePlace, second)).number, 3);
});

test('whose turn comes at a kiosk has the time of elder mode', async () => {
  const session = await createRoomSession(app);
  const kiosk = await createKiosk(app, session.palaceId);
  const [here, away] = (await workers(app, 2)) as [TestPerson, TestPerson];
  await join(app, session, at(kiosk, here));
  await join(app, session, away);
  toOpening(app, 0);
  await roomOf(app, session);
  const minutes = async (as: TestPerson) => {
    const { passUntil } = await app.call(enterWaitingRoom, { params: keyOf(session), as });
    return (Date.parse(passUntil ?? '') - app.clock.now().getTime()) / 60_000;
  };
  assert.deepEqual([await minutes(at(kiosk, here)), await minutes(away)], [12, 6]);
});

/** Several people send their forms from one kiosk at once, to two servers; gives how many got a place. */
async function placesAtOnce(target: TestApp): Promise<number> {
  const session = await createRoomSession(target);
  const kiosk = await createKiosk(target, session.palaceId);
  const people = (await workers(target, 6)).map((person) => at(kiosk, person));
  const path = `/palaces/${session.palaceId}/sessions/${session.sessionId}/waiting-room/place`;
  const challenges = await Promise.all(people.map((as) => challengeFor(target, session, as)));
  let given = 0;
  await withServers(target, 2, async (servers) => {
    const answers = await Promise.all(
      people.map((as, index) =>
        post(servers[index % 2] as TestApp, path, as, { challenge: challenges[index]?.token }),
      ),
    );
    given = answers.filter((answer) => answer.statusCode === 201).length;
  });
  return given;
}

test('of many who ask a kiosk at once one gets the place', async () => {
  assert.equal(await placesAtOnce(app), 1);
});

test('control: without its bound a stolen kiosk gives out places to all of them', async () => {
  await goesWrong(
    (target) =>
      change(
        target,
        `create or replace function take_kiosk_turn(palace uuid, kiosk uuid, moment timestamptz)
        returns boolean language sql as 'select true'`,
      ),
    async (target) => assert.equal(await placesAtOnce(target), 6),
  );
});
