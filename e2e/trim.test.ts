import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { listMyVideos, type MyVideo } from '@wengong/contract';
import type { Page } from 'playwright-core';
import { makeClip } from '../apps/server/src/modules/media/clips.factory.ts';
import { processAll } from '../apps/server/src/modules/media/processing/desk.ts';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createWorker, type TestPerson } from '../apps/server/src/testkit/person.ts';
import { createWorld, type World } from './world.ts';

const SECONDS = 6;
let world: World;
let folder: string;
let worker: TestPerson;
let clip: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-trim-'));
  world = await createWorld([], { dataDir: folder });
  Object.assign(world.app.deps.config.media, { transcoder: 'node-av' });
  worker = await createWorker(world.app);
  await createPalace(world.app);
  clip = path.join(folder, 'VID_0001.mp4');
  // A key frame every second, as phones write them.
  await writeFile(clip, await makeClip({ width: 160, height: 90, seconds: SECONDS }));
});
after(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

test('a clip is cut on the phone in both ways, survives a reload, and arrives shorter, with its sound', async () => {
  const phone = await world.onPhone(worker);
  const page = await phone.newPage();
  let isAway = true;
  await page.route('**/api/v1/uploads/**', (route) =>
    isAway && route.request().method() === 'PATCH' ? route.abort('internetdisconnected') : route.continue(),
  );
  await cutOne(page, '快剪', 2, 5, '0:03');
  await send(page, '剪好的二胡');
  await page.getByText('网络断开了').waitFor();
  await page.reload({ waitUntil: 'networkidle' });
  isAway = false;
  await page.getByText('剪好的视频还在这台设备上').waitFor();
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByRole('link', { name: '剪好的二胡' }).waitFor();
  await page.getByText('排队处理中').waitFor();

  await cutOne(page, '精剪并压缩', 1.5, 4, '0:03');
  await send(page, '压缩的二胡');
  await page.getByRole('link', { name: '压缩的二胡' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('[data-waiting="yes"] li').length === 2);
  assert.deepEqual(await leftOnDevice(page), [], 'nothing stays on the device');
  await processAll(world.app.deps);
  const { items } = await world.app.call(listMyVideos, { as: worker });
  assert.deepEqual(await Promise.all(items.map(lengthAndSound)), [
    { title: '压缩的二胡', tenths: 25, sound: true },
    { title: '剪好的二胡', tenths: 30, sound: true },
  ]);
  await phone.close();
});

test('sound that cannot be kept is not cut away, and without WebCodecs nothing is offered', async () => {
  const phone = await world.onPhone(worker);
  const page = await phone.newPage();
  const lossless = path.join(folder, 'lossless.mp4');
  await writeFile(lossless, await makeClip({ seconds: 3, soundCodec: 'alac' }));
  await open(page, lossless);
  await page.getByRole('alert').filter({ hasText: '声音在这里剪会丢' }).waitFor();
  assert.equal(await page.getByRole('button', { name: '剪好' }).isDisabled(), true);
  await page.getByRole('dialog').getByRole('button', { name: '用原片上传' }).click();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoEncoder'));
  await page.reload({ waitUntil: 'networkidle' });
  await page.getByLabel(/选择视频文件/).setInputFiles(clip);
  assert.equal(await page.getByRole('button', { name: /剪一段/ }).count(), 0);
  await phone.close();
});

async function open(page: Page, file: string): Promise<void> {
  await page.goto(`${world.origin}/me/videos`, { waitUntil: 'networkidle' });
  await page.getByLabel(/选择视频文件/).setInputFiles(file);
  await page.getByRole('button', { name: /剪一段/ }).click();
}

async function cutOne(page: Page, way: string, start: number, end: number, length: string): Promise<void> {
  await open(page, clip);
  await page.getByRole('slider', { name: '开头' }).fill(String(start));
  await page.getByRole('slider', { name: '结尾' }).fill(String(end));
  await page.getByRole('radio', { name: way }).check();
  await page.getByRole('button', { name: '剪好' }).click();
  await page.getByText(`已剪成 ${length}`).waitFor();
}

async function send(page: Page, title: string): Promise<void> {
  await page.getByLabel('标题').fill(title);
  await page.getByRole('button', { name: '开始上传' }).click();
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
