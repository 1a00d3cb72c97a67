import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, randomPhone, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { signInByPhone } from './sign-in.ts';
import { createWorld, noonZone, type World } from './world.ts';

/**
 * The palace's main job, clicked through in a browser: staff publish an activity, a worker finds and books it on a
 * phone, the front desk checks the ticket in, the director sees the figures. Each test goes on where the one before
 * stopped.
 */
const TITLE = '午间广场舞体验课';
const timeZone = noonZone();
let world: World;
let consoleUrl: string;
let doorUrl: string;
let people: Record<'editor' | 'reviewer' | 'desk' | 'director', TestPerson>;
/** As printed under the worker's QR code. */
let ticketCode = '';

before(async () => {
  world = await createWorld();
  const palace = await createPalace(world.app, { name: '南通市工人文化宫', time_zone: timeZone });
  consoleUrl = `${world.origin}/console/${palace.slug}`;
  doorUrl = `${world.origin}/door/${palace.slug}`;
  people = {
    editor: await createStaff(world.app, palace.id, ['editor']),
    reviewer: await createStaff(world.app, palace.id, ['reviewer']),
    desk: await createStaff(world.app, palace.id, ['front_desk']),
    director: await createStaff(world.app, palace.id, ['director']),
  };
});
after(() => world.close());

/** Day and hours, on the palace's wall clock, of a session that begins in 20 minutes. */
function soon() {
  const words = (minutes: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
      .format(Date.now() + minutes * 60_000)
      .split(' ');
  const [date = '', startTime = ''] = words(20);
  return { date, startTime, endTime: words(80)[1] ?? '' };
}

test('the editor writes it, plans a session and hands it to review', async () => {
  const context = await world.atDesk(people.editor);
  const page = await context.newPage();
  await page.goto(`${consoleUrl}/activities`);
  await page.getByRole('link', { name: '新建活动', exact: true }).click();
  await page.getByLabel('标题', { exact: true }).fill(TITLE);
  await page.getByLabel(/^一句话介绍/).fill('午休四十分钟，零基础也能跳完一支舞。');
  await page.getByRole('button', { name: '保存草稿', exact: true }).click();
  // The new draft opens at once at its first sessions.
  const sessions = page.getByRole('dialog', { name: '添加场次' });
  const { date, startTime, endTime } = soon();
  await sessions.getByLabel('日期', { exact: true }).fill(date);
  await sessions.getByRole('button', { name: '加入日期', exact: true }).click();
  await sessions.getByLabel('开始', { exact: true }).fill(startTime);
  await sessions.getByLabel('结束', { exact: true }).fill(endTime);
  await sessions.getByLabel('席位', { exact: true }).fill('30');
  await sessions.getByLabel('截止预约', { exact: true }).selectOption('到开始为止');
  await sessions.getByRole('button', { name: '添加场次', exact: true }).click();
  await page.getByText('场次已添加', { exact: true }).waitFor();
  await page.getByRole('button', { name: '提交审核', exact: true }).click();
  await page.getByText('已提交，等待审核', { exact: true }).waitFor();
  await context.close();
});

test('another person reviews and publishes it', async () => {
  const context = await world.atDesk(people.reviewer);
  const page = await context.newPage();
  await page.goto(`${consoleUrl}/activities`);
  await page.getByRole('link', { name: '去审核', exact: true }).click();
  await page.getByRole('link', { name: TITLE, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '审核活动' }).waitFor();
  await page.getByRole('button', { name: '通过并发布', exact: true }).click();
  await page.getByRole('link', { name: '看前台页面', exact: true }).waitFor();
  await world.app.settle();
  await context.close();
});

test('a worker signs in, finds it by search and books it on a phone without JavaScript', async () => {
  const context = await world.onPhone(undefined, { javaScriptEnabled: false });
  const page = await context.newPage();
  await signInByPhone(page, world.origin, randomPhone().slice('+86'.length));
  await page.goto(world.origin);
  await page.getByRole('link', { name: '搜索', exact: true }).click();
  await page.getByRole('searchbox').fill('广场舞');
  await page.getByRole('button', { name: '搜索', exact: true }).click();
  await page.getByRole('link', { name: TITLE, exact: true }).click();
  await page.getByRole('link', { name: '预约', exact: true }).click();
  await page.getByRole('button', { name: '确认预约', exact: true }).click();
  await page.getByText('预约成功', { exact: true }).waitFor();
  const qr = await page.getByRole('img', { name: /的入场二维码$/ }).boundingBox();
  assert.ok(qr && qr.width >= 200, `the QR code is ${qr?.width} px wide`);
  const printed = await page.getByText(/^票号\s*[0-9A-Z]{4}-[0-9A-Z]{4}$/).textContent();
  ticketCode = printed?.slice(-'XXXX-XXXX'.length) ?? '';
  await context.close();
});

test('the front desk types the code: “come in”, then “already in”, and again after taking it back', async () => {
  const context = await world.onPhone(people.desk);
  const page = await context.newPage();
  await page.goto(doorUrl);
  await page.getByRole('link', { name: TITLE }).click();
  const answer = page.getByRole('main').locator('[aria-live=assertive]');
  const enter = async (says: string) => {
    await page.getByLabel('票码', { exact: true }).fill(ticketCode);
    await page.getByRole('button', { name: '检票', exact: true }).click();
    await answer.getByText(says, { exact: true }).waitFor();
  };
  await enter('请进');
  await enter('已经入过场');
  await answer.getByRole('button', { name: '撤销入场', exact: true }).click();
  await page.getByText('已撤销，这张票可以再次入场', { exact: true }).waitFor();
  await enter('请进');
  const color = await answer.evaluate((element) => getComputedStyle(element).backgroundColor);
  const [red = 0, green = 0, blue = 0] = color.match(/\d+/g)?.map(Number) ?? [];
  assert.ok(green > red && green > blue, `“come in” is green, not ${color}`);
  await context.close();
});

test('the director sees one visit of one person', async () => {
  const context = await world.onPhone(people.director);
  const page = await context.newPage();
  // The menu opens by script: a click before that has arrived would do nothing.
  await page.goto(consoleUrl, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '菜单', exact: true }).first().click();
  await page.getByRole('link', { name: '数据', exact: true }).first().click();
  const row = page.getByRole('row', { name: TITLE });
  await row.waitFor();
  // Visits, people, sessions held; it has not begun, so that nothing is said of its seats and of who stayed away.
  assert.deepEqual(await row.getByRole('cell').allInnerTexts(), [TITLE, '1', '1', '0', '–', '–']);
  for (const label of ['人次', '人数']) {
    const stat = page
      .locator('.stat')
      .filter({ has: page.locator('.label', { hasText: new RegExp(`^${label}$`) }) });
    assert.match((await stat.locator('.value').textContent()) ?? '', /^1\D*$/, label);
  }
  await context.close();
});
