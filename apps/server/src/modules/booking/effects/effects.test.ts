import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addSessionRule,
  changeSessionRule,
  getStaffActivity,
  listMyMessages,
  previewRuleChange,
  previewSessionChange,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker } from '../../../testkit/person.ts';
import { createSchool, evening, tuesdays } from '../../programme/planning/planning.factory.ts';
import { makeDraft, publish } from '../../programme/programme.factory.ts';
import { book } from '../booking.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

/** Four Tuesdays; two people booked the first and the second, one of them the last as well. */
async function bookedClass() {
  const { desk, room, other } = await createSchool(app);
  const { palaceId, editor } = desk;
  const { activity } = await makeDraft(app, desk, {}, []);
  const params = { palaceId, activityId: activity.id };
  const template = evening({ spaceId: room.id });
  const { rule, items } = await app.call(addSessionRule, {
    params,
    body: { repeat: tuesdays(), template },
    as: editor,
  });
  await publish(app, desk, await app.call(getStaffActivity, { params, as: editor }));
  await app.settle();
  const people = [await createWorker(app), await createWorker(app)];
  const sessionIds = items.map((session) => session.id);
  for (const at of [0, 1]) {
    for (const person of people) {
      await book(app, { palaceId, sessionId: sessionIds[at] ?? '' }, person);
    }
  }
  const [twice, thrice] = people as [(typeof people)[0], (typeof people)[0]];
  await book(app, { palaceId, sessionId: sessionIds[3] ?? '' }, thrice);
  await app.settle();
  const ruleParams = { palaceId, ruleId: rule.id };
  return { desk, other, rule, template, ruleParams, sessionIds, twice, thrice };
}

const place = ({ startTime, endTime, spaceId }: ReturnType<typeof evening>) => ({
  startTime,
  endTime,
  spaceId,
});

test('a changed rule says before it is saved who will be told, and they are', async () => {
  const { desk, other, rule, template, ruleParams, twice, thrice } = await bookedClass();
  const repeat = tuesdays({ count: 3 });
  const fresh = { ...template, spaceId: other.id };
  const from = '2026-12-08';
  const effects = await app.call(previewRuleChange, {
    params: ruleParams,
    body: { from, repeat, ...place(fresh) },
    as: desk.editor,
  });
  assert.deepEqual(effects, {
    added: 0,
    moved: { sessions: 2, bookings: 2 },
    kept: { sessions: 0, bookings: 0 },
    dropped: { sessions: 1, bookings: 1 },
    people: 2,
  });
  const newsOf = async (as: typeof twice) => {
    const { items } = await app.call(listMyMessages, { query: {}, as });
    return items.map(({ kind }) => kind).filter((kind) => /moved|by-host/.test(kind));
  };
  assert.deepEqual([await newsOf(twice), await newsOf(thrice)], [[], []]);
  const body = { version: rule.version, from, repeat, template: fresh, reason: '教室检修' };
  await app.call(changeSessionRule, { params: ruleParams, body, as: desk.editor });
  for (let turn = 0; turn < 3; turn++) await app.settle();
  assert.deepEqual(await newsOf(twice), ['booking.moved']);
  assert.deepEqual((await newsOf(thrice)).sort(), ['booking.cancelled-by-host', 'booking.moved']);
});

test('a rule that keeps time and room tells nobody, however many booked', async () => {
  const { desk, template, ruleParams } = await bookedClass();
  const body = { from: '2026-12-01', repeat: tuesdays(), ...place(template) };
  assert.deepEqual(await app.call(previewRuleChange, { params: ruleParams, body, as: desk.editor }), {
    added: 0,
    moved: { sessions: 0, bookings: 0 },
    kept: { sessions: 4, bookings: 5 },
    dropped: { sessions: 0, bookings: 0 },
    people: 0,
  });
});

test('one session says how many booked it; for the neighbour’s desk and a worker there is none', async () => {
  const { desk, template, ruleParams, sessionIds, twice } = await bookedClass();
  const params = { palaceId: desk.palaceId, sessionId: sessionIds[1] ?? '' };
  assert.deepEqual(await app.call(previewSessionChange, { params, as: desk.editor }), {
    bookings: 2,
    people: 2,
  });
  const { desk: neighbour } = await createSchool(app);
  const body = { from: '2026-12-01', repeat: tuesdays(), ...place(template) };
  for (const as of [neighbour.editor, twice]) {
    for (const refusal of [
      await app.refused(previewSessionChange, { params, as }),
      await app.refused(previewRuleChange, { params: ruleParams, body, as }),
    ]) {
      assert.ok(refusal.status === 404 || refusal.status === 403, refusal.code);
    }
  }
});
