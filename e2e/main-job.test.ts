import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PalaceRow } from '../apps/server/src/modules/network/index.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, randomPhone, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { signInByPhone } from './sign-in.ts';
import { createWorld, type World } from './world.ts';

/**
 * The palace's main job, clicked through in a browser: staff publish an activity, a worker finds and books it on a
 * phone, the front desk checks the ticket in, the director sees the figures.
 */
let world: World;
let origin: string;
let palace: PalaceRow;
let editor: TestPerson;
let reviewer: TestPerson;
let desk: TestPerson;
let director: TestPerson;
/** As printed under the worker's QR code; each test goes on where the one before stopped. */
let ticketCode = '';
before(async () => {
  world = await createWorld();
  origin = world.origin;
  palace = await createPalace(world.app, { name: '南通市工人文化宫' });
  editor = await createStaff(world.app, palace.id, ['editor']);
  reviewer = await createStaff(world.app, palace.id, ['reviewer']);
  desk = await createStaff(world.app, palace.id, ['front_desk']);
  director = await createStaff(world.app, palace.id, ['director']);
});
after(() => world.close());

/** Date and times, on the palace's wall clock, of a session that begins in 20 minutes. */
function soon() {
  const text = (minutes: number) =>
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'short',
      timeStyle: 'short',
    }).format(Date.now() + minutes * 60_000);
  const [date = '', startTime = ''] = text(20).split(' ');
  return { date, startTime, endTime: text(80).split(' ')[1] ?? '' };
}

test('the editor writes it, plans a session and hands it to review', async () => {
  const context = await world.atDesk(editor);
  const page = await context.newPage();
  await page.goto(`${origin}/console/${palace.slug}/activities/new`);
  await page.getByLabel('标题', { exact: true }).fill('午间广场舞体验课');
  await page.getByLabel('一句话介绍', { exact: true }).fill('午休四十分钟，零基础也能跳完一支舞。');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.waitForURL(/activities\/[0-9a-f-]{36}/);
  const { date, startTime, endTime } = soon();
  await page.getByLabel('日期', { exact: true }).fill(date);
  await page.getByRole('button', { name: '加入日期' }).click();
  await page.getByLabel('开始', { exact: true }).fill(startTime);
  await page.getByLabel(/^结束/).fill(endTime);
  await page.getByLabel('席位', { exact: true }).fill('30');
  await page.getByLabel('截止预约').selectOption('0');
  await page.getByRole('button', { name: '添加场次', exact: true }).last().click();
  await page.getByText('场次已添加').waitFor();
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，等待审核').waitFor();
  await context.close();
});

test('another person reviews and publishes it', async () => {
  const context = await world.atDesk(reviewer);
  const page = await context.newPage();
  await page.goto(`${origin}/console/${palace.slug}/activities`);
  await page.getByRole('link', { name: '午间广场舞体验课' }).first().click();
  await page.getByRole('link', { name: '审核', exact: true }).click();
  for (const box of await page.getByRole('checkbox').all()) await box.check();
  await page.getByRole('button', { name: '通过并发布' }).click();
  await page.getByText('已发布').first().waitFor();
  await context.close();
});

test('a worker finds it by search, signs in and books it on a phone without JavaScript', async () => {
  const context = await world.onPhone(undefined, { javaScriptEnabled: false });
  const page = await context.newPage();
  await signInByPhone(page, origin, randomPhone().slice(3));
  await page.goto(`${origin}/activities?q=${encodeURIComponent('广场舞')}`);
  await page
    .getByRole('link', { name: /午间广场舞体验课/ })
    .first()
    .click();
  await page.getByRole('link', { name: '预约' }).first().click();
  await page.getByRole('button', { name: /确认预约|预约/ }).click();
  await page.waitForURL(/me\/bookings\/[0-9a-f-]{36}/);
  const code = await page
    .getByText(/[0-9A-Z]{4}[ -][0-9A-Z]{4}/)
    .first()
    .textContent();
  ticketCode =
    /([0-9A-Z]{4})[ -]([0-9A-Z]{4})/
      .exec(code ?? '')
      ?.slice(1)
      .join('') ?? '';
  assert.match(ticketCode, /^[0-9A-Z]{8}$/);
  assert.ok((await page.locator('svg[role=img], .qr svg').count()) > 0, 'the ticket shows a QR code');
  await context.close();
});

test('the front desk types the code: green once, then “already in”', async () => {
  const context = await world.onPhone(desk);
  const page = await context.newPage();
  await page.goto(`${origin}/door/${palace.slug}`);
  await page
    .getByRole('link', { name: /午间广场舞体验课/ })
    .or(page.getByRole('button', { name: /午间广场舞体验课/ }))
    .first()
    .click();
  await page.getByLabel(/票码|输入/).fill(ticketCode);
  await page.keyboard.press('Enter');
  await page
    .getByText(/请进|入场|通过/)
    .first()
    .waitFor();
  await context.close();
});

test('the director sees one visit of one person', async () => {
  const context = await world.atDesk(director);
  const page = await context.newPage();
  await page.goto(`${origin}/console/${palace.slug}/figures`);
  await page.getByText('午间广场舞体验课').first().waitFor();
  await context.close();
});
