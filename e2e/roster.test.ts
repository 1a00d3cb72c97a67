import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createGroup, csv } from '../apps/server/src/modules/booking/groups/groups.factory.ts';
import { createWorker, randomPhone } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

// A union's officer enrols people from a list; one of them declines.

let world: World;
before(async () => {
  world = await createWorld();
});
after(() => world.close());

test('a roster is checked row by row, its good rows are enrolled, and who is enrolled may decline', async () => {
  const { app, origin } = world;
  const startsAt = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString();
  const group = await createGroup(app, 5, { startsAt });
  const worker = await createWorker(app);
  const bytes = csv(['陈大海', worker.phone, 'C1'], ['周小芳', '1380', ''], ['郑新人', randomPhone(), '']);

  const desk = await world.atDesk(group.officer);
  const page = await desk.newPage();
  await page.goto(`${origin}/console/unions/${group.unionId}/groups`);
  await page.getByRole('link', { name: /去报名/ }).click();
  await page.getByRole('heading', { name: '按名单报名' }).waitFor();
  await page.waitForLoadState('networkidle');
  const file = { name: '名单.csv', mimeType: 'text/csv', buffer: bytes };
  await page.getByLabel('名单文件').setInputFiles(file);
  await page.getByRole('button', { name: '预检名单' }).click();
  await page.getByText('3 行中有 2 行可以报名').waitFor();
  await page.getByText('手机号不对').waitFor();
  await page.getByRole('button', { name: '为这 2 人报名' }).click();
  await page.getByText('已报名 1 人，另为 1 位').waitFor();
  await page
    .getByRole('row', { name: /陈大海/ })
    .getByText('已报名')
    .waitFor();

  const phone = await world.onPhone(worker);
  const mine = await phone.newPage();
  await mine.goto(`${origin}/me/bookings`);
  await mine
    .getByRole('link', { name: /书法入门/ })
    .first()
    .click();
  await mine.getByText('由测试造船厂工会为您报名').waitFor();
  await mine.getByText('婉拒名额').click();
  await mine.getByRole('button', { name: '确定婉拒' }).click();
  await mine.getByText('已婉拒，名额已退回工会').waitFor();

  await page.reload();
  assert.equal(
    await page
      .getByRole('row', { name: /陈大海/ })
      .getByText('已婉拒')
      .count(),
    1,
  );
});

test('what was pressed is what is sent again once the network is back; a list saved anew meanwhile is asked for', async (t) => {
  const { app, origin } = world;
  const startsAt = new Date(Date.now() + 3 * 24 * 3600 * 1000).toISOString();
  const group = await createGroup(app, 5, { startsAt });
  const worker = await createWorker(app);
  const folder = await mkdtemp(join(tmpdir(), 'roster-'));
  t.after(() => rm(folder, { recursive: true }));
  const path = join(folder, '名单.csv');
  await writeFile(path, csv(['陈大海', '1380', '']));

  world.expect(/ERR_UPLOAD_FILE_CHANGED|TypeError: Failed to fetch/);
  const desk = await world.atDesk(group.officer);
  const page = await desk.newPage();
  await page.goto(`${origin}/console/unions/${group.unionId}/groups/${group.allotmentId}`);
  await page.waitForLoadState('networkidle');
  await page.getByLabel('名单文件').setInputFiles(path);
  await page.getByRole('button', { name: '预检名单' }).click();
  await page.getByText('没有可以报名的行').waitFor();
  await writeFile(path, csv(['陈大海', worker.phone, 'C1']));
  await page
    .getByRole('button', { name: '重新预检' })
    .or(page.getByRole('button', { name: '预检名单' }))
    .click();
  await page.getByText('文件在选好之后又改动过').waitFor();
  assert.equal(await page.getByText('网络断了').count(), 0);
  await page.getByLabel('名单文件').setInputFiles(path);
  await page.getByRole('button', { name: '预检名单' }).click();
  await page.getByText('1 行中有 1 行可以报名').waitFor();

  await desk.setOffline(true);
  await page.getByRole('button', { name: '为这 1 人报名' }).click();
  await page.getByText('网络断了').waitFor();
  await desk.setOffline(false);
  await page.getByText('已报名 1 人').waitFor();
  await page
    .getByRole('row', { name: /陈大海/ })
    .getByText('已报名')
    .waitFor();
});
