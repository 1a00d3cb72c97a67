import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { getContestEntry, getContestEntryShare } from '@wengong/contract';
import sharp from 'sharp';
import { codesIn } from '../../testkit/qr.ts';
import { type ContestDesk, createContestDesk, enter, keyOf } from './contest.factory.ts';
import { enterFilmed } from './filmed.factory.ts';
import { openContests } from './open-contests.factory.ts';

const app = await openContests();

const RED = [200, 20, 20] as const;
const BLUE = [20, 20, 200] as const;

/** The entry’s picture as SVG, and as platforms show it. */
async function pictureOf(desk: ContestDesk, entryId: string) {
  const svg = String(await app.call(getContestEntryShare, { params: { ...keyOf(desk), entryId } }));
  const png = await sharp(Buffer.from(svg)).png().toBuffer();
  return { svg, png, colourAt: colours(await sharp(png).removeAlpha().raw().toBuffer()) };
}

const colours = (raw: Buffer) => (x: number, y: number) => [
  ...raw.subarray((y * 1200 + x) * 3, (y * 1200 + x) * 3 + 3),
];

const isAbout = (seen: readonly number[], expected: readonly number[]) =>
  expected.every((value, index) => Math.abs(value - (seen[index] ?? 0)) < 40);

/** Gives a recording a frame with two opposite edges of a colour each. */
async function putFrame(videoId: string, width: number, height: number): Promise<void> {
  const upright = height > width;
  const edge = (background: readonly number[]) => {
    const [r = 0, g = 0, b = 0] = background;
    const size = upright ? { width, height: 20 } : { width: 20, height };
    return { create: { ...size, channels: 3 as const, background: { r, g, b } } };
  };
  const frame = sharp({ create: { width, height, channels: 3, background: '#888' } }).composite([
    { input: edge(RED), left: 0, top: 0 },
    { input: edge(BLUE), left: upright ? 0 : width - 20, top: upright ? height - 20 : 0 },
  ]);
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-frame-'));
  const file = path.join(folder, 'frame.jpg');
  await writeFile(file, await frame.jpeg({ quality: 95 }).toBuffer());
  await app.deps.storage.put(`vod/${videoId}/r1/poster.jpg`, file);
  await rm(folder, { recursive: true });
}

test('a shared entry is drawn with its words, without a recording with an empty half', async () => {
  const desk = await createContestDesk(app);
  const { id } = await enter(app, desk, { title: '<焊花> & 我的三十年工龄里那些没有唱完的歌' });
  const { svg } = await pictureOf(desk, id);
  assert.match(svg, /^<svg [^>]*width="1200" height="675"/);
  assert.equal(svg.includes('<image'), false);
  assert.ok((svg.match(/<path /g) ?? []).length >= 6);
  assert.equal(svg.includes('焊花'), false, 'letters are paths');
});

test('the code on a shared picture leads to the entry, also when the picture is shown half as large', async () => {
  const desk = await createContestDesk(app);
  const { id } = await enter(app, desk);
  const { png } = await pictureOf(desk, id);
  const small = await sharp(png).resize(600).jpeg({ quality: 70 }).toBuffer();
  const [address, again] = [...(await codesIn(png)), ...(await codesIn(small))];
  assert.equal(address, again);
  const url = new URL(address ?? '');
  const [, slug, contest, entry] =
    /^\/p\/([^/]+)\/contests\/([^/]+)\/entries\/([^/]+)$/.exec(url.pathname) ?? [];
  assert.deepEqual([contest, entry], [desk.contestId, id]);
  assert.ok(slug);
  const page = await app.call(getContestEntry, { params: { ...keyOf(desk), entryId: entry ?? '' } });
  assert.equal(page.id, id);
});

test('the whole frame is shown, however the phone was held, and beside it what is not the frame', async () => {
  const desk = await createContestDesk(app);
  const upright = await enterFilmed(app, desk);
  await putFrame(upright.videoId, 720, 1280);
  const tall = await pictureOf(desk, upright.entryId);
  assert.ok(isAbout(tall.colourAt(190, 4), RED), String(tall.colourAt(190, 4)));
  assert.ok(isAbout(tall.colourAt(190, 670), BLUE));
  const across = await enterFilmed(app, desk);
  await putFrame(across.videoId, 1280, 720);
  const wide = await pictureOf(desk, across.entryId);
  assert.ok(isAbout(wide.colourAt(3, 337), RED));
  assert.ok(isAbout(wide.colourAt(636, 337), BLUE));
  assert.equal(isAbout(wide.colourAt(3, 20), RED), false, 'above it the blurred fill');
  for (const { png } of [tall, wide]) assert.equal((await codesIn(png)).length, 1);
});

test('the longest words keep clear of the code, in Chinese and in English', async () => {
  const wide = 'Wavelength';
  for (const [zh, en] of [
    ['唱', wide],
    [wide, '唱'],
  ] as const) {
    const desk = await createContestDesk(app, {
      title: zh.repeat(60).slice(0, 60),
      titleEn: en.repeat(60).slice(0, 120),
    });
    const { entryId, videoId } = await enterFilmed(app, desk, {
      title: zh.repeat(40).slice(0, 40),
      entrantName: zh.repeat(40).slice(0, 40),
    });
    await putFrame(videoId, 1280, 720);
    const { png, colourAt } = await pictureOf(desk, entryId);
    const between = Array.from({ length: 500 }, (_, at) => colourAt(690 + at, 436));
    assert.ok(
      between.every((seen) => isAbout(seen, [255, 253, 248])),
      'nothing crosses the line above the code',
    );
    const margin = Array.from({ length: 600 }, (_, at) => colourAt(1176, at));
    assert.ok(
      margin.every((seen) => isAbout(seen, [255, 253, 248])),
      'nothing runs out to the right',
    );
    assert.equal((await codesIn(png)).length, 1);
  }
});
