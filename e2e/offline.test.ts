import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { book, createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { createWorld, noonZone, type World } from './world.ts';

const TITLE = '车间合唱排练';
const OFFLINE = '没有网络 · Offline';
let world: World;
let context: BrowserContext;
let page: Page;
let booking: Awaited<ReturnType<typeof book>>;
before(async () => {
  world = await createWorld();
  const desk = await createDesk(world.app, { time_zone: noonZone() });
  const startsAt = new Date(Date.now() + 20 * 60_000).toISOString();
  const session = await createSession(world.app, { desk, startsAt, activity: { title: TITLE } });
  const worker = await createWorker(world.app);
  booking = await book(world.app, session, worker);
  context = await world.onPhone(worker, { serviceWorkers: 'allow' });
  page = await context.newPage();
});
after(() => world.close());

const printed = () => {
  const code = booking.tickets[0]?.code ?? '';
  return `${code.slice(0, 4)}-${code.slice(4)}`;
};
const qrDrawing = () =>
  page
    .getByRole('img', { name: /的入场二维码$/ })
    .locator('path')
    .getAttribute('d');

test('a booking’s ticket that was opened once opens again without a network', async () => {
  await page.goto(`${world.origin}/me/bookings/${booking.id}?new`);
  const drawing = await qrDrawing();
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === 'activated') return;
    await new Promise((done) => active?.addEventListener('statechange', done, { once: true }));
  });
  await context.setOffline(true);
  await page.goto(`${world.origin}/me/bookings/${booking.id}`);
  await page.getByText(printed()).waitFor();
  await page.getByRole('heading', { name: TITLE, exact: true }).first().waitFor();
  assert.equal(await qrDrawing(), drawing);
});

test('any other page says that there is no network and leads to the tickets seen before', async () => {
  await context.setOffline(false);
  await page.goto(`${world.origin}/me/tickets`);
  await page.getByText(printed()).waitFor();
  await context.setOffline(true);
  await page.goto(`${world.origin}/activities`);
  await page.getByRole('heading', { level: 1, name: OFFLINE, exact: true }).waitFor();
  await page.getByRole('link', { name: /^我的票/ }).click();
  await page.getByText(printed()).waitFor();
});

test('a form sent without network stays, with what was filled in, and goes through once there is one', async () => {
  await context.setOffline(false);
  const startsAt = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const session = await createSession(world.app, { startsAt, activity: { maxCompanions: 1 } });
  await page.goto(`${world.origin}/p/${session.desk.palace.slug}/sessions/${session.sessionId}/book`);
  await page.getByLabel(/同行人.*姓名/).fill('王师傅');
  await context.setOffline(true);
  await page.getByRole('button', { name: '确认预约' }).click();
  await page.getByText('现在没有网络，还没有提交').waitFor();
  assert.equal(await page.getByLabel(/同行人.*姓名/).inputValue(), '王师傅');
  await context.setOffline(false);
  await page.getByText('现在没有网络，还没有提交').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '确认预约' }).click();
  await page.waitForURL(/\/me\/bookings\//);
  await page.getByText('王师傅').first().waitFor();
});

test('a browser that only believes to have no network sends a form all the same', async () => {
  const startsAt = new Date(Date.now() + 3 * 86_400_000).toISOString();
  const session = await createSession(world.app, { startsAt });
  await page.goto(`${world.origin}/p/${session.desk.palace.slug}/sessions/${session.sessionId}/book`);
  await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: false }));
  await page.getByRole('button', { name: '确认预约' }).click();
  await page.waitForURL(/\/me\/bookings\//);
});

test('signing out leaves no ticket on the phone', async () => {
  await context.setOffline(false);
  await page.goto(`${world.origin}/sign-out`);
  await page.getByRole('main').getByRole('button', { name: '退出登录', exact: true }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await context.setOffline(true);
  for (const path of ['/me/tickets', `/me/bookings/${booking.id}`]) {
    await page.goto(world.origin + path);
    await page.getByRole('heading', { level: 1, name: OFFLINE, exact: true }).waitFor();
  }
});
