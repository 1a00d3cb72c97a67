import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appealCreditEntry,
  cancelForPerson,
  cancelMyBooking,
  checkIn,
  confirmMyAttendance,
  createBooking,
  decideCreditAppeal,
  exportMe,
  getAvailability,
  getCreditAppeal,
  getMyBooking,
  getMyBookingCredit,
  getMyCreditAt,
  listAudit,
  listCreditAppeals,
  listMyCredit,
  listMyMessages,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { book, createSession, keyOf, names, runJob } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { createCreditDesk, missSessions, moveTo, setRules, wait } from './credit.factory.ts';

const app = await openBookings();

const hoursAhead = (hours: number) => new Date(app.clock.now().getTime() + hours * 3_600_000).toISOString();
const creditOf = async (as: TestPerson) => (await app.call(listMyCredit, { as })).palaces;
const newest = async (as: TestPerson) => (await app.call(listMyMessages, { as })).items[0];

test('a missed session costs points once, is explained, and half of it is back after the half-life', async () => {
  const here = await createCreditDesk(app);
  const worker = await createWorker(app);
  const [bookingId] = await missSessions(app, here, worker, 1);
  const [credit] = await creditOf(worker);
  assert.deepEqual([credit?.score, credit?.grade, credit?.effects], [80, 'good', null]);
  const [entry] = credit?.entries ?? [];
  assert.deepEqual(
    [entry?.kind, entry?.points, entry?.bookingId, entry?.canAppeal],
    ['no_show', 20, bookingId, true],
  );
  assert.ok((credit?.recovery.length ?? 0) > 5);
  const told = await newest(worker);
  assert.equal(told?.kind, 'credit.lowered', 'one message, not two');
  assert.match(told?.body ?? '', /减 20 分，现为 80 分/);
  await runJob(app, 'booking.finish-sessions');
  await app.settle();
  await wait(app, 60 * 24 * 60);
  const [mended] = await creditOf(worker);
  assert.deepEqual([mended?.score, mended?.grade, mended?.entries[0]?.pointsNow], [90, 'excellent', 10]);
  assert.equal(mended?.entries.length, 1);
});

test('a late cancellation costs what the person was told before; an early one, one within grace and one by staff nothing', async () => {
  const here = await createCreditDesk(app);
  const worker = await createWorker(app);
  const bookAt = async (hours: number) => {
    const session = await createSession(app, { desk: here.desk, startsAt: hoursAhead(hours) });
    return (await book(app, session, worker)).id;
  };
  const costOf = (bookingId: string) => app.call(getMyBookingCredit, { params: { bookingId }, as: worker });
  const early = await bookAt(40);
  assert.equal((await costOf(early)).cancelNowPoints, 0);
  await app.call(cancelMyBooking, { params: { bookingId: early }, as: worker });
  const graced = await bookAt(1.5);
  const told = await costOf(graced);
  assert.deepEqual([told.cancelNowPoints, told.lateCancelPoints], [0, 8]);
  assert.equal(told.graceUntil, new Date(app.clock.now().getTime() + 15 * 60_000).toISOString());
  await app.call(cancelMyBooking, { params: { bookingId: graced }, as: worker });
  const byStaff = await bookAt(1.6);
  const late = await bookAt(6);
  await wait(app, 30);
  const params = { palaceId: here.desk.palaceId, bookingId: byStaff };
  await app.call(cancelForPerson, { params, body: { reason: '换场地' }, as: here.frontDesk });
  await app.settle();
  assert.deepEqual(await creditOf(worker), []);
  await wait(app, 4.5 * 60);
  const cost = await costOf(late);
  assert.deepEqual([cost.cancelNowPoints, cost.afterCancelling.score, cost.graceUntil], [8, 92, null]);
  await app.call(cancelMyBooking, { params: { bookingId: late }, as: worker });
  await app.settle();
  const [credit] = await creditOf(worker);
  assert.deepEqual(
    credit?.entries.map(({ kind, points }) => [kind, points]),
    [['late_cancel', 8]],
  );
});

test('a booking keeps the rules it was made under', async () => {
  const here = await createCreditDesk(app, { noShowPoints: 10 });
  const [kept, changed] = [await createWorker(app), await createWorker(app)];
  const session = await createSession(app, { desk: here.desk, startsAt: hoursAhead(48) });
  await book(app, session, kept);
  await setRules(app, here, { noShowPoints: 40, halfLifeDays: 30 });
  await book(app, session, changed);
  await wait(app, 51 * 60);
  await runJob(app, 'booking.finish-sessions');
  await app.settle();
  const points = async (as: TestPerson) => {
    const [entry] = (await creditOf(as))[0]?.entries ?? [];
    return [entry?.points, entry?.halfLifeDays];
  };
  assert.deepEqual(await points(kept), [10, 60]);
  assert.deepEqual(await points(changed), [40, 30]);
});

test('low credit: fewer bookings ahead, none for companions, never none; it ends by itself', async () => {
  const here = await createCreditDesk(app, { low: { maxActive: 1, companions: false, confirm: true } });
  const worker = await createWorker(app);
  await missSessions(app, here, worker, 3);
  const params = { palaceId: here.desk.palaceId };
  const low = await app.call(getMyCreditAt, { params, as: worker });
  assert.deepEqual([low.grade, low.effects?.maxActive], ['low', 1]);
  const one = await createSession(app, { desk: here.desk, startsAt: hoursAhead(24 * 12) });
  const two = await createSession(app, { desk: here.desk, startsAt: hoursAhead(24 * 13) });
  const alongWith = (companions: number) => ({
    params: keyOf(one),
    body: { companions: names(companions) },
    as: worker,
  });
  assert.equal((await app.refused(createBooking, alongWith(1))).code, 'companions-not-now');
  await book(app, one, worker);
  const past = { params: keyOf(two), body: {}, as: worker };
  assert.equal((await app.refused(createBooking, past)).code, 'too-many-bookings');
  const { me } = await app.call(getAvailability, { params: keyOf(two), as: worker });
  assert.equal(me?.reason, 'too-many-bookings');
  await moveTo(app, new Date(low.nextGradeAt ?? ''));
  assert.equal((await app.call(getMyCreditAt, { params, as: worker })).grade, 'fair');
  await runJob(app, 'booking.raise-credit');
  const three = await createSession(app, {
    desk: here.desk,
    activity: { maxCompanions: 1 },
    startsAt: hoursAhead(24 * 3),
  });
  await book(app, three, worker, 1);
});

test('who is in good standing is limited by nothing, also after the palace switches credit off', async () => {
  const here = await createCreditDesk(app);
  const worker = await createWorker(app);
  await missSessions(app, here, worker, 4);
  const standings = () =>
    sql<{ grade: string }>`select grade from credit_standing where person_id = ${worker.personId}`
      .execute(app.deps.db.reader)
      .then(({ rows }) => rows.map((row) => row.grade));
  assert.deepEqual(await standings(), ['low']);
  await setRules(app, here, { enabled: false });
  const apply = app.modules
    .flatMap((each) => each.jobs ?? [])
    .find((each) => each.name.endsWith('credit-rules'));
  await apply?.run({ palaceId: here.desk.palaceId } as never, app.deps);
  assert.deepEqual(await standings(), []);
  const [credit] = await creditOf(worker);
  assert.deepEqual([credit?.score, credit?.effects], [100, null]);
});

test('an appeal that is accepted takes the entry back and excuses the no-show; both are told, all is in the log', async () => {
  const here = await createCreditDesk(app);
  const worker = await createWorker(app, { displayName: '周师傅' });
  const [bookingId = ''] = await missSessions(app, here, worker, 1);
  const { palaceId } = here.desk;
  const entryId = (await creditOf(worker))[0]?.entries[0]?.id ?? '';
  const body = { reason: 'shift_change', text: '车间临时调成夜班' } as const;
  const appealed = await app.call(appealCreditEntry, { params: { palaceId, entryId }, body, as: worker });
  assert.deepEqual([appealed.appeal?.status, appealed.canAppeal], ['open', false]);
  const twice = await app.refused(appealCreditEntry, { params: { palaceId, entryId }, body, as: worker });
  assert.equal(twice.code, 'already-appealed');
  const queue = await app.call(listCreditAppeals, { params: { palaceId }, as: here.frontDesk });
  assert.deepEqual([queue.open, queue.items[0]?.displayName, queue.items[0]?.own], [1, '周师傅', false]);
  const appealId = queue.items[0]?.id ?? '';
  const detail = await app.call(getCreditAppeal, { params: { palaceId, appealId }, as: here.frontDesk });
  assert.deepEqual([detail.standing.score, detail.ifAccepted.score, detail.history.missed], [80, 100, 1]);
  const decision = {
    params: { palaceId, appealId },
    body: { accept: true, note: '情况属实' },
    as: here.frontDesk,
  };
  assert.equal((await app.call(decideCreditAppeal, decision)).status, 'accepted');
  assert.equal((await app.refused(decideCreditAppeal, decision)).code, 'appeal-decided');
  await app.settle();
  assert.equal((await app.call(getMyBooking, { params: { bookingId }, as: worker })).status, 'excused');
  const [credit] = await creditOf(worker);
  assert.deepEqual([credit?.score, credit?.entries[0]?.relief], [100, 'appeal']);
  assert.match((await newest(worker))?.body ?? '', /已通过.*情况属实/);
  const log = await app.call(listAudit, { params: { palaceId }, as: here.director });
  assert.equal(log.items[0]?.action, 'credit-appeal.accept');
  assert.ok(!JSON.stringify(log.items).includes('夜班'), 'what people write stays out of the log');
});

test('a rejected appeal says why and changes nothing; nobody decides their own; an unanswered one is accepted', async () => {
  const here = await createCreditDesk(app);
  const clerk = await createStaff(app, here.desk.palaceId, ['front_desk']);
  const other = await createWorker(app);
  const { palaceId } = here.desk;
  const appeal = async (as: TestPerson) => {
    await missSessions(app, here, as, 1);
    const entryId = (await creditOf(as))[0]?.entries[0]?.id ?? '';
    const options = { params: { palaceId, entryId }, body: { reason: 'illness' } as const, as };
    return (await app.call(appealCreditEntry, options)).appeal?.id ?? '';
  };
  const decide = (appealId: string, accept: boolean, note: string, as: TestPerson) => ({
    params: { palaceId, appealId },
    body: { accept, note },
    as,
  });
  const mine = await appeal(clerk);
  assert.equal((await app.refused(decideCreditAppeal, decide(mine, true, '', clerk))).code, 'own-appeal');
  const silent = decide(mine, false, '', here.director);
  assert.equal((await app.refused(decideCreditAppeal, silent)).code, 'rejection-needs-words');
  await app.call(decideCreditAppeal, decide(mine, false, '当天有人见到您', here.director));
  await app.settle();
  assert.equal((await creditOf(clerk))[0]?.score, 80);
  assert.match((await newest(clerk))?.body ?? '', /未通过.*当天有人见到您/);
  await appeal(other);
  await wait(app, 8 * 24 * 60);
  await runJob(app, 'booking.accept-unanswered');
  await app.settle();
  const [credit] = await creditOf(other);
  assert.deepEqual([credit?.score, credit?.entries[0]?.relief], [100, 'unanswered']);
  assert.match((await newest(other))?.body ?? '', /未在期限内答复/);
});

test('somebody who turns out to have come has lost nothing, and their appeal is settled', async () => {
  const here = await createCreditDesk(app);
  const worker = await createWorker(app);
  const session = await createSession(app, { desk: here.desk, startsAt: hoursAhead(48) });
  const { tickets } = await book(app, session, worker);
  await wait(app, 51 * 60);
  await runJob(app, 'booking.finish-sessions');
  await app.settle();
  const { palaceId } = here.desk;
  const entryId = (await creditOf(worker))[0]?.entries[0]?.id ?? '';
  const appeal = { params: { palaceId, entryId }, body: { reason: 'palace_fault' } as const, as: worker };
  await app.call(appealCreditEntry, appeal);
  const body = { code: tickets[0]?.code ?? '', override: true };
  const { result } = await app.call(checkIn, { params: { palaceId }, body, as: here.frontDesk });
  assert.equal(result, 'admitted');
  const [credit] = await creditOf(worker);
  const [entry] = credit?.entries ?? [];
  assert.deepEqual([credit?.score, entry?.relief, entry?.appeal?.status], [100, 'attended', 'accepted']);
});

test('an entry is appealed against by its person, in time, at its palace', async () => {
  const here = await createCreditDesk(app);
  const there = await createCreditDesk(app);
  const [worker, stranger] = [await createWorker(app), await createWorker(app)];
  await missSessions(app, here, worker, 1);
  const entryId = (await creditOf(worker))[0]?.entries[0]?.id ?? '';
  const body = { reason: 'transport' } as const;
  const here_ = { palaceId: here.desk.palaceId, entryId };
  const refused = async (params: typeof here_, as: TestPerson) =>
    (await app.refused(appealCreditEntry, { params, body, as })).code;
  assert.equal(await refused(here_, stranger), 'not-found');
  assert.equal(await refused({ palaceId: there.desk.palaceId, entryId }, worker), 'not-found');
  await wait(app, 15 * 24 * 60);
  assert.equal(await refused(here_, worker), 'appeal-too-late');
});

test('who is asked the day before says with one tap that they come; who does not keeps the booking', async () => {
  const here = await createCreditDesk(app);
  const [asked, usual] = [await createWorker(app), await createWorker(app)];
  await missSessions(app, here, asked, 3);
  const session = await createSession(app, { desk: here.desk, startsAt: hoursAhead(48) });
  const mine = await book(app, session, asked);
  const theirs = await book(app, session, usual);
  await wait(app, 25 * 60);
  await runJob(app, 'booking.remind');
  await app.settle();
  assert.match((await newest(asked))?.body ?? '', /确认您会到场/);
  assert.doesNotMatch((await newest(usual))?.body ?? '', /确认您会到场/);
  const confirm = { params: { bookingId: mine.id }, as: asked };
  const first = await app.call(confirmMyAttendance, confirm);
  await wait(app, 5);
  assert.deepEqual(await app.call(confirmMyAttendance, confirm), first);
  const unasked = await app.refused(confirmMyAttendance, { params: { bookingId: theirs.id }, as: usual });
  assert.equal(unasked.code, 'nothing-to-confirm');
  assert.equal(
    (await app.call(getMyBooking, { params: { bookingId: mine.id }, as: asked })).status,
    'confirmed',
  );
});

test('credit goes into the export; erased, the words of appeals are gone', async () => {
  const here = await createCreditDesk(app);
  const worker = await createWorker(app);
  await missSessions(app, here, worker, 3);
  const entryId = (await creditOf(worker))[0]?.entries[0]?.id ?? '';
  const params = { palaceId: here.desk.palaceId, entryId };
  const body = { reason: 'other', text: '孩子住院' } as const;
  await app.call(appealCreditEntry, { params, body, as: worker });
  assert.ok(JSON.stringify(await app.call(exportMe, { as: worker })).includes('孩子住院'));
  const held = app.deps.personalData.find((each) => each.module === 'booking');
  await app.deps.db.transact(async (tx) => held?.erasePerson(tx, worker.personId, app.clock.now()));
  const { rows } = await sql<{ text: string; standings: number }>`
    select text, (select count(*)::int from credit_standing where person_id = ${worker.personId}) as standings
    from credit_appeal where person_id = ${worker.personId}`.execute(app.deps.db.reader);
  assert.deepEqual(rows, [{ text: '', standings: 0 }]);
});
