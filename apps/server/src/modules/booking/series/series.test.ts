import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addSessions,
  cancelMyBooking,
  cancelMyEnrolment,
  cancelSession,
  checkIn,
  createBooking,
  createTransfer,
  enrol,
  enrolOnBehalf,
  getMyBooking,
  getMyEnrolment,
  getSeries,
  getSeriesRoster,
  listAudit,
  listMyBookings,
  listMyCredit,
  listMyEnrolments,
} from '@wengong/contract';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk, plan } from '../../programme/programme.factory.ts';
import { book, createSession, runJob } from '../booking.factory.ts';
import { moveTo } from '../credit/credit.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { setRules } from '../transfer/transfer.factory.ts';
import { createSeries, enrolIn, keyOf, WEEKS } from './series.factory.ts';

const app = await openBookings();

const mine = (enrolmentId: string, as: TestPerson) =>
  app.call(getMyEnrolment, { params: { enrolmentId }, as });

test('one enrolment is a booking and a ticket for each session, and counts once', async () => {
  const series = await createSeries(app);
  await setRules(app, series.desk, { maxActivePerPerson: 1 });
  const worker = await createWorker(app);
  const before = await app.call(getSeries, { params: keyOf(series), as: worker });
  assert.deepEqual([before.sessionsAhead, before.seatsLeft, before.me?.priceFen], [3, 2, 10_000]);
  const enrolment = await enrolIn(app, series, worker);
  assert.deepEqual([enrolment.status, enrolment.priceFen, enrolment.dates.length], ['active', 10_000, 3]);
  const fens = [];
  for (const date of enrolment.dates) {
    const booking = await app.call(getMyBooking, { params: { bookingId: date.bookingId }, as: worker });
    assert.equal(booking.tickets.length, 1);
    assert.equal(booking.enrolmentId, enrolment.id);
    fens.push(booking.priceFen);
  }
  assert.deepEqual(fens, [3334, 3333, 3333]);
  // Of the course, the list of what is coming shows the next date only.
  const { items } = await app.call(listMyBookings, { query: {}, as: worker });
  assert.deepEqual(
    items.map((each) => each.startsAt.slice(0, 10)),
    ['2026-11-25'],
  );
  assert.equal((await app.call(listMyEnrolments, { query: {}, as: worker })).items.length, 1);
  // It has used up the one booking allowed, and a second enrolment is refused.
  const other = await createSession(app, { desk: series.desk, startsAt: '2026-11-27T06:00:00Z' });
  const limit = { palaceId: other.palaceId, sessionId: other.sessionId };
  assert.equal(
    (await app.refused(createBooking, { params: limit, body: {}, as: worker })).code,
    'too-many-bookings',
  );
  assert.equal(
    (await app.refused(enrol, { params: keyOf(series), body: {}, as: worker })).code,
    'already-enrolled',
  );
});

test('all or nothing: one full session, or one clash, and nothing is left behind', async () => {
  const series = await createSeries(app, { plan: { capacity: 1 } });
  const [first, late] = [await createWorker(app), await createWorker(app)];
  const enrolment = await enrolIn(app, series, first);
  const middle = enrolment.dates[1];
  await app.call(cancelMyBooking, { params: { bookingId: enrolment.dates[0]?.bookingId ?? '' }, as: first });
  await app.call(cancelMyBooking, { params: { bookingId: enrolment.dates[2]?.bookingId ?? '' }, as: first });
  assert.ok(middle);
  const refusal = async (as: TestPerson, of = series) =>
    (await app.refused(enrol, { params: keyOf(of), body: {}, as })).code;
  assert.equal(await refusal(late), 'capacity-exhausted');
  assert.equal((await app.call(listMyBookings, { query: {}, as: late })).items.length, 0);

  const free = await createSeries(app);
  const busy = await createWorker(app);
  await book(app, await createSession(app, { startsAt: WEEKS[2] ?? '' }), busy);
  assert.equal(await refusal(busy, free), 'overlapping-booking');
  assert.equal((await app.call(listMyBookings, { query: {}, as: busy })).items.length, 1);
});

test('skipping a date frees that one seat; cancelling gives up all that is ahead', async () => {
  const series = await createSeries(app);
  const worker = await createWorker(app);
  const { id, dates } = await enrolIn(app, series, worker);
  await app.call(cancelMyBooking, { params: { bookingId: dates[1]?.bookingId ?? '' }, as: worker });
  const skipped = await mine(id, worker);
  assert.deepEqual(
    skipped.dates.map((date) => date.status),
    ['confirmed', 'cancelled_early', 'confirmed'],
  );
  assert.equal((await app.call(getSeries, { params: keyOf(series) })).seatsLeft, 1);
  const left = await app.call(cancelMyEnrolment, { params: { enrolmentId: id }, as: worker });
  assert.deepEqual([left.status, left.canCancel], ['cancelled', false]);
  assert.equal((await app.call(getSeries, { params: keyOf(series) })).seatsLeft, 2);
  // One may come back.
  await enrolIn(app, series, worker);
});

test('who joins late joins from the next session and pays for what is left', async () => {
  const series = await createSeries(app);
  app.clock.set(new Date('2026-11-26T00:00:00Z'));
  const worker = await createWorker(app, { member: true });
  const enrolment = await enrolIn(app, series, worker);
  assert.deepEqual([enrolment.dates.length, enrolment.priceFen], [2, 4000]);
  app.clock.set(new Date('2026-12-20T00:00:00Z'));
  const over = await app.refused(enrol, { params: keyOf(series), body: {}, as: await createWorker(app) });
  assert.equal(over.code, 'series-over');
  await runJob(app, 'booking.finish-sessions');
  await runJob(app, 'booking.finish-enrolments');
  assert.equal((await mine(enrolment.id, worker)).status, 'completed');
});

test('who waits is enrolled as soon as every session has a seat', async () => {
  const series = await createSeries(app, { plan: { capacity: 1 } });
  const [first, second, third] = [await createWorker(app), await createWorker(app), await createWorker(app)];
  const enrolment = await enrolIn(app, series, first);
  const waiting = await enrolIn(app, series, second, { joinWaitlist: true });
  const behind = await enrolIn(app, series, third, { joinWaitlist: true });
  assert.deepEqual([waiting.status, waiting.queuePosition, behind.queuePosition], ['waitlisted', 1, 2]);
  await app.call(cancelMyEnrolment, { params: { enrolmentId: enrolment.id }, as: first });
  await app.settle();
  const promoted = await mine(waiting.id, second);
  assert.deepEqual([promoted.status, promoted.dates.length], ['active', 3]);
  assert.deepEqual([(await mine(behind.id, third)).queuePosition], [1]);
  await app.call(cancelMyEnrolment, { params: { enrolmentId: behind.id }, as: third });
});

test('attendance a session: the door admits by date, the roster shows who came when', async () => {
  const series = await createSeries(app);
  const [one, two] = [await createWorker(app, { displayName: '周敏' }), await createWorker(app)];
  const enrolment = await enrolIn(app, series, one);
  await enrolIn(app, series, two);
  const date = await app.call(getMyBooking, {
    params: { bookingId: enrolment.dates[0]?.bookingId ?? '' },
    as: one,
  });
  app.clock.set(new Date(WEEKS[0] ?? ''));
  const desk = await createStaff(app, series.palaceId, ['front_desk']);
  const scan = (token: string | undefined, sessionId: string | undefined) =>
    app.call(checkIn, { params: { palaceId: series.palaceId }, body: { token, sessionId }, as: desk });
  assert.equal((await scan(date.tickets[0]?.token, series.sessionIds[1])).reason, 'other-session');
  assert.equal((await scan(date.tickets[0]?.token, series.sessionIds[0])).result, 'admitted');
  app.clock.set(new Date('2026-11-25T12:00:00Z'));
  await runJob(app, 'booking.finish-sessions');
  const reader = await createStaff(app, series.palaceId, ['front_desk']);
  const roster = await app.call(getSeriesRoster, { params: keyOf(series), as: reader });
  assert.deepEqual(
    roster.people.map((each) => each.attendance),
    [
      ['completed', 'confirmed', 'confirmed'],
      ['no_show', 'confirmed', 'confirmed'],
    ],
  );
  assert.deepEqual([roster.sessions[0]?.attended, roster.sessions[0]?.booked], [1, 2]);
  const foreign = await createStaff(app, (await createDesk(app)).palaceId, ['director']);
  for (const as of [foreign, one]) {
    const { status } = await app.refused(getSeriesRoster, { params: keyOf(series), as });
    assert.ok(status === 403 || status === 404, String(status));
  }
});

test('enrolled people follow: a session called off ends, one added is theirs', async () => {
  const series = await createSeries(app);
  const [worker, busy] = [await createWorker(app), await createWorker(app)];
  const { id } = await enrolIn(app, series, worker);
  const clash = await enrolIn(app, series, busy);
  await book(app, await createSession(app, { startsAt: '2026-12-16T06:00:00Z' }), busy);
  await app.call(cancelSession, {
    params: { palaceId: series.palaceId, sessionId: series.sessionIds[2] ?? '' },
    body: { version: 1, reason: '老师临时有事' },
    as: series.desk.director,
  });
  await app.call(addSessions, {
    params: keyOf(series),
    body: { sessions: [plan('2026-12-16T06:00:00Z', { capacity: 2 })] },
    as: series.desk.editor,
  });
  await app.settle();
  for (const [enrolmentId, as] of [
    [id, worker],
    [clash.id, busy],
  ] as const) {
    assert.deepEqual(
      (await mine(enrolmentId, as)).dates.map((date) => date.status),
      ['confirmed', 'confirmed', 'cancelled_by_host', 'confirmed'],
    );
  }
});

test('a course is not booked by the session, until its seats would stay empty; nor handed over by the date', async () => {
  const series = await createSeries(app, { times: ['2026-11-28T06:00:00Z', '2026-12-05T06:00:00Z'] });
  const worker = await createWorker(app);
  const params = { palaceId: series.palaceId, sessionId: series.sessionIds[0] ?? '' };
  const refused = await app.refused(createBooking, { params, body: {}, as: worker });
  assert.equal(refused.code, 'enrol-in-series');
  const enrolled = await createWorker(app);
  const { dates } = await enrolIn(app, series, enrolled);
  const transfer = await app.refused(createTransfer, {
    params: { bookingId: dates[0]?.bookingId ?? '' },
    body: { phone: worker.phone, name: '李' },
    as: enrolled,
  });
  assert.equal(transfer.code, 'cannot-transfer');
  app.clock.set(new Date('2026-11-27T00:00:00Z'));
  await app.call(createBooking, { params, body: {}, as: worker });
});

test('the desk enrols somebody who calls as they would themselves, queues them when full, and it is audited', async () => {
  const series = await createSeries(app);
  const { palaceId, director } = series.desk;
  const [first, second, third] = [await createWorker(app), await createWorker(app), await createWorker(app)];
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const enrolFor = (phone: string, joinWaitlist = false) =>
    app.call(enrolOnBehalf, { params: keyOf(series), body: { phone, joinWaitlist }, as: desk });
  const done = await enrolFor(first.phone);
  assert.deepEqual([done.waiting, done.sessions, done.priceFen], [false, 3, 10_000]);
  assert.equal((await mine(done.enrolmentId, first)).dates.length, 3);
  await assert.rejects(enrolFor(first.phone), /already-enrolled/);
  await enrolFor(second.phone);
  await assert.rejects(enrolFor(third.phone), /capacity-exhausted/);
  assert.equal((await enrolFor(third.phone, true)).waiting, true);
  await assert.rejects(enrolFor('13800009999'), /person-unknown/);
  const elsewhere = await createDesk(app);
  await assert.rejects(
    app.call(enrolOnBehalf, { params: keyOf(series), body: { phone: first.phone }, as: elsewhere.director }),
    /answered 40[34]/,
  );
  const audit = await app.call(listAudit, { params: { palaceId }, query: {}, as: director });
  assert.equal(audit.items.filter((each) => each.action === 'enrolment.create').length, 3);
});

test('leaving a course so near to a date that it is late costs what giving up that date alone costs', async () => {
  const series = await createSeries(app);
  const [leaver, skipper] = [await createWorker(app), await createWorker(app)];
  const left = await enrolIn(app, series, leaver);
  const kept = await enrolIn(app, series, skipper);
  await moveTo(app, new Date(Date.parse(WEEKS[0] ?? '') - 30 * 60_000));
  await app.call(cancelMyEnrolment, { params: { enrolmentId: left.id }, as: leaver });
  await app.call(cancelMyBooking, { params: { bookingId: kept.dates[0]?.bookingId ?? '' }, as: skipper });
  await app.settle();
  assert.deepEqual(
    (await mine(left.id, leaver)).dates.map((date) => date.status),
    ['cancelled_late', 'cancelled_early', 'cancelled_early'],
  );
  const entries = async (as: TestPerson) =>
    (await app.call(listMyCredit, { as })).palaces.flatMap((palace) =>
      palace.entries.map(({ kind, points }) => [kind, points]),
    );
  assert.deepEqual(await entries(leaver), await entries(skipper));
  assert.equal((await entries(skipper)).length, 1);
});
