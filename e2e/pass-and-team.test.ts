import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { sellPass } from '../apps/server/src/modules/booking/passes/passes.factory.ts';
import { allowTeams } from '../apps/server/src/modules/booking/teams/teams.factory.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let session: Awaited<ReturnType<typeof createSession>>;
before(async () => {
  world = await createWorld();
  session = await createSession(world.app, {
    startsAt: new Date(Date.now() + 5 * 86_400_000).toISOString(),
    activity: { title: '班组羽毛球', priceFen: 3000, memberPriceFen: 3000 },
  });
  await allowTeams(world.app, session.desk);
});
after(() => world.close());

const address = (page: string) =>
  `${world.origin}/p/${session.desk.palace.slug}/sessions/${session.sessionId}/${page}`;

test('without scripts a worker pays with a pass, sees the visit kept, and has it back after cancelling', async () => {
  const worker = await createWorker(world.app);
  const pass = await sellPass(world.app, session.desk, worker);
  const context = await world.onPhone(worker, { javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(address('book'));
  assert.ok(await page.getByLabel('用“十次卡”').isChecked(), 'the pass is proposed');
  await page.getByRole('button', { name: '确认预约' }).click();
  await page.waitForURL(/\/me\/bookings\//);
  await page.getByRole('link', { name: '用“十次卡”支付' }).click();
  await page.waitForURL(new RegExp(`/me/passes/${pass.id}`));
  await page.getByText('其中已为预约留出 1 次').waitFor();
  await page.getByText('已留出').waitFor();
  await page.getByRole('link', { name: '班组羽毛球' }).click();
  await page.getByText('取消预约').first().click();
  await page.getByText('“十次卡”的这一次会退回。').waitFor();
  await page.getByRole('button', { name: '确定取消' }).click();
  await page.goto(`${world.origin}/me/passes/${pass.id}`);
  await page.getByText('已退回').waitFor();
  await context.close();
});

test('a leader sets seats apart on a phone, a member takes one by the link, the leader sees who', async () => {
  const leader = await world.onPhone(await createWorker(world.app, { displayName: '李班长' }));
  const page = await leader.newPage();
  await page.goto(address('book'));
  await page.getByRole('link', { name: /和班组、支部一起来/ }).click();
  await page.getByLabel('团队名称').fill('炼钢二班');
  await page.getByLabel('名额（含您自己）').fill('3');
  await page.getByRole('button', { name: '留出名额' }).click();
  await page.getByText('名额留好了').waitFor();
  const link = (await page.locator('code').textContent()) ?? '';
  const home = page.url();

  const member = await world.onPhone(await createWorker(world.app, { displayName: '王建国' }));
  const invited = await member.newPage();
  await invited.goto(link);
  await invited.getByText('李**邀请您加入“炼钢二班”').waitFor();
  await invited.getByRole('button', { name: '领取我的名额' }).click();
  await invited.waitForURL(/\/me\/bookings\//);
  await invited.getByRole('heading', { name: '班组羽毛球' }).first().waitFor();
  await page.goto(home);
  await page.getByText('王建国', { exact: true }).waitFor();
  await page.getByText('已领 2 / 3').first().waitFor();
  await Promise.all([leader.close(), member.close()]);
});
