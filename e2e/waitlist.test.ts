import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { createWorld, noonZone, type World } from './world.ts';

const TITLE = '亲子陶艺半日营';
let world: World;
/** The activity's page. */
let activity: string;
/** Two workers on phones without JavaScript. */
let first: Page;
let second: Page;
before(async () => {
  world = await createWorld();
  const desk = await createDesk(world.app, { time_zone: noonZone() });
  const startsAt = new Date(Date.now() + 24 * 3_600_000).toISOString();
  await createSession(world.app, { desk, startsAt, activity: { title: TITLE }, plan: { capacity: 1 } });
  activity = `${world.origin}/activities?q=${encodeURIComponent(TITLE)}`;
  const open = async () => {
    const worker = await createWorker(world.app);
    return (await world.onPhone(worker, { javaScriptEnabled: false })).newPage();
  };
  [first, second] = [await open(), await open()];
});
after(() => world.close());

const openActivity = async (page: Page) => {
  await page.goto(activity);
  await page.getByRole('link', { name: TITLE, exact: true }).click();
};

test('the last seat is booked; the next worker joins the waiting list', async () => {
  await openActivity(first);
  await first.getByRole('link', { name: '预约', exact: true }).click();
  await first.getByRole('button', { name: '确认预约', exact: true }).click();
  await first.getByText('预约成功', { exact: true }).waitFor();
  await world.app.settle();

  await openActivity(second);
  await second.getByRole('link', { name: '候补', exact: true }).click();
  await second.getByRole('heading', { level: 1, name: '加入候补', exact: true }).waitFor();
  await second.getByRole('button', { name: '加入候补', exact: true }).click();
  await second.getByText('已加入候补', { exact: true }).waitFor();
  await second.getByText('候补第 1 位', { exact: true }).waitFor();
  assert.equal(await second.getByRole('img', { name: /二维码/ }).count(), 0);
});

test('the seat is given back and offered; the one who waits is told, takes it and gets the ticket', async () => {
  await first.getByText('取消预约', { exact: true }).click();
  await first.getByRole('button', { name: '确定取消', exact: true }).click();
  await first.getByText('已取消，名额已让给别人。', { exact: true }).waitFor();
  await world.app.settle();

  await second.goto(`${world.origin}/me/messages`);
  const message = second.getByRole('listitem').filter({ hasText: '有名额了，请尽快确认' });
  await message.getByRole('button', { name: '查看', exact: true }).click();
  await second.getByRole('heading', { name: '有名额了！', exact: true }).waitFor();
  await second.getByRole('button', { name: '确认要这个名额', exact: true }).click();
  await second.getByText('名额确认好了。', { exact: true }).waitFor();
  await second.getByRole('img', { name: /的入场二维码$/ }).waitFor();
});
