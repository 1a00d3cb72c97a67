import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  changeAllotment,
  changeSession,
  declineEnrolment,
  enrolPerson,
  enrolRoster,
  exportMe,
  getMyBooking,
  getUnionAllotment,
  giveBackBlock,
  listMyBookings,
  listMyMessages,
  previewRoster,
  takeBlock,
  withdrawGroupSeat,
} from '@wengong/contract';
import {
  createOfficer,
  createStaff,
  createWorker,
  randomPhone,
  type TestPerson,
} from '../../../testkit/person.ts';
import { signInByPhone } from '../../identity/sign-in.factory.ts';
import { plan } from '../../programme/programme.factory.ts';
import { createUnion } from '../allotments/allotments.factory.ts';
import { book, bookOrWait, createSession, keyOf, runJob } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { base64, createGroup, csv, preview, type TestGroup } from './groups.factory.ts';

const app = await openBookings();
const start = app.clock.now();

const inMinutes = (minutes: number) => app.clock.set(new Date(start.getTime() + minutes * 60_000));
const national = (phone: string) => phone.replace('+86', '');
const peopleOf = async (group: TestGroup, as: TestPerson = group.officer) =>
  (await app.call(getUnionAllotment, { params: group.params, as })).people;
const name = (group: TestGroup, person: string, phone: string) =>
  app.call(enrolPerson, { params: group.params, body: { name: person, phone }, as: group.officer });

/** Previews a roster and enrols its good rows. */
async function enrol(group: TestGroup, bytes: Buffer) {
  const seen = await preview(app, group, bytes);
  const rows = seen.rows
    .filter(({ verdict }) => verdict === 'ok' || verdict === 'invite')
    .map(({ row }) => row);
  return app.call(enrolRoster, {
    params: group.params,
    body: { file: base64(bytes), hash: seen.hash, rows },
    as: group.officer,
  });
}

test('every row is told what would become of it, and the good ones are enrolled together', async () => {
  const group = await createGroup(app, 3);
  const [fine, booked, busy] = await Promise.all([0, 1, 2].map(() => createWorker(app)));
  assert.ok(fine && booked && busy);
  await book(app, group.session, booked);
  await book(app, await createSession(app), busy);
  const stranger = randomPhone();
  const bytes = csv(
    ['陈大海', national(fine.phone), 'C007'],
    ['', '13800000000', ''],
    ['周小芳', '1380000', ''],
    ['陈大海', fine.phone, ''],
    ['何建国', booked.phone, ''],
    ['吴海燕', busy.phone, ''],
    ['郑新人', stranger, ''],
    ['第三人', randomPhone(), ''],
    ['第四人', randomPhone(), ''],
  );
  const seen = await preview(app, group, bytes);
  assert.deepEqual(
    seen.rows.map(({ row, verdict }) => [row, verdict]),
    [
      [2, 'ok'],
      [3, 'name-missing'],
      [4, 'phone-invalid'],
      [5, 'twice-in-file'],
      [6, 'already-booked'],
      [7, 'overlapping-booking'],
      [8, 'invite'],
      [9, 'invite'],
      [10, 'no-seat-left'],
    ],
  );
  assert.deepEqual([seen.good, seen.free], [3, 3]);
  assert.ok(!JSON.stringify(seen).includes(national(fine.phone)), 'numbers are masked');
  assert.deepEqual(await enrol(group, bytes), { enrolled: 1, invited: 2 });
  assert.deepEqual(
    (await peopleOf(group)).map((each) => [each.name, each.state, each.staffNumber]).toSorted(),
    [
      ['第三人', 'invited', null],
      ['郑新人', 'invited', null],
      ['陈大海', 'booked', 'C007'],
    ],
  );
});

test('who is enrolled is told by whom, sees it, and can decline without it counting against them', async () => {
  const group = await createGroup(app, 1);
  const worker = await createWorker(app);
  await name(group, '陈大海', worker.phone);
  await app.settle();
  const { items } = await app.call(listMyMessages, { query: {}, as: worker });
  assert.match(items[0]?.body ?? '', /测试造船厂工会为您报名/);
  assert.match(items[0]?.bodyEn ?? '', /Test works union enrolled you/);
  const [booking] = (await app.call(listMyBookings, { query: {}, as: worker })).items;
  assert.ok(booking);
  const params = { bookingId: booking.id };
  const detail = await app.call(getMyBooking, { params, as: worker });
  assert.deepEqual([detail.enrolledBy?.name, detail.tickets.length], ['测试造船厂工会', 1]);
  // Long after cancelling would be late.
  app.clock.set(new Date(Date.parse(detail.startsAt) - 60_000));
  const after = await app.call(declineEnrolment, { params, as: worker });
  assert.equal(after.status, 'cancelled_early');
  const officer = await createOfficer(app, group.unionId);
  assert.deepEqual(
    (await peopleOf(group, officer)).map((each) => each.state),
    ['declined'],
  );
  const own = await book(app, await createSession(app, { startsAt: '2026-11-27T06:00:00Z' }), worker);
  const refused = await app.refused(declineEnrolment, { params: { bookingId: own.id }, as: worker });
  assert.equal(refused.code, 'not-enrolled-by-union');
});

test('a seat is kept for who has no account, and is theirs when they sign in with the number', async () => {
  const group = await createGroup(app, 2);
  const phone = randomPhone();
  assert.deepEqual(await name(group, '郑新人', phone), { enrolled: 0, invited: 1 });
  const again = await app.refused(enrolPerson, {
    params: group.params,
    body: { name: '郑新人', phone },
    as: group.officer,
  });
  assert.equal(again.code, 'already-invited');
  const newcomer = await signInByPhone(app, phone);
  await app.settle();
  await runJob(app, 'booking.accept-invitations');
  const { items } = await app.call(listMyBookings, { query: {}, as: newcomer });
  assert.deepEqual(
    items.map((each) => each.status),
    ['confirmed'],
  );
  assert.deepEqual(
    (await peopleOf(group)).map((each) => each.state),
    ['booked'],
  );
});

test('who has something else then is offered the seat and decides', async () => {
  const group = await createGroup(app, 1);
  const phone = randomPhone();
  await name(group, '郑新人', phone);
  const newcomer = await signInByPhone(app, phone);
  await book(app, await createSession(app), { ...newcomer, personId: '', phone });
  await runJob(app, 'booking.accept-invitations');
  const { items } = await app.call(listMyBookings, { query: {}, as: newcomer });
  assert.deepEqual(items.map((each) => each.status).toSorted(), ['confirmed', 'held']);
});

test('an invitation runs out when the allotment returns, and its seat goes to who waits', async () => {
  const group = await createGroup(app, 1, { plan: { capacity: 1 }, returnsIn: 60 });
  const phone = randomPhone();
  await name(group, '郑新人', phone);
  const waiting = await createWorker(app);
  const queued = await bookOrWait(app, group.session, waiting);
  inMinutes(60);
  await runJob(app, 'booking.return-allotments');
  const booking = await app.call(getMyBooking, { params: { bookingId: queued.id }, as: waiting });
  assert.equal(booking.status, 'held');
  const late = await signInByPhone(app, phone);
  await runJob(app, 'booking.accept-invitations');
  assert.deepEqual((await app.call(listMyBookings, { query: {}, as: late })).items, []);
  const officer = await createOfficer(app, group.unionId);
  const refused = await app.refused(enrolPerson, {
    params: group.params,
    body: { name: '迟到', phone: randomPhone() },
    as: officer,
  });
  assert.equal(refused.code, 'enrolment-closed');
});

test('all of the confirmed rows or none: a seat lost since the preview undoes everything and is named', async () => {
  const group = await createGroup(app, 2);
  const people = await Promise.all([0, 1].map(() => createWorker(app)));
  const bytes = csv(...people.map((each, index) => [`工友${index}`, each.phone]));
  const seen = await preview(app, group, bytes);
  await name(group, '插队', (await createWorker(app)).phone);
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/unions/${group.unionId}/allotments/${group.allotmentId}/enrolments`,
    headers: { cookie: group.officer.cookie },
    payload: { file: base64(bytes), hash: seen.hash, rows: [2, 3] },
  });
  assert.equal(answer.statusCode, 409);
  assert.equal(answer.json().code, 'roster-changed');
  assert.deepEqual(answer.json().fields, [{ path: 'row 3', message: '名额已用完' }]);
  assert.equal((await peopleOf(group)).length, 1);
  const other = await app.refused(enrolRoster, {
    params: group.params,
    body: { file: base64(csv(['别人', randomPhone()])), hash: seen.hash, rows: [2] },
    as: group.officer,
  });
  assert.equal(other.code, 'roster-file-changed');
});

test('a narrower allotment takes only those whom it is for, known or not', async () => {
  const group = await createGroup(app, 2, { activity: { openTo: 'categories', categories: ['migrant'] } });
  const [migrant, other] = [await createWorker(app, { categories: ['migrant'] }), await createWorker(app)];
  const seen = await preview(
    app,
    group,
    csv(['甲', migrant.phone], ['乙', other.phone], ['丙', randomPhone()]),
  );
  assert.deepEqual(
    seen.rows.map(({ verdict }) => verdict),
    ['ok', 'not-eligible', 'not-eligible'],
  );
});

test('a block is named bit by bit; unnamed seats go back at the deadline, named ones stay', async () => {
  const group = await createGroup(app, 5);
  const nameBy = new Date(start.getTime() + 60 * 60_000).toISOString();
  const block = await app.call(takeBlock, {
    params: group.params,
    body: { label: '焊装车间', seats: 3, nameBy },
    as: group.officer,
  });
  assert.deepEqual([block.kind, block.free, block.label], ['block', 3, '焊装车间']);
  const inBlock = { ...group, params: { ...group.params, allotmentId: block.id } };
  const worker = await createWorker(app);
  await name(inBlock, '陈大海', worker.phone);
  const before = await app.call(getUnionAllotment, { params: group.params, as: group.officer });
  assert.deepEqual([before.allotment.free, before.within.map((each) => each.free)], [2, [2]]);
  inMinutes(60);
  await runJob(app, 'booking.return-allotments');
  const officer = await createOfficer(app, group.unionId);
  const later = await app.call(getUnionAllotment, { params: group.params, as: officer });
  assert.deepEqual(
    [later.allotment.free, later.within.map((each) => [each.free, each.confirmed])],
    [4, [[0, 1]]],
  );
});

test('an officer takes an enrolment or invitation back, or gives unused seats back', async () => {
  const group = await createGroup(app, 3);
  const worker = await createWorker(app);
  await name(group, '陈大海', worker.phone);
  await name(group, '郑新人', randomPhone());
  for (const { id } of await peopleOf(group)) {
    await app.call(withdrawGroupSeat, { params: { ...group.params, seatId: id }, as: group.officer });
  }
  assert.deepEqual(
    (await peopleOf(group)).map((each) => each.state),
    ['withdrawn', 'withdrawn'],
  );
  const back = await app.call(giveBackBlock, { params: group.params, as: group.officer });
  assert.deepEqual([back.free, back.returned], [0, true]);
});

test('a union’s officers see and fill its own allotments, nobody else’s', async () => {
  const group = await createGroup(app, 1);
  const beside = await createUnion(app, group.unionId);
  const other = await createOfficer(app, beside);
  const file = base64(csv(['甲', randomPhone()]));
  const elsewhere = { unionId: beside, allotmentId: group.allotmentId };
  assert.equal((await app.refused(getUnionAllotment, { params: group.params, as: other })).status, 404);
  assert.equal((await app.refused(getUnionAllotment, { params: elsewhere, as: other })).status, 404);
  assert.equal(
    (await app.refused(previewRoster, { params: elsewhere, body: { file }, as: other })).status,
    404,
  );
  const worker = await createWorker(app);
  assert.equal(
    (await app.refused(previewRoster, { params: group.params, body: { file }, as: worker })).status,
    403,
  );
});

test('what is kept of an enrolment is in the export and goes with the account; roster names go after a month', async () => {
  const group = await createGroup(app, 2);
  const worker = await createWorker(app);
  await name(group, '陈大海', worker.phone);
  const data = JSON.stringify(await app.call(exportMe, { as: worker }));
  assert.match(data, new RegExp(group.unionId));
  app.clock.set(new Date(start.getTime() + 60 * 24 * 3600 * 1000));
  await runJob(app, 'booking.finish-sessions');
  await runJob(app, 'booking.forget-roster-names');
  const officer = await createOfficer(app, group.unionId);
  assert.deepEqual(
    (await peopleOf(group, officer)).map((each) => each.name),
    ['测试职工'],
  );
});

test('a kept seat follows its session to another day: not lost before it, nobody’s after it', async () => {
  const move = async ({ session }: TestGroup, startsAt: string) => {
    const body = { version: session.version, plan: plan(startsAt) };
    await app.call(changeSession, { params: keyOf(session), body, as: session.desk.editor });
    await app.settle();
    await runJob(app, 'booking.lapse-invitations');
  };
  inMinutes(0);
  const [postponed, advanced] = [await createGroup(app, 1), await createGroup(app, 1)];
  const [patient, late] = [randomPhone(), randomPhone()];
  await name(postponed, '郑新人', patient);
  await name(advanced, '何迟到', late);
  await move(postponed, '2026-12-02T06:00:00Z');
  await move(advanced, '2026-11-24T06:00:00Z');
  const arrive = async (at: string, phone: string) => {
    app.clock.set(new Date(at));
    const person = await signInByPhone(app, phone);
    await app.settle();
    await runJob(app, 'booking.accept-invitations');
    await runJob(app, 'booking.lapse-invitations');
    return (await app.call(listMyBookings, { query: {}, as: person })).items;
  };
  // It has begun, and is over; the day that it had been planned for is still to come.
  assert.deepEqual(await arrive('2026-11-24T12:00:00Z', late), []);
  const [lost] = await peopleOf(advanced, await createOfficer(app, advanced.unionId));
  assert.equal(lost?.state, 'lapsed');
  assert.deepEqual(
    (await arrive('2026-11-26T06:00:00Z', patient)).map((each) => each.status),
    ['confirmed'],
  );
});

test('a seat is kept as long as its allotment, when that is kept longer', async () => {
  inMinutes(0);
  const group = await createGroup(app, 1, { returnsIn: 60 });
  const phone = randomPhone();
  await name(group, '郑新人', phone);
  await app.call(changeAllotment, {
    params: { palaceId: group.session.palaceId, allotmentId: group.allotmentId },
    body: { seats: 1, returnsAt: new Date(start.getTime() + 120 * 60_000).toISOString() },
    as: await createStaff(app, group.session.palaceId, ['coordinator']),
  });
  await app.settle();
  inMinutes(90);
  await runJob(app, 'booking.lapse-invitations');
  const newcomer = await signInByPhone(app, phone);
  await app.settle();
  await runJob(app, 'booking.accept-invitations');
  const { items } = await app.call(listMyBookings, { query: {}, as: newcomer });
  assert.deepEqual(
    items.map((each) => each.status),
    ['confirmed'],
  );
});
