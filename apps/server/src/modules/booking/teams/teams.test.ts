import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cancelMyBooking,
  cancelSession,
  confirmMyBooking,
  exportMe,
  getAvailability,
  getMyBooking,
  getMyHandover,
  getTeamInvitation,
  giveBackTeam,
  listMyMessages,
  listMyTeams,
  removeFromTeam,
  renewTeamLink,
} from '@wengong/contract';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import type { Desk } from '../../programme/programme.factory.ts';
import { book, bookOrWait, createSession, keyOf, runJob } from '../booking.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { createTeamSession, join, makeTeam, NEXT_WEEK, teamOf, tokenIn } from './teams.factory.ts';

const app = await openBookings();

const workers = async (count: number) =>
  (await Promise.all(Array.from({ length: count }, () => createWorker(app)))) as [
    TestPerson,
    ...TestPerson[],
  ];
const left = async (session: Parameters<typeof keyOf>[0], as: TestPerson) =>
  (await app.call(getAvailability, { params: keyOf(session), as })).seatsLeft;
const later = (first: Parameters<typeof keyOf>[0] & { desk: Desk }, hour: number) =>
  createTeamSession(app, {
    desk: first.desk,
    startsAt: NEXT_WEEK.replace('T06', `T${String(hour).padStart(2, '0')}`),
  });
const confirmed = (bookingId: string, as: TestPerson) =>
  app.call(confirmMyBooking, { params: { bookingId }, as });
const told = async (as: TestPerson) => {
  await app.settle();
  return (await app.call(listMyMessages, { as })).items;
};

test('a leader sets seats apart, members take them by the link, the leader sees who', async () => {
  const session = await createTeamSession(app, { plan: { capacity: 6 } });
  const [leader, outsider] = [await createWorker(app, { displayName: '李班长' }), await createWorker(app)];
  const member = await createWorker(app, { displayName: '王建国' });
  const team = await makeTeam(app, session, leader);
  assert.deepEqual([team.state, team.seats, team.taken, team.members[0]?.isMe], ['open', 4, 1, true]);
  assert.equal(Date.parse(NEXT_WEEK) - Date.parse(team.nameBy), 24 * 3_600_000);
  assert.equal(await left(session, outsider), 2, 'the rest is for everybody');

  const token = tokenIn(team);
  const seen = await app.call(getTeamInvitation, { params: { token }, as: member });
  assert.deepEqual(
    [seen.label, seen.leaderName, seen.left, seen.me?.message],
    ['第三党支部', '李**', 3, null],
  );
  const { bookingId } = await join(app, token, member);
  assert.deepEqual(await join(app, token, member), { bookingId }, 'twice is once');
  const mine = await app.call(getMyBooking, { params: { bookingId }, as: member });
  assert.deepEqual([mine.status, mine.tickets.length], ['confirmed', 1]);
  const { taken, members } = await teamOf(app, team.id, leader);
  assert.deepEqual([taken, members.map((each) => each.name)], [2, ['李班长', '王建国']]);
  const [news] = await told(leader);
  assert.deepEqual([news?.kind, news?.link], ['team.joined', `/me/teams/${team.id}`]);
  assert.match(news?.body ?? '', /王建国已加入“第三党支部”.*还有 2 个名额/);
  await assert.rejects(teamOf(app, team.id, member), /not-found/, 'another’s team is nobody’s business');
  assert.match(JSON.stringify(await app.call(exportMe, { as: leader })), /"label":"第三党支部"/);
});

test('what nobody has taken by the deadline returns by itself; the leader is reminded a day before', async () => {
  const session = await createTeamSession(app, { plan: { capacity: 5 } });
  const [leader, member, other] = (await workers(3)) as [TestPerson, TestPerson, TestPerson];
  const team = await makeTeam(app, session, leader, { seats: 5 });
  await join(app, tokenIn(team), member);
  assert.equal(await left(session, other), 0);
  const deadline = Date.parse(team.nameBy);
  app.clock.set(new Date(deadline - 12 * 3_600_000));
  for (const _ of [1, 2]) await runJob(app, 'booking.close-teams');
  const [reminder, earlier] = await told(leader);
  assert.deepEqual([reminder?.kind, earlier?.kind], ['team.closing', 'team.joined']);
  app.clock.set(new Date(deadline));
  await runJob(app, 'booking.return-allotments');
  await runJob(app, 'booking.close-teams');
  assert.match((await told(leader))[0]?.body ?? '', /没人领的 3 个名额已退回/);
  assert.equal(await left(session, other), 3);
  await assert.rejects(join(app, tokenIn(team), other), /team-closed/);
  await book(app, session, other);
  const { state, path, taken } = await teamOf(app, team.id, leader);
  assert.deepEqual([state, path, taken], ['closed', null, 2]);
});

test('a seat given up is the team’s again; the rest can be given back, a link renewed, a stranger sent away', async () => {
  const session = await createTeamSession(app, { plan: { capacity: 4 } });
  const [leader, member, stranger, late] = (await workers(4)) as [
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  const team = await makeTeam(app, session, leader, { joinMyself: false });
  const params = { teamId: team.id };
  const first = await join(app, tokenIn(team), member);
  const { bookingId } = await join(app, tokenIn(team), stranger);
  const renewed = await app.call(renewTeamLink, { params, as: leader });
  assert.notEqual(renewed.path, team.path);
  await assert.rejects(join(app, tokenIn(team), late), /not-found/);
  const after = await app.call(removeFromTeam, { params: { ...params, bookingId }, as: leader });
  assert.equal(after.taken, 1);
  assert.match((await told(stranger))[0]?.body ?? '', /团队的组长调整了名单/);
  await app.call(cancelMyBooking, { params: { bookingId: first.bookingId }, as: member });
  assert.equal(await left(session, late), 0, 'it is still the team’s');
  await join(app, tokenIn(renewed), late);
  const closed = await app.call(giveBackTeam, { params, as: leader });
  assert.deepEqual([closed.state, closed.taken], ['closed', 1]);
  assert.equal(await left(session, member), 3);
  assert.equal((await app.call(listMyTeams, { as: leader })).items.length, 1);
});

test('what a palace does not allow, and what there is no room or time for, is refused', async () => {
  const session = await createTeamSession(app, { plan: { capacity: 5 } });
  const { desk } = session;
  const [leader, other] = (await workers(2)) as [TestPerson, TestPerson];
  await assert.rejects(makeTeam(app, session, leader, { seats: 6 }), /allotment-no-room/);
  await assert.rejects(makeTeam(app, session, leader, { seats: 21 }), /team-too-large/);
  await assert.rejects(makeTeam(app, session, leader, { nameBy: NEXT_WEEK }), /team-name-by/);
  await makeTeam(app, session, leader, { seats: 2 });
  await assert.rejects(makeTeam(app, session, leader, { seats: 2, joinMyself: false }), /team-exists/);
  const soon = await createSession(app, { desk, startsAt: '2026-11-23T08:00:00Z' });
  await assert.rejects(makeTeam(app, soon, other), /team-too-late/);
  const elsewhere = await createSession(app, { startsAt: NEXT_WEEK });
  await assert.rejects(makeTeam(app, elsewhere, other), /team-not-here/);
  const availability = await app.call(getAvailability, { params: keyOf(session), as: other });
  assert.equal(availability.team?.most, 3);
  const members = await createTeamSession(app, { desk, activity: { openTo: 'members' } });
  const official = await createWorker(app, { member: true });
  const team = await makeTeam(app, members, official, { seats: 3 });
  await assert.rejects(join(app, tokenIn(team), other), /members-only/, 'judged as in any booking');
});

test('who is given a seat that came back from a team is none of its members: not named, not sent away', async () => {
  const session = await createTeamSession(app, { plan: { capacity: 3 } });
  const [leader, member, waiting, booked] = (await workers(4)) as [
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  const team = await makeTeam(app, session, leader, { seats: 3 });
  const { bookingId } = await join(app, tokenIn(team), member);
  const queued = await bookOrWait(app, session, waiting);
  // Before the job of the minute has moved the seat that nobody took.
  app.clock.set(new Date(team.nameBy));
  const mine = await book(app, session, booked);
  await runJob(app, 'booking.return-allotments');
  await runJob(app, 'booking.close-teams');
  await app.call(cancelMyBooking, { params: { bookingId }, as: member });
  await app.settle();
  const offered = await app.call(getMyBooking, { params: { bookingId: queued.id }, as: waiting });
  assert.equal(offered.status, 'held');
  const { members } = await teamOf(app, team.id, leader);
  assert.deepEqual(
    members.map((each) => each.isMe),
    [true],
  );
  // Nothing binds it to the team either: it is handed over as any other.
  for (const bookingId of [mine.id, (await confirmed(queued.id, waiting)).id]) {
    const as = bookingId === mine.id ? booked : waiting;
    assert.equal((await app.call(getMyHandover, { params: { bookingId }, as })).obstacle, null);
  }
  for (const stranger of [mine.id, queued.id]) {
    const params = { teamId: team.id, bookingId: stranger };
    await assert.rejects(app.call(removeFromTeam, { params, as: leader }), /not-found/);
  }
});

test('a team whose session is called off keeps no place of its leader’s', async () => {
  const first = await createTeamSession(app);
  const leader = await createWorker(app);
  const [early, late, other] = [first, ...(await Promise.all([8, 10].map((hour) => later(first, hour))))] as [
    typeof first,
    typeof first,
    typeof first,
  ];
  const team = await makeTeam(app, early, leader, { joinMyself: false });
  await makeTeam(app, late, leader, { joinMyself: false });
  await assert.rejects(makeTeam(app, other, leader), /too-many-teams/);
  const { version, desk } = early;
  await app.call(cancelSession, { params: keyOf(early), body: { version, reason: '停电' }, as: desk.editor });
  await app.settle();
  await runJob(app, 'booking.close-teams');
  await makeTeam(app, other, leader);
  assert.equal((await teamOf(app, team.id, leader)).state, 'called_off');
  assert.ok((await told(leader)).every((each) => each.kind !== 'team.closed'));
});
