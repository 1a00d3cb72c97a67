import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  devicesSeen,
  offerKiosk,
  revokeKiosk,
} from '../apps/server/src/modules/booking/devices/kiosk.factory.ts';
import { createRoomSession } from '../apps/server/src/modules/booking/waiting-room/waiting-room.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { cookieOf, createWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

let rooms = 1;
const openRoom = async (opensInMs: number, plan: object = {}) => {
  const opensAt = new Date(Date.now() + opensInMs);
  const startsAt = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
  const slug = `room-${rooms++}`;
  const desk = await createDesk(world.app, { slug, name: '滨江工人文化宫' });
  const session = await createRoomSession(world.app, {
    desk,
    startsAt,
    activity: { title: '周末国画体验课', titleEn: 'Ink painting at the weekend' },
    plan: { bookingOpensAt: opensAt.toISOString(), ...plan },
  });
  await world.app.settle();
  return {
    slug,
    palaceId: session.palaceId,
    url: `${world.origin}/p/${slug}/sessions/${session.sessionId}/room`,
  };
};

const shot = async (page: Page, name: string) => {
  if (process.env.WENGONG_SHOTS)
    await page.screenshot({ path: `${process.env.WENGONG_SHOTS}/${name}.png`, fullPage: true });
};

test('a worker joins before the opening, reloads, loses the network, and is taken to the form when it opens', async () => {
  const opening = Date.now() + 120_000;
  const { url } = await openRoom(120_000);
  const context = await world.onPhone(await createWorker(world.app, { displayName: '王建国' }));
  const page = await context.newPage();
  // The form's own address leads to the room as long as booking is not open.
  await page.goto(url.replace(/room$/, 'book'));
  await page.waitForURL(url);
  await shot(page, 'outside');
  await page.getByRole('button', { name: '加入排队' }).click();
  await page.getByRole('heading', { name: '您已在等候室' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '您已在等候室' }).waitFor();
  // The network is lost, and comes back.
  await context.setOffline(true);
  await assert.rejects(page.reload(), /ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(false);
  await page.goto(url);
  await page.getByRole('heading', { name: '您已在等候室' }).waitFor();
  await shot(page, 'gathering');
  // Nobody waits two minutes here: the server's clock goes to a moment before the opening, and the page follows it.
  const ahead = opening - 3000 - Date.now();
  world.app.clock.now = () => new Date(Date.now() + ahead);
  await page.reload();
  await page.waitForURL(/\/book$/, { timeout: 60_000 });
  await shot(page, 'book');
  await page.getByRole('button', { name: '确认预约', exact: true }).click();
  await page.waitForURL(/\/me\/bookings\//);
  world.app.clock.now = () => new Date();
  await context.close();
});

test('without scripts the same room is entered by forms', async () => {
  const { url } = await openRoom(-5000);
  const person = await createWorker(world.app);
  const context = await world.onPhone(person, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${url}/place`);
  const now = Date.now();
  world.app.clock.now = () => new Date(Date.now() + (Date.now() > now + 300 ? 6000 : 0));
  await shot(page, 'plain');
  await page.waitForTimeout(400);
  await page.getByRole('button', { name: '加入排队' }).click();
  await page.getByRole('heading', { name: /您前面还有|轮到您了/ }).waitFor();
  await page.getByRole('button', { name: '去预约' }).waitFor();
  await page.getByRole('button', { name: '去预约' }).click();
  await page.waitForURL(/\/book$/);
  world.app.clock.now = () => new Date();
  await context.close();
});

test('a kiosk queues for who stands before it, and forgets them when nothing is touched any more', async () => {
  const { url, slug, palaceId } = await openRoom(120_000);
  const home = `${world.origin}/p/${slug}`;
  const { code } = await offerKiosk(world.app, palaceId);
  const person = await createWorker(world.app, { displayName: '李秀兰' });
  const context = await world.onPhone(undefined, { viewport: { width: 1080, height: 1920 } });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(`${world.origin}/kiosk/${slug}#${code}`);
  await page.waitForURL(home);
  await context.addCookies([cookieOf(person, world.origin)]);
  await page.goto(url);
  await page.evaluate(() => localStorage.setItem('wengong.draft.left', 'behind'));
  await page.getByRole('button', { name: '加入排队' }).click();
  await page.getByRole('heading', { name: '您已在等候室' }).waitFor();
  // A touch stops the countdown.
  await page.clock.fastForward(40_000);
  await page.getByText('马上自动退出').waitFor();
  await page.getByRole('heading', { name: '您已在等候室' }).click();
  await page.getByText('马上自动退出').waitFor({ state: 'hidden' });
  await page.clock.fastForward(61_000);
  await page.waitForURL(home);
  await page.getByRole('link', { name: '登录' }).waitFor();
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  const kept = (await context.cookies()).map((cookie) => cookie.name);
  assert.deepEqual(kept, ['wengong.kiosk']);
  await page.goto(`${world.origin}/palaces`);
  assert.equal(page.url(), home);
  // Shut out, it is a browser like any other.
  const [device] = await devicesSeen(world.app, palaceId);
  await revokeKiosk(world.app, { palaceId, deviceId: device?.id ?? '' });
  await page.goto(home);
  await page.getByText('这台自助机已停用').waitFor();
  await context.close();
});
