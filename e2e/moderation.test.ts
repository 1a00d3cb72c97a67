import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { getMyReview, type ReviewState } from '@wengong/contract';
import type { Page } from 'playwright-core';
import { type Clip, createClip, giveFilm } from '../apps/server/src/modules/moderation/moderation.factory.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { root } from '../tools/run.ts';
import { createWorld, type World } from './world.ts';

/** Real films, as an encoder made them: the reviewer's page plays them. */
const FILM = path.join(root, 'apps/server/src/demo/videos/clip');
const SPRITE = { columns: 4, width: 90, height: 160, everyMs: 1000, count: 8 };
/** Clips a minute of tool time that a reviewer must be able to decide. */
const LEAST_PACE = 20;
/** `WENGONG_CLIPS=60` measures longer. */
const CLIPS = Number(process.env.WENGONG_CLIPS ?? 9);

let world: World;
let folder: string;
let slug: string;
let palaceId: string;
let anna: TestPerson;
let bo: TestPerson;
let worker: TestPerson;
const clips: Clip[] = [];

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-review-'));
  world = await createWorld([], { dataDir: folder });
  const palace = await createPalace(world.app, { name: '成都市工人文化宫' });
  ({ slug, id: palaceId } = palace);
  anna = await createStaff(world.app, palaceId, ['reviewer']);
  bo = await createStaff(world.app, palaceId, ['reviewer']);
  worker = await createWorker(world.app);
  const desk = { palaceId, unionId: palace.union_id, anna, bo };
  for (let at = 0; at < CLIPS; at += 1) {
    clips.push(await createClip(world.app, desk, { title: `职工短视频 ${at + 1}`, owner: worker }));
  }
  for (const { videoId } of clips) await placeFilm(videoId);
});
after(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

async function placeFilm(videoId: string): Promise<void> {
  const rungs = [{ name: '360', width: 360, height: 640, bitrate: 300_000, codecs: 'avc1.42c01e' }];
  await giveFilm(world.app, videoId, rungs, SPRITE);
  for (const file of ['360/media.mp4', 'poster.jpg', 'sprite.jpg']) {
    const copy = path.join(folder, 'copy');
    await copyFile(path.join(FILM, file), copy);
    await world.app.deps.storage.put(`vod/${videoId}/r1/${file}`, copy);
  }
}

/** Waits until a clip other than `before` is on the table and plays; gives its item. */
async function nextClip(page: Page, before: string): Promise<string> {
  await page.waitForFunction(
    (last) => {
      const shown = document.querySelector<HTMLElement>('[data-item]');
      const film = shown?.querySelector('video');
      return shown !== null && shown.dataset.item !== last && (film?.readyState ?? 0) >= 2;
    },
    before,
    { timeout: 60_000 },
  );
  return (await page.locator('[data-item]').getAttribute('data-item')) ?? '';
}

/** Waits until a decision that the page sends behind the scenes has arrived. */
async function until(itemId: string, state: ReviewState): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await world.app.call(getMyReview, { params: { itemId }, as: worker })).state === state) return;
    await delay(100);
  }
  assert.fail(`item ${itemId} is not ${state}`);
}

test('a reviewer decides clip after clip by keyboard; who uploaded one reads why, appeals, and another decides', async (t) => {
  const page = await (await world.atDesk(anna)).newPage();
  await page.goto(`${world.origin}/console/${slug}/moderation`, { waitUntil: 'networkidle' });
  let item = await nextClip(page, '');
  const begin = performance.now();
  for (let at = 0; at < CLIPS - 1; at += 1) {
    const was = item;
    if (at % 4 === 3) {
      await page.keyboard.press('r');
      await page.keyboard.press('9');
    } else await page.keyboard.press('a');
    item = await nextClip(page, was);
  }
  const pace = ((CLIPS - 1) * 60_000) / (performance.now() - begin);
  t.diagnostic(`${pace.toFixed(0)} clips a minute of tool time, ${CLIPS - 1} clips, each seen playing`);
  assert.ok(pace >= LEAST_PACE, `${pace} clips a minute`);

  // The last one is approved by mistake, taken back and rejected.
  await page.keyboard.press('a');
  await page.locator('[data-item]').waitFor({ state: 'detached' });
  await page.keyboard.press('u');
  await page.locator(`[data-item="${item}"]`).waitFor();
  await page.keyboard.press('r');
  await page.keyboard.press('6');
  await page.locator('[data-item]').waitFor({ state: 'detached' });
  await until(item, 'rejected');

  const mine = await (await world.onPhone(worker, { javaScriptEnabled: false })).newPage();
  await mine.goto(`${world.origin}/me/reviews`);
  await mine.locator(`a[href="/me/reviews/${item}"]`).click();
  await mine.getByText('没有授权的音乐或画面').waitFor();
  await mine.getByLabel('为什么应该通过').fill('曲子是我们自己写的');
  await mine.getByRole('button', { name: '提交申诉' }).click();
  await mine.getByText('申诉已提交').waitFor();

  const other = await (await world.atDesk(bo)).newPage();
  await other.goto(`${world.origin}/console/${slug}/moderation`, { waitUntil: 'networkidle' });
  assert.equal(await nextClip(other, ''), item);
  await other.getByText('曲子是我们自己写的').waitFor();
  await other.keyboard.press('a');
  await other.locator('[data-item]').waitFor({ state: 'detached' });
  await until(item, 'approved');
  await mine.goto(`${world.origin}/me/reviews/${item}`);
  await mine.getByText('申诉成功').waitFor();
});
