import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addSessionRule,
  attachActivity,
  checkSlots,
  copyActivity,
  createBrand,
  createClosure,
  createPartner,
  detachActivity,
  getBrand,
  getRoomCalendar,
  getStaffActivity,
  listBrandActivities,
  listDaysOff,
  listSessions,
  listStaffActivities,
  moveSession,
  publishActivity,
  submitActivity,
  withdrawActivity,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createDesk, type Desk, makeDraft, makePublished, plan, watchEvents } from '../programme.factory.ts';
import { publishAllDue } from '../publish-approved.ts';
import { createSchool, evening, tuesdays } from './planning.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const slot = (startsAt: string, minutes = 60) => ({
  startsAt,
  endsAt: new Date(Date.parse(startsAt) + minutes * 60_000).toISOString(),
});

test('while planning: what is in the way by name, the nearest free time, other rooms and teachers', async () => {
  const { desk, room, other, teacher, second } = await createSchool(app);
  const { palaceId, editor, reviewer } = desk;
  await makeDraft(app, desk, { title: '合唱团排练' }, [
    plan('2026-12-01T10:00:00Z', { spaceId: room.id }),
    plan('2026-12-08T10:00:00Z', { teacherId: teacher.id }),
  ]);
  const body = {
    slots: [
      slot('2026-12-01T10:30:00.000Z'),
      slot('2026-12-08T10:30:00.000Z'),
      slot('2026-12-15T10:30:00.000Z'),
    ],
    spaceId: room.id,
    teacherId: teacher.id,
    capacity: 25,
    ignore: [],
  };
  const seen = await app.call(checkSlots, { params: { palaceId }, body, as: reviewer });
  const [first, next, free] = seen.items;
  assert.deepEqual(
    first?.obstacles.map(({ kind, name, title, blocks }) => ({ kind, name, title, blocks })),
    [{ kind: 'space', name: '201 教室', title: '合唱团排练', blocks: true }],
  );
  assert.equal(first?.nearest?.startsAt, '2026-12-01T11:00:00.000Z');
  assert.equal(next?.obstacles[0]?.kind, 'teacher');
  assert.deepEqual([free?.obstacles, free?.nearest], [[], null]);
  assert.deepEqual(
    seen.freeSpaces.map((space) => space.id),
    [other.id],
  );
  assert.deepEqual(
    seen.freeTeachers.map((one) => one.id),
    [second.id],
  );
  assert.equal(
    (await app.refused(checkSlots, { params: { palaceId }, body, as: (await createDesk(app)).editor }))
      .status,
    404,
  );
  assert.equal((await app.call(checkSlots, { params: { palaceId }, body, as: editor })).items.length, 3);
});

test('closing time and closures are told, not enforced; slots that meet each other are in their own way', async () => {
  const { desk, room } = await createSchool(app);
  const { palaceId, editor, director } = desk;
  await app.call(createClosure, {
    params: { palaceId },
    body: { spaceId: null, ...slot('2026-12-02T00:00:00.000Z', 600), reason: '电路检修' },
    as: director,
  });
  const check = async (...slots: { startsAt: string; endsAt: string }[]) => {
    const body = { slots, spaceId: room.id, teacherId: null, capacity: null, ignore: [] };
    const { items } = await app.call(checkSlots, { params: { palaceId }, body, as: editor });
    return items.map((item) => item.obstacles.map(({ kind, name, blocks }) => `${kind} ${name} ${blocks}`));
  };
  assert.deepEqual(await check(slot('2026-12-02T04:00:00.000Z')), [['closed 电路检修 false']]);
  assert.deepEqual(await check(slot('2026-12-01T12:30:00.000Z')), [['hours  false']]);
  assert.deepEqual(await check(slot('2026-12-01T04:00:00.000Z'), slot('2026-12-01T04:30:00.000Z')), [
    ['itself  true'],
    ['itself  true'],
  ]);
  const { items } = await app.call(listDaysOff, { params: { palaceId }, as: editor });
  assert.deepEqual(
    items.filter((each) => each.day < '2027-01-02').map((each) => [each.day, each.kind, each.name]),
    [
      ['2026-12-02', 'closed', '电路检修'],
      ['2027-01-01', 'holiday', '元旦'],
    ],
  );
});

test('the rooms’ week shows drafts too; a moved session takes its booking times along and people are told', async () => {
  const { desk, room, other } = await createSchool(app);
  const { palaceId, editor, reviewer } = desk;
  const start = '2026-12-01T02:00:00.000Z';
  const { sessionIds } = await makePublished(app, desk, {}, [
    plan(start, {
      spaceId: room.id,
      bookingOpensAt: '2026-11-28T02:00:00Z',
      bookingClosesAt: '2026-12-01T01:30:00Z',
    }),
  ]);
  await makeDraft(app, desk, { title: '草稿' }, [plan('2026-12-02T02:00:00Z', { spaceId: other.id })]);
  const query = { from: '2026-11-30' };
  const week = await app.call(getRoomCalendar, { params: { palaceId }, query, as: reviewer });
  assert.deepEqual(
    week.items.map(({ title, status, spaceId }) => [title, status, spaceId]),
    [
      ['书法入门', 'published', room.id],
      ['草稿', 'draft', other.id],
    ],
  );
  assert.deepEqual([week.opens, week.closes, week.days.length], ['08:00', '21:00', 7]);

  const events = watchEvents(app);
  const [sessionId = ''] = sessionIds;
  const to = slot('2026-12-03T03:00:00.000Z', 90);
  const body = { version: week.items[0]?.version ?? 0, ...to, spaceId: other.id };
  const moved = await app.call(moveSession, { params: { palaceId, sessionId }, body, as: editor });
  assert.deepEqual([moved.startsAt, moved.endsAt, moved.space?.id], [to.startsAt, to.endsAt, other.id]);
  assert.equal(moved.bookingOpensAt, '2026-11-30T03:00:00.000Z');
  assert.equal(moved.bookingClosesAt, '2026-12-03T02:30:00.000Z');
  assert.deepEqual(
    events.map(([topic]) => topic),
    ['programme.session-changed', 'programme.session-rescheduled'],
  );
  assert.equal(
    (await app.refused(moveSession, { params: { palaceId, sessionId }, body, as: editor })).code,
    'conflict',
  );
  const clash = { ...body, version: moved.version, ...slot('2026-12-02T02:00:00.000Z') };
  assert.equal(
    (await app.refused(moveSession, { params: { palaceId, sessionId }, body: clash, as: editor })).code,
    'space-taken',
  );
  const undo = { version: moved.version, ...slot(start), spaceId: room.id };
  const back = await app.call(moveSession, { params: { palaceId, sessionId }, body: undo, as: editor });
  assert.deepEqual([back.startsAt, back.bookingOpensAt], [start, '2026-11-28T02:00:00.000Z']);
});

const approveFor = async (desk: Desk, publishAt: string) => {
  const { activity, sessionIds } = await makeDraft(app, desk, {}, [plan('2026-12-20T02:00:00Z')]);
  const params = { palaceId: desk.palaceId, activityId: activity.id };
  const submitted = await app.call(submitActivity, {
    params,
    body: { version: activity.version },
    as: desk.editor,
  });
  const body = { version: submitted.version, note: '很好', publishAt };
  const approved = await app.call(publishActivity, { params, body, as: desk.reviewer });
  return { params, approved, sessionId: sessionIds[0] ?? '' };
};

test('approved for later, an activity comes onto the portal when its time has come, in the reviewer’s name', async () => {
  const desk = await createDesk(app);
  const at = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
  const { params, approved } = await approveFor(desk, at);
  assert.deepEqual([approved.status, approved.publishAt], ['submitted', at]);
  // Nobody has to review it again.
  const mine = { params: { palaceId: desk.palaceId }, query: {}, as: desk.reviewer };
  const { counts, toReview } = await app.call(listStaffActivities, mine);
  assert.deepEqual([counts.submitted, toReview], [1, 0]);
  const listed = async () =>
    (await app.call(listSessions, { query: { palaceId: desk.palaceId } })).items.length;
  await publishAllDue(app.deps);
  assert.equal(await listed(), 0);
  const before = app.clock.now();
  app.clock.set(new Date(at));
  await Promise.all([publishAllDue(app.deps), publishAllDue(app.deps)]);
  // A staff sign-in does not outlive the hour.
  app.clock.set(before);
  const shown = await app.call(getStaffActivity, { params, as: desk.editor });
  assert.deepEqual([shown.status, shown.publishAt, shown.publishedAt], ['published', null, at]);
  assert.equal(shown.reviewedBy?.id, desk.reviewer.personId);
  assert.equal(await listed(), 1);
});

test('whoever changes a session after the approval, or withdraws, takes it away', async () => {
  const desk = await createDesk(app);
  const at = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
  const first = await approveFor(desk, at);
  await app.call(moveSession, {
    params: { palaceId: desk.palaceId, sessionId: first.sessionId },
    body: { version: 1, ...slot('2026-12-21T02:00:00.000Z'), spaceId: null },
    as: desk.editor,
  });
  const shown = await app.call(getStaffActivity, { params: first.params, as: desk.editor });
  assert.deepEqual([shown.status, shown.publishAt, shown.reviewedBy], ['submitted', null, null]);
  const second = await approveFor(desk, at);
  const withdrawn = await app.call(withdrawActivity, {
    params: second.params,
    body: { version: second.approved.version },
    as: desk.editor,
  });
  assert.deepEqual([withdrawn.status, withdrawn.publishAt], ['draft', null]);
  const past = { version: shown.version, publishAt: app.clock.now().toISOString() };
  assert.equal(
    (await app.refused(publishActivity, { params: first.params, body: past, as: desk.reviewer })).code,
    'publish-time-wrong',
  );
});

test('a copy is a draft of its own; with its sessions so many weeks later, rules and kept seats included', async () => {
  const { desk, room } = await createSchool(app);
  const { palaceId, editor } = desk;
  const { activity } = await makeDraft(app, desk, {}, []);
  const params = { palaceId, activityId: activity.id };
  const quotas = [{ category: 'sanitation' as const, seats: 5 }];
  const template = evening({ spaceId: room.id, quotas });
  await app.call(addSessionRule, { params, body: { repeat: tuesdays(), template }, as: editor });

  const alone = await app.call(copyActivity, { params, body: { shiftDays: null }, as: editor });
  assert.deepEqual([alone.status, alone.sessions.length, alone.title], ['draft', 0, '书法入门']);
  const body = { title: '书法入门（二期）', shiftDays: 28 };
  const next = await app.call(copyActivity, { params, body, as: editor });
  assert.deepEqual(
    next.sessions.map((one) => one.startsAt.slice(0, 10)),
    ['2026-12-29', '2027-01-05', '2027-01-12', '2027-01-19'],
  );
  assert.deepEqual(next.sessions[0]?.quotas, quotas);
  assert.ok(next.sessions[0]?.ruleId);
  // So much later the room is taken by the first copy: nothing is copied.
  assert.equal(
    (await app.refused(copyActivity, { params, body: { shiftDays: 28 }, as: editor })).code,
    'space-taken',
  );
});

test('a brand has its history and its co-organisers; activities are put under it and taken out', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor, director } = desk;
  const params = { palaceId };
  const partner = await app.call(createPartner, {
    params,
    body: { name: '江海纺织（虚构）', kind: 'enterprise' },
    as: director,
  });
  const body = {
    slug: 'summer',
    name: '濠滨夏夜',
    nameEn: 'Summer Nights',
    sinceYear: 1985,
    story: '',
    storyEn: '',
    figures: [],
    milestones: [
      { year: 2026, text: '第四十一季', textEn: '' },
      { year: 1985, text: '第一场露天演出', textEn: 'The first show' },
    ],
    partnerIds: [partner.id],
  };
  const brand = await app.call(createBrand, { params, body, as: editor });
  const { activity } = await makePublished(app, desk, {}, [plan('2026-12-01T02:00:00Z')]);
  const link = { palaceId, brandId: brand.id, activityId: activity.id };
  await app.call(attachActivity, { params: link, as: director });
  const shown = await app.call(getBrand, { params: { palaceId, slug: 'summer' } });
  assert.deepEqual(
    shown.milestones.map((one) => one.year),
    [1985, 2026],
  );
  assert.deepEqual(shown.partners, [partner]);
  assert.equal(shown.activities.length, 1);
  const brandParams = { palaceId, brandId: brand.id };
  const { items } = await app.call(listBrandActivities, { params: brandParams, as: editor });
  assert.deepEqual(
    items.map((one) => [one.id, one.status]),
    [[activity.id, 'published']],
  );
  await app.call(detachActivity, { params: link, as: editor });
  assert.equal((await app.refused(detachActivity, { params: link, as: editor })).code, 'not-found');
  const neighbour = await createDesk(app);
  const strange = { ...link, palaceId: neighbour.palaceId };
  assert.equal(
    (await app.refused(attachActivity, { params: strange, as: neighbour.editor })).code,
    'not-found',
  );
});
