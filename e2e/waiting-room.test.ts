import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createRoomSession } from '../apps/server/src/modules/booking/waiting-room/waiting-room.factory.ts';
import { createDesk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

let rooms = 1;
const roomPath = async (opensInMs: number, plan: object = {}) => {
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
  return `${world.origin}/p/${slug}/sessions/${session.sessionId}/room`;
};

const shot = async (page: Page, name: string) => {
  if (process.env.WENGONG_SHOTS)
    await page.screenshot({ path: `${process.env.WENGONG_SHOTS}/${name}.png`, fullPage: true });
};

test('a worker joins before the opening, reloads, and is taken to the form when it opens', async () => {
  const opening = Date.now() + 120_000;
  const url = await roomPath(120_000);
  const context = await world.onPhone(await createWorker(world.app, { displayName: '王建国' }));
  const page = await context.newPage();
  await page.goto(url);
  await shot(page, 'outside');
  await page.getByRole('button', { name: '加入排队' }).click();
  await page.getByRole('heading', { name: '您已在等候室' }).waitFor();
  await page.reload();
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
  const url = await roomPath(-5000);
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
