import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getStaffContest } from '@wengong/contract';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test('an officer who makes several mistakes in a contest hears of each at its field, and loses nothing', async () => {
  const { app, origin } = world;
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const page = await (await world.atDesk(director)).newPage();
  await page.goto(`${origin}/console/${palace.slug}/contests/new`, { waitUntil: 'networkidle' });
  await page.getByLabel('赛事名称').fill('港口职工歌会');
  await page.getByLabel('投票占比（%）').first().fill('60');
  await page.getByLabel('权重').first().fill('70');
  await page.getByLabel('到第几名').fill('9');
  world.expect(/contests\/new Failed to load resource: .* 400/);
  await page.getByRole('button', { name: '保存' }).click();

  const told = page.getByRole('alert');
  await told.getByText('有 3 处需要修改，填写的内容都还在').waitFor();
  assert.deepEqual(await told.getByRole('button').allInnerTexts(), [
    '第 1 轮“海选” › 投票占比',
    '第 2 轮“决赛” › 评分标准',
    '第 1 个奖项“一等奖” › 到第几名',
  ]);
  await told.getByRole('button', { name: /到第几名/ }).click();
  const place = page.getByLabel('到第几名');
  assert.ok(await place.evaluate((field) => field === document.activeElement));
  assert.equal(await place.getAttribute('aria-invalid'), 'true');
  assert.equal(await place.inputValue(), '9');

  await page.reload({ waitUntil: 'networkidle' });
  await page.getByText(/已恢复您/).waitFor();
  assert.equal(await page.getByLabel('赛事名称').inputValue(), '港口职工歌会');
  await page.getByLabel('投票占比（%）').first().fill('100');
  await page.getByLabel('权重').first().fill('50');
  await page.getByLabel('到第几名').fill('1');
  await page.getByRole('button', { name: '保存' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/new'));
  const contestId = page.url().split('/').at(-1) ?? '';
  const made = await app.call(getStaffContest, {
    params: { palaceId: palace.id, contestId },
    as: director,
  });
  assert.equal(made.title, '港口职工歌会');
  await page.goto(`${origin}/console/${palace.slug}/contests/new`, { waitUntil: 'networkidle' });
  assert.equal(await page.getByLabel('赛事名称').inputValue(), '');
});
