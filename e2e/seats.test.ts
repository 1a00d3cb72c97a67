import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createBooking, theatrePlan } from '@wengong/contract';
import { createSeatedSession } from '../apps/server/src/modules/booking/seating/seating.factory.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let session: Awaited<ReturnType<typeof createSeatedSession>>;
before(async () => {
  world = await createWorld();
  session = await createSeatedSession(world.app, theatrePlan, {
    startsAt: new Date(Date.now() + 5 * 86_400_000).toISOString(),
  });
});
after(() => world.close());

const address = () => `${world.origin}/p/${session.desk.palace.slug}/sessions/${session.sessionId}/book`;

test('two seats are chosen on the map with the keys, one is lost to somebody quicker, and the ticket names the rest', async () => {
  const context = await world.onPhone(await createWorker(world.app));
  const page = await context.newPage();
  await page.goto(address());
  await page.locator('[data-part=keys]').focus();
  for (const key of ['ArrowRight', 'Enter', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  await page.locator('[data-part=chosen] li').nth(1).waitFor();
  assert.match((await page.locator('[data-part=say]').textContent()) ?? '', /池座1排25座，已选/);
  await page.getByText('请在上面填写 1 位同行人的姓名').waitFor();
  // Whoever walks on by keys is not hidden by the small map.
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
  await page.locator('[data-part=mini][data-aside]').waitFor();
  const [taken] = await page
    .locator('input[type=hidden][name=seat]')
    .evaluateAll((inputs) => inputs.map((input) => Number((input as HTMLInputElement).value)));
  await world.app.call(createBooking, {
    params: { palaceId: session.palaceId, sessionId: session.sessionId },
    body: { seats: [taken ?? 0] },
    as: await createWorker(world.app),
  });
  await page.getByText('刚被别人选走').first().waitFor();
  await page.getByRole('button', { name: '确认预约' }).click();
  await page.waitForURL(/\/me\/bookings\//);
  await page.getByText('池座1排25座').first().waitFor();
  await context.close();
});

test('without scripts a row is looked at and a seat of it ticked', async () => {
  const context = await world.onPhone(await createWorker(world.app), { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address());
  await page.getByText('按排选座（列表）').click();
  await page.locator('select[name=row]').selectOption('30');
  await page.getByRole('button', { name: '看这一排' }).click();
  await page.getByLabel('5座', { exact: true }).check();
  await page.getByRole('button', { name: '确认预约' }).click();
  await page.waitForURL(/\/me\/bookings\//);
  await page.getByText('楼座5排5座').first().waitFor();
  await context.close();
});
