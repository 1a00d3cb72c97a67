import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBooking, createResource, listMyBookings, listSessions } from '@wengong/contract';
import type { Locator, Page } from 'playwright-core';
import { makeSpace, openDaily } from '../apps/server/src/modules/venue/venue.factory.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

/**
 * What a clerk does every week, by the fewest steps an experienced one needs. A step is a click, a field filled or a
 * choice made; what the tool takes for them is told, not judged: a busy machine is no fault of the page.
 */
let world: World;
let consoleUrl: string;
let palaceId: string;
let people: Record<'editor' | 'reviewer' | 'director', TestPerson>;

before(async () => {
  world = await createWorld();
  const palace = await createPalace(world.app, { name: '南通市工人文化宫' });
  palaceId = palace.id;
  consoleUrl = `${world.origin}/console/${palace.slug}`;
  people = {
    editor: await createStaff(world.app, palace.id, ['editor']),
    reviewer: await createStaff(world.app, palace.id, ['reviewer']),
    director: await createStaff(world.app, palace.id, ['director']),
  };
  await openDaily(world.app, palaceId, people.director);
  await makeSpace(world.app, palaceId, people.director, {
    kind: 'classroom',
    name: '书画教室',
    capacity: 30,
  });
  await world.app.call(createResource, {
    params: { palaceId },
    body: { kind: 'teacher', name: '顾老师' },
    as: people.director,
  });
});
after(() => world.close());

/** Counts what somebody does. */
class Clerk {
  steps = 0;
  async click(what: Locator) {
    this.steps += 1;
    await what.click();
  }
  async fill(what: Locator, text: string) {
    this.steps += 1;
    await what.fill(text);
  }
  async choose(what: Locator, label: string) {
    this.steps += 1;
    await what.selectOption({ label });
  }
}

/** A page that its script has taken over: a click before that would do nothing. */
async function openAt(person: TestPerson, url: string): Promise<Page> {
  const page = await (await world.atDesk(person)).newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  return page;
}

const TITLE = '周二书法班';
/** The first Tuesday at least two days from now. */
function firstTuesday(): string {
  const day = new Date(Date.now() + 2 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((2 - day.getUTCDay() + 7) % 7));
  return day.toISOString().slice(0, 10);
}

test('a weekly class of twelve with a room and a teacher is published in at most 25 steps', async (t) => {
  const clerk = new Clerk();
  const began = performance.now();
  const page = await openAt(people.editor, `${consoleUrl}/activities`);
  await clerk.click(page.getByRole('link', { name: '新建活动', exact: true }));
  await page.waitForLoadState('networkidle');
  await clerk.fill(page.getByLabel('标题', { exact: true }), TITLE);
  await clerk.fill(page.getByLabel(/^一句话介绍/), '零基础，十二次课写好楷书。');
  await clerk.click(page.getByRole('button', { name: '保存草稿', exact: true }));
  const planner = page.getByRole('dialog', { name: '添加场次' });
  await clerk.click(planner.getByRole('radio', { name: /^按规律重复/ }));
  await clerk.fill(planner.getByLabel('从哪天开始', { exact: true }), firstTuesday());
  await planner.getByText('共 12 场', { exact: true }).waitFor();
  await clerk.fill(planner.getByLabel('开始', { exact: true }), '18:30');
  await clerk.fill(planner.getByLabel('结束', { exact: true }), '20:00');
  await clerk.choose(planner.getByLabel(/^场地/), '书画教室（30 人）');
  await clerk.choose(planner.getByLabel(/^老师/), '顾老师');
  await planner.getByText('12 场的场地和老师都空着', { exact: true }).waitFor();
  await clerk.click(planner.getByRole('button', { name: '添加场次', exact: true }));
  await page.getByText('场次已添加', { exact: true }).waitFor();
  await clerk.click(page.getByRole('button', { name: '提交审核', exact: true }));
  await page.getByText('已提交，等待审核', { exact: true }).waitFor();
  await page.context().close();

  const review = await openAt(people.reviewer, `${consoleUrl}/activities`);
  await clerk.click(review.getByRole('link', { name: '去审核', exact: true }));
  await clerk.click(review.getByRole('link', { name: TITLE, exact: true }));
  await review.waitForLoadState('networkidle');
  await clerk.click(review.getByRole('button', { name: '通过并发布', exact: true }));
  await review.getByRole('link', { name: '看前台页面', exact: true }).waitFor();
  await review.context().close();
  await world.app.settle();
  t.diagnostic(`published in ${clerk.steps} steps, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  assert.ok(clerk.steps <= 25, `${clerk.steps} steps`);
});

test('one date is cancelled with notice to the booked in at most 4 steps', async (t) => {
  const worker = await createWorker(world.app);
  const { items: sessions } = await world.app.call(listSessions, { query: { palaceId } });
  const [first] = sessions;
  assert.ok(first);
  const params = { palaceId, sessionId: first.id };
  await world.app.call(createBooking, { params, body: {}, as: worker });
  const url = `${consoleUrl}/activities/${first.activityId}`;
  const clerk = new Clerk();
  const began = performance.now();
  const page = await openAt(people.editor, url);
  await clerk.click(page.getByRole('button', { name: /^取消场次/ }).first());
  const dialog = page.getByRole('dialog', { name: /取消场次/ });
  await clerk.fill(dialog.getByLabel(/^原因/), '老师生病，改期另行通知');
  await clerk.click(dialog.getByRole('button', { name: '确定取消', exact: true }));
  await page.getByText('场次已取消并通知预约者', { exact: true }).waitFor();
  t.diagnostic(`cancelled in ${clerk.steps} steps, ${((performance.now() - began) / 1000).toFixed(1)} s`);
  assert.ok(clerk.steps <= 4, `${clerk.steps} steps`);
  await page.context().close();
  await world.app.settle();
  const { items } = await world.app.call(listMyBookings, { query: { when: 'past' }, as: worker });
  assert.equal(items[0]?.status, 'cancelled_by_host');
});
