import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { getVideo, listMyVideos, setVideoVisibility } from '@wengong/contract';
import { makeClip } from '../apps/server/src/modules/media/clips.factory.ts';
import { playCounter } from '../apps/server/src/modules/media/plays/play-counter.ts';
import { processAll } from '../apps/server/src/modules/media/processing/desk.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createStaff, createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

const TITLE = '车间里的二胡';
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
