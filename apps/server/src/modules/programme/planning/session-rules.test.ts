import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addSessionRule,
  cancelSession,
  changeSession,
  changeSessionRule,
  getStaffActivity,
  listSessionRules,
  moveSession,
  removeSession,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker } from '../../../testkit/person.ts';
import { createDesk, type Desk, makeDraft, plan, publish, watchEvents } from '../programme.factory.ts';
import { createSchool, evening, tuesdays } from './planning.factory.ts';

type RuleLeft = { ruleId: string; day: string };

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const days = (sessions: readonly { startsAt: string; status: string }[]) =>
  sessions.filter((one) => one.status === 'scheduled').map((one) => one.startsAt.slice(0, 10));

async function shownDays({ palaceId, editor }: Desk, activityId: string) {
  const shown = await app.call(getStaffActivity, { params: { palaceId, activityId }, as: editor });
  return days(shown.sessions);
}

async function planned(repeat = tuesdays(), template = evening()) {
  const school = await createSchool(app);
  const { desk, room, teacher } = school;
  const { activity } = await makeDraft(app, desk, {}, []);
  const params = { palaceId: desk.palaceId, activityId: activity.id };
  const body = { repeat, template: { ...template, spaceId: room.id, teacherId: teacher.id } };
  const { rule, items } = await app.call(addSessionRule, { params, body, as: desk.editor });
  return { ...school, activity, params, rule, items, template: body.template };
}

test('a weekly class of twelve is planned in one go, with its room and teacher, without the days left out', async () => {
  const { desk, params, rule, items } = await planned(tuesdays({ count: 12, exceptions: ['2026-12-29'] }));
  assert.equal(items.length, 12);
  assert.deepEqual(days(items).slice(3, 5), ['2026-12-22', '2027-01-05']);
  assert.ok(items.every((one) => one.space?.name === '201 教室' && one.teacher?.name === '书法老师甲'));
  assert.ok(items.every((one) => one.ruleId === rule.id && one.startsAt.endsWith('T10:30:00.000Z')));
  assert.equal(rule.rrule, 'FREQ=WEEKLY;WKST=MO;BYDAY=TU;COUNT=13');
  const { items: rules } = await app.call(listSessionRules, { params, as: desk.reviewer });
  assert.equal(rules[0]?.sessions.length, 12);
});

test('all or none: one date in the way leaves nothing planned, not even the rule', async () => {
  const { desk, room } = await createSchool(app);
  await makeDraft(app, desk, { title: '合唱' }, [plan('2026-12-15T11:00:00Z', { spaceId: room.id })]);
  const { activity } = await makeDraft(app, desk, {}, []);
  const params = { palaceId: desk.palaceId, activityId: activity.id };
  const body = { repeat: tuesdays(), template: evening({ spaceId: room.id }) };
  assert.deepEqual(await app.refused(addSessionRule, { params, body, as: desk.editor }), {
    status: 409,
    code: 'space-taken',
  });
  assert.deepEqual((await app.call(listSessionRules, { params, as: desk.editor })).items, []);
  assert.deepEqual(await shownDays(desk, activity.id), []);
});

test('a draft’s rule is changed from a day on: dates come, go and move, the first stays as it is', async () => {
  const { desk, activity, rule, template, other } = await planned();
  const answer = await app.call(changeSessionRule, {
    params: { palaceId: desk.palaceId, ruleId: rule.id },
    body: {
      version: rule.version,
      from: '2026-12-08',
      repeat: tuesdays({ count: 4, exceptions: ['2026-12-15'] }),
      template: { ...template, startTime: '19:00', spaceId: other.id },
    },
    as: desk.editor,
  });
  const { added, changed, removed, cancelled } = answer;
  assert.deepEqual(
    { added, changed, removed, cancelled },
    { added: 1, changed: 2, removed: 1, cancelled: 0 },
  );
  const params = { palaceId: desk.palaceId, activityId: activity.id };
  const { sessions } = await app.call(getStaffActivity, { params, as: desk.editor });
  assert.deepEqual(
    sessions.map((one) => `${one.startsAt.slice(0, 16)} ${one.space?.name}`),
    [
      '2026-12-01T10:30 201 教室',
      '2026-12-08T11:00 202 教室',
      '2026-12-22T11:00 202 教室',
      '2026-12-29T11:00 202 教室',
    ],
  );
});

test('sessions of a rule may take each other’s place', async () => {
  const { desk, rule, template } = await planned(tuesdays({ weekdays: [2, 3], count: 4 }));
  const answer = await app.call(changeSessionRule, {
    params: { palaceId: desk.palaceId, ruleId: rule.id },
    body: {
      version: rule.version,
      from: '2026-12-01',
      repeat: tuesdays({ weekdays: [2, 3], count: 4 }),
      template: { ...template, startTime: '19:30', endTime: '19:00', closesMinutesBefore: 0 },
    },
    as: desk.editor,
  });
  assert.equal(answer.changed, 4);
});

test('a published class that loses dates says why; who booked is told, and those that stay are not cancelled', async () => {
  const { desk, params, rule, template } = await planned();
  const draft = await app.call(getStaffActivity, { params, as: desk.editor });
  await publish(app, desk, draft);
  const change = {
    params: { palaceId: desk.palaceId, ruleId: rule.id },
    body: { version: rule.version, from: '2026-12-01', repeat: tuesdays({ count: 2 }), template },
    as: desk.editor,
  };
  assert.deepEqual(await app.refused(changeSessionRule, change), {
    status: 422,
    code: 'session-rule-reason-missing',
  });
  const events = watchEvents(app);
  const answer = await app.call(changeSessionRule, {
    ...change,
    body: { ...change.body, reason: '老师外出' },
  });
  assert.deepEqual([answer.cancelled, answer.changed], [2, 2]);
  assert.deepEqual(
    events.map(([topic]) => topic),
    ['programme.session-cancelled', 'programme.session-cancelled'],
  );
  // What was cancelled is not planned anew when the rule grows again.
  const grown = { ...change.body, version: answer.rule.version, repeat: tuesdays({ count: 5 }) };
  assert.equal((await app.call(changeSessionRule, { ...change, body: grown })).added, 1);
});

test('a session moved or removed by itself leaves the rule, which does not plan its day again', async () => {
  const { desk, params, rule, items, template } = await planned();
  const [first, second, third] = items;
  if (!first || !second || !third) throw new Error('four sessions');
  const sessionParams = (id: string) => ({ palaceId: desk.palaceId, sessionId: id });
  const moved = await app.call(changeSession, {
    params: sessionParams(second.id),
    body: { version: second.version, plan: plan('2026-12-09T02:00:00Z') },
    as: desk.editor,
  });
  assert.equal(moved.ruleId, null);
  await app.call(removeSession, { params: sessionParams(third.id), as: desk.editor });
  await app.call(cancelSession, {
    params: sessionParams(first.id),
    body: { version: first.version, reason: '停电' },
    as: desk.editor,
  });
  const { items: rules } = await app.call(listSessionRules, { params, as: desk.editor });
  const { repeat, version } = rules[0] ?? rule;
  assert.deepEqual([repeat.count, repeat.exceptions], [2, ['2026-12-08', '2026-12-15']]);
  const answer = await app.call(changeSessionRule, {
    params: { palaceId: desk.palaceId, ruleId: rule.id },
    body: { version, from: '2026-12-01', repeat: tuesdays(repeat), template },
    as: desk.editor,
  });
  assert.deepEqual([answer.added, answer.changed, answer.removed], [0, 1, 0]);
  assert.deepEqual(await shownDays(desk, params.activityId), ['2026-12-09', '2026-12-22']);
});

test('a move that is taken back puts the session into its rule again, and only to where the rule has it', async () => {
  const { desk, params, rule, items, template } = await planned();
  const second = items[1];
  if (!second) throw new Error('four sessions');
  const sessionParams = { palaceId: desk.palaceId, sessionId: second.id };
  const spaceId = template.spaceId;
  const move = (body: { version: number; startsAt: string; endsAt: string; rejoin?: RuleLeft }) =>
    app.call(moveSession, { params: sessionParams, body: { spaceId, ...body }, as: desk.editor });
  const later = { startsAt: '2026-12-09T10:30:00Z', endsAt: '2026-12-09T12:00:00Z' };
  const away = await move({ version: second.version, ...later });
  const { leftRule } = away;
  assert.ok(leftRule);
  const left: RuleLeft = leftRule;
  assert.deepEqual(left, { ruleId: rule.id, day: '2026-12-08' });
  const elsewhere = await app.refused(moveSession, {
    params: sessionParams,
    body: {
      spaceId,
      version: away.version,
      startsAt: '2026-12-10T10:30:00Z',
      endsAt: '2026-12-10T12:00:00Z',
      rejoin: left,
    },
    as: desk.editor,
  });
  assert.equal(elsewhere.code, 'conflict');
  const there = { startsAt: second.startsAt, endsAt: second.endsAt };
  const back = await move({ version: away.version, ...there, rejoin: left });
  assert.equal(back.ruleId, rule.id);
  const { items: rules } = await app.call(listSessionRules, { params, as: desk.editor });
  assert.deepEqual([rules[0]?.repeat.count, rules[0]?.repeat.exceptions], [rule.repeat.count, []]);
  assert.deepEqual(await shownDays(desk, params.activityId), days(items));
  // Put back without taking it back it goes its own way.
  const again = await move({ version: back.version, ...later });
  assert.equal((await move({ version: again.version, ...there })).ruleId, null);
});

test('a rule that gives no date, an old version and people who may not are refused', async () => {
  const { desk, params, rule, template } = await planned();
  const ruleParams = { palaceId: desk.palaceId, ruleId: rule.id };
  const body = { repeat: tuesdays({ count: null, until: '2026-11-30' }), template };
  const refused = async (as: { cookie: string }) =>
    (await app.refused(addSessionRule, { params, body, as })).code;
  assert.equal(await refused(desk.editor), 'session-rule-empty');
  const change = { version: 9, from: '2026-12-01', repeat: tuesdays(), template };
  assert.equal(
    (await app.refused(changeSessionRule, { params: ruleParams, body: change, as: desk.editor })).code,
    'conflict',
  );
  const neighbour = await createDesk(app);
  // Somebody else's palace is no palace at all.
  for (const [as, status] of [
    [neighbour.editor, 404],
    [desk.reviewer, 403],
    [await createWorker(app), 403],
  ] as const) {
    assert.equal((await app.refused(addSessionRule, { params, body, as })).status, status);
    const answer = await app.refused(changeSessionRule, { params: ruleParams, body: change, as });
    assert.equal(answer.status, status);
  }
  const elsewhere = { palaceId: neighbour.palaceId, ruleId: rule.id };
  assert.equal(
    (await app.refused(changeSessionRule, { params: elsewhere, body: change, as: neighbour.editor })).code,
    'not-found',
  );
});
