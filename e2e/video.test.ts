import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { getVideo, listMyVideos, type MyVideo, setVideoVisibility } from '@wengong/contract';
import type { Page } from 'playwright-core';
import {
  createContestDesk,
  enter,
  giveRecording,
} from '../apps/server/src/modules/contest/contest.factory.ts';
import { makeClip } from '../apps/server/src/modules/media/clips.factory.ts';
import { createPublicVideo } from '../apps/server/src/modules/media/media.factory.ts';
import { playCounter } from '../apps/server/src/modules/media/plays/play-counter.ts';
import { processAll } from '../apps/server/src/modules/media/processing/desk.ts';
import { masterPlaylist } from '../apps/server/src/modules/media/processing/playlist.rules.ts';
import { giveFilm } from '../apps/server/src/modules/moderation/moderation.factory.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { root } from '../tools/run.ts';
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

test('who saves data gets the lowest quality and nothing before play, can choose otherwise, and looks into cards only without', async () => {
  const { app, origin } = world;
  const { palaceId, contestId, director, reviewer, ...desk } = await createContestDesk(app);
  const videoId = await createPublicVideo(app, director.personId, palaceId, { durationMs: 16_000 });
  await placeLadder(videoId);
  const { id: entryId } = await enter(app, { palaceId, contestId, director, reviewer, ...desk });
  await giveRecording(app, entryId, videoId);
  const { palaceSlug } = await app.call(getVideo, { params: { videoId } });
  const gallery = `${origin}/p/${palaceSlug}/contests/${contestId}?order=number`;

  const open = await world.onPhone();
  await looksInto(await open.newPage(), gallery);
  await open.close();

  const phone = await world.onPhone();
  await phone.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  const fetched: string[] = [];
  phone.on('request', (request) => {
    const [, kind, , , ...file] = new URL(request.url()).pathname.split('/');
    if (kind === 'media') fetched.push(file.join('/'));
  });
  const page = await phone.newPage();
  await page.clock.install();
  await page.goto(gallery, { waitUntil: 'networkidle' });
  await restFinger(page);
  await page.clock.runFor(5000);
  assert.deepEqual(fetched, ['r1/poster-small.jpg'], 'nothing moves on a card');
  fetched.length = 0;
  await page.clock.resume();
  await page.goto(`${origin}/videos/${videoId}`, { waitUntil: 'networkidle' });
  assert.deepEqual(
    fetched.filter((file) => file !== 'r1/poster-small.jpg'),
    [],
    'nothing before play',
  );
  const quality = page.getByLabel('清晰度');
  assert.equal(await quality.inputValue(), 'save');
  await page.getByLabel('播放进度').hover();
  await page.getByRole('button', { name: '播放' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.5);
  assert.ok(fetched.includes('r1/360/media.mp4'));
  assert.deepEqual(
    fetched.filter((file) => file.startsWith('r1/720/') || file.includes('sprite')),
    [],
  );
  const better = page.waitForRequest(/\/r1\/720\/media\.mp4/);
  await quality.selectOption({ label: '720p' });
  await better;
  await quality.selectOption('auto');
  await page.reload({ waitUntil: 'networkidle' });
  assert.equal(await quality.inputValue(), 'auto', 'what somebody chose goes before what the device says');
  await phone.close();
});

test('without Media Source Extensions the browser plays HLS itself, or the plain file where that fails; an address that ended says so', async () => {
  const { app, origin } = world;
  const palace = await createPalace(app);
  const videoId = await createPublicVideo(app, worker.personId, palace.id, { durationMs: 10_000 });
  await placeLadder(videoId);
  const phone = await world.onPhone();
  await phone.addInitScript(() => {
    for (const name of ['MediaSource', 'ManagedMediaSource']) Reflect.deleteProperty(globalThis, name);
  });
  const page = await phone.newPage();
  const play = async (source: RegExp) => {
    await page.goto(`${origin}/videos/${videoId}`, { waitUntil: 'networkidle' });
    await page.getByLabel('倍速').selectOption('2');
    await page.getByRole('button', { name: '播放' }).click();
    await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3);
    const { src, rate } = await page.evaluate(() => {
      const video = document.querySelector('video');
      return { src: video?.currentSrc ?? '', rate: video?.playbackRate };
    });
    assert.match(src, source);
    assert.equal(rate, 2, 'a speed that was chosen before stays');
  };
  const playsHls = await page.evaluate(
    () => document.createElement('video').canPlayType('application/vnd.apple.mpegurl') !== '',
  );
  await play(playsHls ? /master\.m3u8$/ : /360\/media\.mp4$/);
  await page.route('**/*.m3u8', (route) => route.fulfill({ status: 200, body: 'not a list' }));
  await play(/360\/media\.mp4$/);
  world.expect(new RegExp(`videos/${videoId} .*404`));
  await page.route('**/media.mp4', (route) => route.fulfill({ status: 404 }));
  await page.goto(`${origin}/videos/${videoId}`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '播放' }).click();
  await page.getByRole('alert').filter({ hasText: '页面打开太久了' }).waitFor();
  await page.unroute('**/media.mp4');
  await page.getByRole('button', { name: '播放' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.3);
  await phone.close();
});

/** A real film in two qualities. */
async function placeLadder(videoId: string): Promise<void> {
  const film = path.join(root, 'apps/server/src/demo/videos/clip');
  const rungs = [360, 720].map((width) => ({
    name: String(width),
    width,
    height: (width * 16) / 9,
    bitrate: width * 1000,
    codecs: 'avc1.4d4016,mp4a.40.2',
  }));
  await giveFilm(world.app, videoId, rungs, {
    columns: 10,
    width: 90,
    height: 160,
    everyMs: 1000,
    count: 16,
  });
  const put = async (key: string, content: string | { readonly from: string }) => {
    const copy = path.join(folder, 'copy');
    if (typeof content === 'string') await writeFile(copy, content);
    else await copyFile(path.join(film, content.from), copy);
    await world.app.deps.storage.put(`vod/${videoId}/r1/${key}`, copy);
  };
  await put('master.m3u8', masterPlaylist(rungs));
  for (const file of ['poster.jpg', 'sprite.jpg']) await put(file, { from: file });
  for (const { name } of rungs) {
    for (const file of ['index.m3u8', 'media.mp4']) await put(`${name}/${file}`, { from: `360/${file}` });
  }
}

/** Puts a finger on the first card, as the phone itself tells it; what is given takes it away. */
async function restFinger(page: Page): Promise<() => Promise<void>> {
  const picture = page.locator('[data-sprite] .picture').first();
  // Away from the bars at the screen's edges.
  await picture.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  const box = await picture.boundingBox();
  assert.ok(box);
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const device = await page.context().newCDPSession(page);
  await device.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
  return async () => {
    await device.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
}

/** A finger that rests on a card looks into its recording, and opens nothing. */
async function looksInto(page: Page, gallery: string): Promise<void> {
  await page.goto(gallery, { waitUntil: 'networkidle' });
  const preview = page.locator('[data-sprite] [data-preview]').first();
  const lift = await restFinger(page);
  await preview.waitFor({ state: 'visible' });
  await lift();
  await preview.waitFor({ state: 'hidden' });
  assert.equal(page.url(), gallery);
}

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
