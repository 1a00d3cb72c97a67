import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { getVideo, listMyVideos, type MyVideo, setVideoVisibility } from '@wengong/contract';
import type { Page } from 'playwright-core';
import { makeClip } from '../apps/server/src/modules/media/clips.factory.ts';
import { playCounter } from '../apps/server/src/modules/media/plays/play-counter.ts';
import { processAll } from '../apps/server/src/modules/media/processing/desk.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

const TITLE = '车间里的二胡';
const SECONDS = 6;
let world: World;
let folder: string;
let worker: TestPerson;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-video-'));
  world = await createWorld([], { dataDir: folder });
  Object.assign(world.app.deps.config.media, { transcoder: 'node-av' });
  worker = await createWorker(world.app);
});
after(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

test('a clip is uploaded over a network that goes twice, is processed, plays, and the play is counted', async () => {
  const { app, origin } = world;
  const palace = await createPalace(app);
  const reviewer = await createStaff(app, palace.id, ['reviewer']);
  const clip = path.join(folder, 'VID_0001.mp4');
  await writeFile(clip, await makeClip({ width: 320, height: 180, seconds: 4 }));
  const phone = await world.onPhone(worker);
  const page = await phone.newPage();
  let cuts = 0;
  await page.route('**/api/v1/uploads/**', async (route) => {
    // The network goes in the middle of sending, twice.
    if (route.request().method() === 'PATCH' && cuts < 2) {
      cuts++;
      return route.abort('internetdisconnected');
    }
    return route.continue();
  });
  await page.goto(`${origin}/me/videos`, { waitUntil: 'networkidle' });
  await page.getByLabel('标题').fill(TITLE);
  await page.getByLabel(/选择视频文件/).setInputFiles(clip);
  await page.getByRole('button', { name: '开始上传' }).click();
  await page.getByRole('link', { name: TITLE }).waitFor({ timeout: 60_000 });
  assert.equal(cuts, 2);
  await processAll(app.deps);
  const [video] = (await app.call(listMyVideos, { as: worker })).items;
  assert.equal(video?.status, 'ready', String(video?.failure));
  const videoId = video.id;
  const body = { visibility: 'public' as const };
  await app.call(setVideoVisibility, { params: { palaceId: palace.id, videoId }, body, as: reviewer });
  await page.goto(`${origin}/videos`);
  await page.getByRole('link', { name: TITLE }).click();
  const play = page.getByRole('button', { name: '播放' });
  await play.waitFor();
  await play.click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 2.8, null, {
    timeout: 60_000,
  });
  const source = await page.evaluate(() => document.querySelector('video')?.currentSrc);
  assert.match(source ?? '', /^blob:/, 'by HLS');
  await assertCounted(videoId);
  await phone.close();
});

/** Asks until the play that the page reports is there. */
async function assertCounted(videoId: string): Promise<void> {
  const { app } = world;
  for (let tries = 0; tries < 100; tries++) {
    await playCounter(app.deps).flush();
    if ((await app.call(getVideo, { params: { videoId } })).plays === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  assert.fail('the play was not counted');
}

test('a clip is cut on the phone in both ways, survives a reload, and arrives shorter, with its sound', async () => {
  const worker = await createWorker(world.app);
  const clip = await smallClip();
  const phone = await world.onPhone(worker);
  const page = await phone.newPage();
  let isAway = true;
  await page.route('**/api/v1/uploads/**', (route) =>
    isAway && route.request().method() === 'PATCH' ? route.abort('internetdisconnected') : route.continue(),
  );
  await page.goto(`${world.origin}/me/videos`, { waitUntil: 'networkidle' });
  const other = path.join(folder, 'other.mp4');
  await copyFile(clip, other);
  await page.getByLabel(/选择视频文件/).setInputFiles([clip, other]);
  await cutOne(page, { file: 'small.mp4', way: '快剪', start: 2, end: 5, length: '0:03，' });
  await cutOne(page, { file: 'other.mp4', way: '精剪并压缩', start: 1.5, end: 3.5, length: '0:02，' });
  await page.getByLabel('标题').fill('剪好的二胡');
  await page.getByRole('button', { name: '开始上传' }).click();
  await page.getByText('网络断开了').nth(1).waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  isAway = false;
  const offered = page.getByText('剪好的视频还在这台设备上');
  await offered.nth(1).waitFor();
  for (let left = 2; left > 0; left--) {
    await page
      .getByRole('listitem')
      .filter({ has: offered })
      .getByRole('button', { name: '继续' })
      .first()
      .click();
  }
  await page.waitForFunction(() => document.querySelectorAll('[data-waiting="yes"] li').length === 2);
  await page.getByText('排队处理中').nth(1).waitFor();
  assert.deepEqual(await leftOnDevice(page), [], 'nothing stays on the device');
  await processAll(world.app.deps);
  const { items } = await world.app.call(listMyVideos, { as: worker });
  items.sort((one, next) => one.title.localeCompare(next.title));
  assert.deepEqual(await Promise.all(items.map(lengthAndSound)), [
    { title: '剪好的二胡 1', tenths: 30, sound: true },
    { title: '剪好的二胡 2', tenths: 20, sound: true },
  ]);
  await phone.close();
});

test('sound that cannot be kept is not cut away, and without WebCodecs nothing is offered', async () => {
  const clip = await smallClip();
  const phone = await world.onPhone(worker);
  const page = await phone.newPage();
  const lossless = path.join(folder, 'lossless.mp4');
  await writeFile(lossless, await makeClip({ seconds: 3, soundCodec: 'alac' }));
  await page.goto(`${world.origin}/me/videos`, { waitUntil: 'networkidle' });
  await page.getByLabel(/选择视频文件/).setInputFiles(lossless);
  await page.getByRole('button', { name: /剪一段/ }).click();
  await page.getByRole('alert').filter({ hasText: '声音在这里剪会丢' }).waitFor();
  assert.equal(await page.getByRole('button', { name: '剪好', exact: true }).isDisabled(), true);
  await page.getByRole('dialog').getByRole('button', { name: '用原片上传' }).click();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoEncoder'));
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByLabel(/选择视频文件/).setInputFiles(clip);
  assert.equal(await page.getByRole('button', { name: /剪一段/ }).count(), 0);
  await phone.close();
});

/** A key frame every second, as phones write them. */
async function smallClip(): Promise<string> {
  const file = path.join(folder, 'small.mp4');
  await writeFile(file, await makeClip({ width: 160, height: 90, seconds: SECONDS }));
  return file;
}

interface CutOrder {
  readonly file: string;
  readonly way: string;
  readonly start: number;
  readonly end: number;
  readonly length: string;
}

async function cutOne(page: Page, { file, way, start, end, length }: CutOrder): Promise<void> {
  await page.getByRole('button', { name: `剪一段 ${file}` }).click();
  await page.getByRole('slider', { name: '开头' }).fill(String(start));
  await page.getByRole('slider', { name: '结尾' }).fill(String(end));
  await page.getByRole('radio', { name: way }).check();
  await page.getByRole('button', { name: '剪好', exact: true }).click();
  await page.getByRole('listitem').filter({ hasText: file }).getByText(`已剪成 ${length}`).waitFor();
}

/** Files that the browser keeps for this site. */
const leftOnDevice = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('trimmed');
    const names: string[] = [];
    for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys())
      names.push(name);
    return names;
  });

/** What the server found in the file. */
async function lengthAndSound({ title, id, durationMs, failure }: MyVideo) {
  assert.equal(failure, null);
  const { rows } = await world.app.deps.db.pool.query<{ codecs: string }>(
    "select jsonb_path_query(rungs, '$[*].codecs') #>> '{}' as codecs from media_revision where asset_id = $1",
    [id],
  );
  const codecs = rows.map((row) => row.codecs);
  const sound = codecs.length > 0 && codecs.every((codec) => codec.includes('mp4a'));
  return { title, tenths: Math.round((durationMs ?? 0) / 100), sound };
}
