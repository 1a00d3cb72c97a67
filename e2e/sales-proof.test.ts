import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { createContestDesk, enter } from '../apps/server/src/modules/contest/contest.factory.ts';
import {
  heavyPhoto,
  photo,
  screenshot,
  sizeOf,
} from '../apps/server/src/modules/contest/sales/pictures.factory.ts';
import { findPalace } from '../apps/server/src/modules/network/index.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

let world: World;
let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-proof-'));
  world = await createWorld([], { dataDir: folder });
});
after(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const file = async (name: string, bytes: Buffer): Promise<string> => {
  const at = path.join(folder, name);
  await writeFile(at, bytes);
  return at;
};

const isShown = (picture: Locator): Promise<boolean> =>
  picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth > 0;
  });

test('a contestant proves sales with pictures on a phone without scripts; the palace looks at them and decides', async () => {
  const { app, origin } = world;
  // Refusals are pages of their own, which the browser notes.
  world.expect(/status of (422|404)/);
  const desk = await createContestDesk(app);
  const { entrant } = await enter(app, desk, { category: 'live' });
  const files = {
    photo: await file('IMG_0001.jpg', await photo()),
    screen: await file('orders.png', await screenshot('Orders 1-12')),
    more: await file('more.png', await screenshot('Orders 13-20')),
    heic: await file(
      'IMG_0002.jpg',
      Buffer.concat([Buffer.from('00000018', 'hex'), Buffer.from('ftypheic'), Buffer.alloc(900)]),
    ),
    half: await file('half.jpg', (await photo('#2e7d5b')).subarray(0, 9000)),
  };
  const phone = await world.onPhone(entrant, { javaScriptEnabled: false });
  const page = await phone.newPage();
  await page.goto(`${origin}/me/contest`);
  await page.getByText('申报销售额').click();
  await fill(page, [files.photo, files.heic]);
  await page.getByText('“IMG_0002.jpg”打不开').waitFor();
  await page.getByText('申报还没有提交').waitFor();
  assert.equal(await page.getByText('待核实').count(), 0);
  assert.equal(await page.getByLabel('销售额（元）').inputValue(), '1234.5');
  assert.equal(await page.getByLabel('凭证说明').inputValue(), '平台后台订单 1–12');

  await page.getByLabel(/凭证图片（最多 3 张）/).setInputFiles([files.photo, files.screen, files.half]);
  await page.getByRole('button', { name: '提交申报' }).click();
  await page.getByText('“half.jpg”没有添加：图片打不开').waitFor();
  await page.getByText('申报已经提交').waitFor();
  await page.getByText('待核实').waitFor();
  const mine = page.getByRole('img', { name: /^凭证图片 \d/ });
  assert.equal(await mine.count(), 2);

  await page.getByRole('button', { name: '移除图片 1' }).click();
  await page.waitForURL((url) => url.search === '');
  assert.equal(await mine.count(), 1);
  await page.getByText('补充图片').click();
  await page.getByLabel('选择图片（还可添加 2 张）').setInputFiles([files.more]);
  await page.getByRole('button', { name: '上传图片' }).click();
  await mine.nth(1).waitFor();

  const slug = (await findPalace(app.deps.db.reader, desk.palaceId))?.slug;
  const review = await (await world.atDesk(desk.director)).newPage();
  await review.goto(`${origin}/console/${slug}/contests/${desk.contestId}?tab=sales`, {
    waitUntil: 'networkidle',
  });
  const seen = review.getByRole('img', { name: /^凭证图片 \d/ });
  assert.deepEqual([await isShown(seen.nth(0)), await isShown(seen.nth(1))], [true, true]);
  const opened = review.waitForEvent('popup');
  await seen.nth(1).click();
  const whole = (await opened).getByRole('img');
  assert.equal(await whole.evaluate((image: HTMLImageElement) => image.naturalWidth), 720);
  await review.getByRole('button', { name: '核实通过' }).click();
  await review.getByText('已核实').waitFor();

  await page.goto(`${origin}/me/contest`);
  await page.getByText('已核实').waitFor();
  assert.equal(await mine.count(), 2);
  assert.equal(await page.getByRole('button', { name: /移除图片/ }).count(), 0);
  assert.equal(await page.getByText('补充图片').count(), 0);
  const address = await mine.nth(0).evaluate((image) => image.closest('a')?.href ?? '');
  const stranger = await (await world.onPhone(await createWorker(app))).newPage();
  assert.equal((await stranger.goto(address))?.status(), 404);
});

test('where scripts run, a heavy photo is made light before it is sent, and is upright', async () => {
  const { app, origin } = world;
  const desk = await createContestDesk(app);
  const { entrant } = await enter(app, desk, { category: 'live' });
  const bytes = await heavyPhoto(3000, 2000);
  const heavy = await file('heavy.jpg', bytes);
  const page = await (await world.onPhone(entrant)).newPage();
  await page.goto(`${origin}/me/contest`, { waitUntil: 'networkidle' });
  await page.getByText('申报销售额').click();
  const field = page.getByLabel(/凭证图片（最多 3 张）/);
  await field.setInputFiles(heavy);
  const chosen = () => field.evaluate((input: HTMLInputElement) => input.files?.[0]?.size ?? 0);
  await assert.doesNotReject(
    page.waitForFunction((size) => {
      const input = document.querySelector<HTMLInputElement>('input[data-lighter]');
      return (input?.files?.[0]?.size ?? size) < size;
    }, bytes.length),
  );
  assert.ok((await chosen()) < bytes.length / 2, `${await chosen()} of ${bytes.length}`);
  await fill(page, null);
  const mine = page.getByRole('img', { name: /^凭证图片 1/ });
  await mine.waitFor();
  const whole = await page.request.get(await mine.evaluate((image) => image.closest('a')?.href ?? ''));
  assert.deepEqual(await sizeOf(await whole.body()), [1920, 2880]);
  await page.goto(`${origin}/me/contest`);
  await page.getByText('申报销售额').click();
  await fill(page, []);
  await page.getByText('待核实').nth(1).waitFor();
});

/** Fills the form in and sends it; null: with the pictures that are chosen already. */
async function fill(page: Page, pictures: readonly string[] | null): Promise<void> {
  await page.getByLabel('销售额（元）').fill('1234.5');
  await page.getByLabel('订单数').fill('12');
  await page.getByLabel('凭证说明').fill('平台后台订单 1–12');
  if (pictures !== null) await page.getByLabel(/凭证图片（最多 3 张）/).setInputFiles([...pictures]);
  await page.getByRole('button', { name: '提交申报' }).click();
}
