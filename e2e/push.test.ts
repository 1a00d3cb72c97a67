import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getMyPush } from '@wengong/contract';
import type { BrowserContext, Page } from 'playwright-core';
import { readConfig } from '../apps/server/src/kernel/config.ts';
import { book, createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createPushService } from '../apps/server/src/modules/notice/push/push.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, noonZone, type World } from './world.ts';

const TITLE = '车间合唱排练';
let world: World;
let service: Awaited<ReturnType<typeof createPushService>>;
let worker: TestPerson;
let context: BrowserContext;
let page: Page;
before(async () => {
  service = await createPushService();
  const { push } = readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgres://unused' });
  world = await createWorld([], { push: { ...push, hosts: [service.host], insecure: true } });
  worker = await createWorker(world.app);
  context = await world.onPhone(worker, { serviceWorkers: 'allow' });
  await context.grantPermissions(['notifications'], { origin: world.origin });
  page = await context.newPage();
  await subscribeHere();
});
after(async () => {
  await world.close();
  await service.close();
});

/** The browser’s own push service is out of reach here: it subscribes with the one of this test. */
async function subscribeHere(): Promise<void> {
  const { publicKey } = await world.app.call(getMyPush, { as: worker });
  const { endpoint, keys } = service.subscribe(publicKey);
  await context.addInitScript(
    (given) => {
      // Headless Chromium answers `denied` whatever it was granted.
      Object.defineProperty(Notification, 'permission', { value: 'granted' });
      Notification.requestPermission = async () => 'granted';
      const subscription = {
        endpoint: given.endpoint,
        toJSON: () => given,
        unsubscribe: async () => {
          localStorage.removeItem('subscribed');
          return true;
        },
      };
      PushManager.prototype.subscribe = async () => {
        localStorage.setItem('subscribed', '1');
        return subscription as never;
      };
      PushManager.prototype.getSubscription = async () =>
        localStorage.getItem('subscribed') ? (subscription as never) : null;
    },
    { endpoint, keys },
  );
}

async function send(): Promise<void> {
  await world.app.settle();
  const jobs = world.app.modules.flatMap((each) => each.jobs ?? []);
  await jobs.find((each) => each.name === 'notice.send-pushes')?.run({} as never, world.app.deps);
}

test('push is switched on, a booking reaches the phone, and it is switched off again', async () => {
  await page.goto(`${world.origin}/me/messages/settings`);
  await page.getByRole('button', { name: '打开推送' }).click();
  await page.getByText('推送已打开。').waitFor();
  await page.getByText('本机').waitFor();
  const [from, until] = [page.getByLabel('从'), page.getByLabel('到', { exact: true })];
  await from.selectOption('3');
  await until.selectOption('3');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存。').waitFor();
  const desk = await createDesk(world.app, { time_zone: noonZone() });
  const startsAt = new Date(Date.now() + 30 * 3_600_000).toISOString();
  const session = await createSession(world.app, { desk, startsAt, activity: { title: TITLE } });
  await book(world.app, session, worker);
  await send();
  assert.deepEqual(
    service.received.map(({ text }) => [text.title, text.body]),
    [['预约成功', `《${TITLE}》`]],
  );
  await showPushed(service.received[0]?.text);
  await page.getByRole('button', { name: '关闭推送' }).click();
  await page.getByText('推送没有打开。').waitFor();
  assert.deepEqual((await world.app.call(getMyPush, { as: worker })).devices, []);
});

/** Hands the service worker a message, twice, as a push service may: it shows it under one tag. */
async function showPushed(text: { tag: string } | undefined): Promise<void> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  // Headless Chromium has nowhere to show notifications: what would be shown is written down.
  await worker.evaluate(() => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration; shown: object[] };
    scope.shown = [];
    scope.registration.showNotification = async (title, options) => {
      scope.shown.push({ title, body: options?.body, tag: options?.tag });
    };
  });
  const devtools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const message = { origin: world.origin, registrationId: await registered, data: JSON.stringify(text) };
  await devtools.send('ServiceWorker.deliverPushMessage', message);
  await devtools.send('ServiceWorker.deliverPushMessage', message);
  const shown = () => worker.evaluate(() => (globalThis as unknown as { shown: object[] }).shown);
  while ((await shown()).length < 2);
  const notification = { title: '预约成功', body: `《${TITLE}》`, tag: text?.tag };
  assert.deepEqual(await shown(), [notification, notification]);
}
