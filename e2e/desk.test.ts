import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { book, createSession } from '../apps/server/src/modules/booking/booking.factory.ts';
import { createDesk, type Desk } from '../apps/server/src/modules/programme/programme.factory.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createOfficer, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, noonZone, type World } from './world.ts';

let world: World;
let desk: Desk;
let lin: TestPerson;
before(async () => {
  world = await createWorld();
  desk = await createDesk(world.app, { time_zone: noonZone() });
  const startsAt = new Date(Date.now() + 26 * 3_600_000).toISOString();
  const session = await createSession(world.app, { desk, startsAt, activity: { title: '车间合唱排练' } });
  lin = await createWorker(world.app, { displayName: '林小满' });
  await book(world.app, session, await createWorker(world.app, { displayName: '田禾' }));
  await book(world.app, session, lin);
});
after(() => world.close());

async function atDesk(path = '', person = desk.director): Promise<Page> {
  const context = await world.atDesk(person);
  const page = await context.newPage();
  await page.goto(`${world.origin}/console/${desk.palace.slug}${path}`, { waitUntil: 'networkidle' });
  return page;
}

test('from anywhere a person’s booking is three actions away: Ctrl-K, the end of their number, Enter', async () => {
  const page = await atDesk();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '查找或前往' }).fill(lin.phone.slice(-4));
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: '林小满' });
  await panel.getByText('车间合唱排练').waitFor();
  await panel.getByText('已预约').waitFor();
  await page.context().close();
});

test('shortcuts go places and are named; what is typed in a field is no shortcut', async () => {
  const page = await atDesk();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: '快捷键' }).waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await page.waitForURL(/bookings\/all$/);
  await page.getByRole('heading', { level: 1, name: '全部预约' }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('gp?林');
  await page.waitForURL(/q=gp/);
  await page.getByText('没有符合条件的预约').waitFor();
  await page.context().close();
});

test('a message to the booked: previewed, kept over a reload, taken back', async () => {
  const page = await atDesk('/bookings/all');
  await page.getByRole('link', { name: '车间合唱排练' }).first().click();
  await page.getByRole('link', { name: '发消息' }).click();
  await page.getByText('2 人会收到').waitFor();
  await page.getByLabel('标题').first().fill('请穿平底鞋');
  await page.getByLabel('内容').first().fill('{姓名}您好，{时间}排练，请穿平底鞋。');
  await page.getByText('田禾您好').waitFor();
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.includes('.mailing.')));
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText('已恢复您').waitFor();
  assert.equal(await page.getByLabel('标题').first().inputValue(), '请穿平底鞋');
  await page.getByRole('button', { name: '发给 2 人' }).click();
  // Sent, it is not left standing to be sent once more; taken back, it is there to be mended.
  await page.waitForFunction(
    () => document.querySelector<HTMLInputElement>('input[name=title]')?.value === '',
  );
  await page.getByRole('button', { name: '撤销' }).click();
  await page.getByText('已撤回，没有人收到').waitFor();
  assert.equal(await page.getByLabel('标题').first().inputValue(), '请穿平底鞋');
  const { rows } = await world.app.deps.db.pool.query<{ taken: boolean }>(
    'select withdrawn_at is not null as taken from booking_mailing',
  );
  assert.deepEqual(rows, [{ taken: true }]);
  await page.context().close();
});

test('an answer that was lost: saved again after a reload, the activity is there once', async () => {
  const page = await atDesk('/activities/new', desk.editor);
  const title = page.getByLabel('标题', { exact: true });
  const save = page.getByRole('button', { name: '保存草稿', exact: true });
  const saved = async () => {
    const { rows } = await world.app.deps.db.pool.query<{ id: string; title: string }>(
      "select id, title from activity where title like '工间%' order by title",
    );
    return rows;
  };
  await title.fill('工间剪纸');
  await page.getByLabel(/^一句话介绍/).fill('一张红纸，一把剪刀。');
  world.expect(/activities\/new TypeError: Failed to fetch/);
  world.expect(/activities\/new .*status of 422/);
  // The server does it, and the network ends before the answer is there.
  await page.route(
    (address) => address.search === '?/create',
    async (route) => {
      await route.fetch({ maxRedirects: 0 });
      await route.abort('internetdisconnected');
    },
    { times: 1 },
  );
  await save.click();
  await page.getByText('网络断了，还没有提交').waitFor();
  const [first] = await saved();
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText('再提交一次即可，不会重复').waitFor();
  // Something else under the same key is refused: whether it is another one only its writer knows.
  await title.fill('工间剪纸二');
  await save.click();
  await page.getByText('上一次提交其实已经成功').waitFor();
  assert.equal((await saved()).length, 1);
  await title.fill('工间剪纸');
  await save.click();
  await page.waitForURL(`**/activities/${first?.id}#sessions`);
  assert.equal((await saved()).length, 1);
  // The draft is gone, and the next one is another.
  await page.goto(`${world.origin}/console/${desk.palace.slug}/activities/new`, { waitUntil: 'networkidle' });
  assert.equal(await title.inputValue(), '');
  await title.fill('工间剪纸三');
  await page.getByLabel(/^一句话介绍/).fill('再来一张。');
  await save.click();
  await page.waitForURL(/activities\/[0-9a-f-]{36}#sessions$/);
  assert.equal((await saved()).length, 2);
  await page.context().close();
});

test('an officer sorts the palaces by any column; the order is in the address, and one goes back to the one before', async () => {
  const { pool } = world.app.deps.db;
  for (const name of ['安庆市工人文化宫', '遵义市工人文化宫']) await createPalace(world.app, { name });
  await pool.query("update palace set name = '南通市工人文化宫' where id = $1", [desk.palaceId]);
  const { rows } = await pool.query<{ id: string }>("select id from union_node where level = 'nation'");
  const nation = rows[0]?.id ?? '';
  const page = await (await world.atDesk(await createOfficer(world.app, nation))).newPage();
  await page.goto(`${world.origin}/console/unions/${nation}`, { waitUntil: 'networkidle' });
  const arrive = (search: string, names: readonly string[]) =>
    page.waitForFunction(
      ([address, shown]) =>
        location.search === address &&
        [...document.querySelectorAll('main td.main')]
          .map((cell) => cell.textContent?.trim().slice(0, 2))
          .join() === shown,
      [search, names.join()] as const,
    );
  const byName = page.getByRole('link', { name: '按“文宫”排序' });
  await byName.click();
  await arrive('?palaces=name', ['安庆', '南通', '遵义']);
  await byName.click();
  await arrive('?palaces=-name', ['遵义', '南通', '安庆']);
  await page.reload({ waitUntil: 'networkidle' });
  await arrive('?palaces=-name', ['遵义', '南通', '安庆']);
  await page.goBack();
  await arrive('?palaces=name', ['安庆', '南通', '遵义']);
  await page.context().close();
});

test('who booked a session is sorted on a phone, without scripts, by the headings above the cards', async () => {
  const { rows } = await world.app.deps.db.pool.query<{ id: string }>(
    'select session_id as id from booking where palace_id = $1 limit 1',
    [desk.palaceId],
  );
  const context = await world.onPhone(desk.director, { javaScriptEnabled: false });
  const page = await context.newPage();
  const here = `/console/${desk.palace.slug}/sessions/${rows[0]?.id}`;
  await page.goto(`${world.origin}${here}`);
  const names = async () =>
    (await page.locator('main td.main').allTextContents()).map((text) => text.trim().slice(0, 2)).join();
  assert.equal(await names(), '田禾,林小');
  await page.getByRole('link', { name: '按“预约时间”排序' }).click();
  assert.equal(new URL(page.url()).search, '?sort=-booked');
  assert.equal(await names(), '林小,田禾');
  await context.close();
});
