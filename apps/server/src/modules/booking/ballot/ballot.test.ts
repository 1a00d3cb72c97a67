import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { verifyBallot } from '@wengong/ballot';
import {
  cancelSession,
  changeSession,
  confirmMyBooking,
  createBooking,
  drawBallot,
  enterPublicValue,
  getAvailability,
  getBallot,
  getBallotDesk,
  getMyBallotEntry,
  listMyMessages,
  putBallot,
  putBallotEntry,
  putBallotRules,
  readBallotResult,
  withdrawBallotEntry,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { book, createSession, keyOf, runJob } from '../booking.factory.ts';
import { workers } from '../booking.races.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import {
  closeAndDraw,
  closeEntries,
  createBallot,
  deskOf,
  drawNow,
  enter,
  inMinutes,
  type TestBallot,
} from './ballot.factory.ts';

const app = await openBookings();
const start = app.clock.now();

const mine = async (session: TestBallot, as: TestPerson) => {
  const { me } = await app.call(getBallot, { params: keyOf(session), as });
  assert.ok(me?.entry);
  return me.entry;
};
const resultOf = async (session: TestBallot) =>
  Buffer.from(await app.call(readBallotResult, { params: keyOf(session) }));
const titles = async (as: TestPerson) =>
  (await app.call(listMyMessages, { query: {}, as })).items.map((message) => message.title);

describe('entering', () => {
  test('is open to everybody for a time, once a person, with companions; it can be changed and withdrawn', async () => {
    const session = await createBallot(app, { activity: { maxCompanions: 2 } });
    const worker = await createWorker(app);
    const first = await enter(app, session, worker, 1);
    assert.deepEqual(
      [first.outcome, first.seats, first.weight],
      ['entered', 2, { slips: 2, firstTimer: true, losses: 0 }],
    );
    const changed = await enter(app, session, worker, 2);
    assert.deepEqual([changed.id, changed.receipt.leaf, changed.seats], [first.id, first.receipt.leaf, 3]);
    const tooMany = {
      params: keyOf(session),
      body: { companions: [{ name: '甲' }, { name: '乙' }, { name: '丙' }] },
      as: worker,
    };
    assert.equal((await app.refused(putBallotEntry, tooMany)).code, 'too-many-companions');
    await app.call(withdrawBallotEntry, { params: keyOf(session), as: worker });
    assert.equal((await mine(session, worker)).outcome, 'withdrawn');
    assert.equal(
      (await app.refused(withdrawBallotEntry, { params: keyOf(session), as: worker })).code,
      'ballot-not-entered',
    );
    assert.equal((await enter(app, session, worker)).outcome, 'entered');
    assert.equal((await deskOf(app, session)).liveEntries, 1);
  });

  test('is possible neither before nor after, nor for who may not come', async () => {
    const session = await createBallot(app, {
      activity: { openTo: 'members' },
      settings: { opensAt: inMinutes(app, 1) },
    });
    const member = await createWorker(app, { member: true });
    const refusal = async (as: TestPerson) =>
      (await app.refused(putBallotEntry, { params: keyOf(session), body: {}, as })).code;
    assert.equal(await refusal(member), 'ballot-not-open-yet');
    app.clock.advance(1);
    assert.equal(await refusal(await createWorker(app)), 'members-only');
    assert.equal((await enter(app, session, member)).outcome, 'entered');
    app.clock.advance(9);
    assert.equal(await refusal(member), 'ballot-closed');
    assert.equal(
      (await app.refused(withdrawBallotEntry, { params: keyOf(session), as: member })).code,
      'ballot-closed',
    );
  });

  test('is the only way to a place until the draw; what is left then can be booked', async () => {
    const session = await createBallot(app, { plan: { capacity: 2 } });
    const [entrant, other] = (await workers(app, 2)) as [TestPerson, TestPerson];
    const booking = { params: keyOf(session), body: {}, as: other };
    assert.equal((await app.refused(createBooking, booking)).code, 'ballot-session');
    const { me } = await app.call(getAvailability, { params: keyOf(session), as: other });
    assert.equal(me?.reason, 'ballot-session');
    await enter(app, session, entrant);
    await closeAndDraw(app);
    assert.equal((await book(app, session, other)).status, 'confirmed');
  });
});

describe('weights', () => {
  test('grow with each loss up to the most, and first-timers have one slip more', async () => {
    const worker = await createWorker(app);
    const first = await createBallot(app, { plan: { capacity: 1 }, settings: { waitingPlaces: 0 } });
    const desk = first.desk;
    await enter(app, first, worker);
    // Somebody else wins: the seat is made to be gone by having been drawn for another.
    await app.deps.db.transact((tx) =>
      sql`update pool set capacity = 0 where palace_id = ${first.palaceId}`.execute(tx),
    );
    await closeAndDraw(app);
    assert.equal((await mine(first, worker)).outcome, 'lost');
    app.clock.set(start);
    app.clock.advance(21);
    const second = await createBallot(app, { desk, plan: { capacity: 1 } });
    assert.deepEqual((await enter(app, second, worker)).weight, { slips: 3, firstTimer: true, losses: 1 });
    const rules = { firstTimerSlips: 0, lossSlips: 4, lossMonths: 12, maxSlips: 3, confirmMinutes: 60 };
    await app.call(putBallotRules, { params: { palaceId: desk.palaceId }, body: rules, as: desk.director });
    assert.equal((await mine(second, worker)).weight.slips, 3);
    const third = await createBallot(app, { desk, startsAt: '2026-11-25T09:00:00Z' });
    assert.equal(third.ballot.rules.version, 2);
    assert.deepEqual((await enter(app, third, worker)).weight, { slips: 3, firstTimer: true, losses: 1 });
    assert.deepEqual((await enter(app, third, await createWorker(app))).weight, {
      slips: 1,
      firstTimer: true,
      losses: 0,
    });
    await closeAndDraw(app);
    const won = await mine(second, worker);
    assert.equal(won.outcome, 'won');
    await app.call(confirmMyBooking, { params: { bookingId: won.id }, as: worker });
    const fourth = await createBallot(app, { desk, startsAt: '2026-11-25T12:00:00Z' });
    const { me } = await app.call(getBallot, { params: keyOf(fourth), as: worker });
    assert.deepEqual(me?.weight, { slips: 3, firstTimer: false, losses: 1 });
  });
});

describe('the public value', () => {
  const source = '2026 年 11 月 23 日双色球开奖号码';
  const say = (session: TestBallot, value: string, as: TestPerson) => ({
    params: keyOf(session),
    body: { value },
    as,
  });

  test('is entered after the closing by two people, and only then it is drawn', async () => {
    const session = await createBallot(app, { settings: { publicSource: source } });
    const { editor, director } = session.desk;
    const worker = await createWorker(app);
    await enter(app, session, worker);
    assert.equal(
      (await app.refused(enterPublicValue, say(session, '03 11', editor))).code,
      'ballot-not-closed',
    );
    await closeAndDraw(app);
    assert.deepEqual(
      [(await deskOf(app, session)).state, (await deskOf(app, session)).publicValueStage],
      ['closed', 'first'],
    );
    const asked = { params: keyOf(session), as: director };
    assert.equal((await app.refused(drawBallot, asked)).code, 'ballot-needs-value');
    await app.call(enterPublicValue, say(session, '03 12', editor));
    await app.call(enterPublicValue, say(session, '03 11', editor));
    assert.equal(
      (await app.refused(enterPublicValue, say(session, '03  11', editor))).code,
      'ballot-second-person',
    );
    assert.equal(
      (await app.refused(enterPublicValue, say(session, '03 13', director))).code,
      'ballot-value-differs',
    );
    assert.equal((await app.call(getBallot, { params: keyOf(session) })).publicValue, null);
    await app.call(enterPublicValue, say(session, '03  11', director));
    await drawNow(app, session);
    await runJob(app, 'booking.draw-ballots');
    const drawn = await app.call(getBallot, { params: keyOf(session) });
    assert.deepEqual([drawn.state, drawn.publicValue], ['drawn', '03 11']);
    assert.equal(
      (await verifyBallot(await resultOf(session), (await mine(session, worker)).receipt)).ok,
      true,
    );
  });

  test('is asked for only where one was named', async () => {
    const session = await createBallot(app);
    await closeEntries(app);
    assert.equal(
      (await app.refused(enterPublicValue, say(session, '1', session.desk.editor))).code,
      'ballot-no-public-value',
    );
  });
});

describe('setting up', () => {
  test('is for sessions given out by ballot, in the order of time, and stays once it has opened', async () => {
    const session = await createSession(app);
    const body = { opensAt: inMinutes(app, 1), closesAt: inMinutes(app, 60), drawsAt: inMinutes(app, 60) };
    const put = (params: { palaceId: string; sessionId: string }, more: object, as: TestPerson) =>
      app.refused(putBallot, { params, body: { ...body, ...more }, as });
    assert.equal((await put(keyOf(session), {}, session.desk.editor)).code, 'ballot-not-planned');
    const ballot = await createBallot(app, { settings: body });
    const same = await app.call(putBallot, {
      params: keyOf(ballot),
      body: { ...body, closesAt: inMinutes(app, 30), publicSource: '上证指数 2026-11-24 收盘' },
      as: ballot.desk.editor,
    });
    assert.equal(same.commitment, ballot.ballot.commitment);
    assert.equal(
      (await put(keyOf(ballot), { closesAt: inMinutes(app, 0) }, ballot.desk.editor)).code,
      'ballot-times',
    );
    assert.equal(
      (await put(keyOf(ballot), { drawsAt: '2026-12-25T00:00:00Z' }, ballot.desk.editor)).code,
      'ballot-times',
    );
    app.clock.advance(1);
    assert.equal((await put(keyOf(ballot), {}, ballot.desk.editor)).code, 'ballot-begun');
    await enter(app, ballot, await createWorker(app));
    const fixed = await app.refused(changeSession, {
      params: { palaceId: ballot.palaceId, sessionId: ballot.sessionId },
      body: { version: ballot.version, release: 'first_come' } as never,
      as: ballot.desk.editor,
    });
    assert.ok(fixed.status >= 400);
  });

  test('and looking at counts is for the palace’s own staff', async () => {
    const session = await createBallot(app);
    const neighbour = await createBallot(app);
    const desk = await createStaff(app, session.palaceId, ['front_desk']);
    const look = (as?: TestPerson) =>
      app.refused(getBallotDesk, { params: keyOf(session), ...(as ? { as } : {}) });
    assert.equal((await look()).status, 401);
    assert.equal((await look(await createWorker(app))).status, 403);
    assert.equal((await look(neighbour.desk.director)).status, 404);
    const crossed = { palaceId: neighbour.palaceId, sessionId: session.sessionId };
    assert.equal(
      (await app.refused(getBallotDesk, { params: crossed, as: neighbour.desk.director })).status,
      404,
    );
    const body = { opensAt: inMinutes(app, 1), closesAt: inMinutes(app, 60), drawsAt: inMinutes(app, 60) };
    assert.equal(
      (await app.refused(putBallot, { params: keyOf(session), body, as: desk })).code,
      'not-permitted',
    );
  });

  test('ends with the session: who entered is told', async () => {
    const session = await createBallot(app);
    const worker = await createWorker(app);
    const entry = await enter(app, session, worker);
    await app.call(cancelSession, {
      params: { palaceId: session.palaceId, sessionId: session.sessionId },
      body: { version: session.version, reason: '场馆检修' } as never,
      as: session.desk.editor,
    });
    await app.settle();
    assert.equal(
      (await app.call(getMyBallotEntry, { params: { entryId: entry.id }, as: worker })).occasion.state,
      'called_off',
    );
    assert.deepEqual(await titles(worker), ['摇号取消']);
    await closeAndDraw(app);
    assert.equal((await deskOf(app, session)).state, 'called_off');
  });
});
