import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { getMyVideo, getVideo, listVideos, setVideoVisibility } from '@wengong/contract';
import sharp from 'sharp';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker } from '../../../testkit/person.ts';
import { makeClip } from '../clips.factory.ts';
import { createMediaApp, createPublicVideo, type MediaApp, uploadFile } from '../media.factory.ts';
import { processAll } from './desk.ts';
import { workFolder } from './process-video.ts';

let app: MediaApp;
before(async () => {
  app = await createMediaApp({ transcoder: 'node-av' });
});
after(() => app.close());

const fetchText = async (url: string) => (await app.inject({ method: 'GET', url })).body;

test('a clip becomes every quality, a picture, a sprite; verified, playable by range, public when published, gone when taken down', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  const reviewer = await createStaff(app, palace.id, ['reviewer']);
  const bytes = await makeClip({ width: 640, height: 480 });
  const { id } = await uploadFile(app, worker, bytes, { palaceId: palace.id });
  await processAll(app.deps);
  const mine = await app.call(getMyVideo, { params: { videoId: id }, as: worker });
  assert.deepEqual([mine.status, mine.failure, mine.progress, mine.playable], ['ready', null, 100, true]);
  assert.ok(Math.abs((mine.durationMs ?? 0) - 2000) < 300, String(mine.durationMs));
  assert.deepEqual([mine.width, mine.height], [640, 480]);
  const loud = mine.playback?.loudnessLufs ?? 0;
  assert.ok(loud < -5 && loud > -40, String(loud));
  const master = mine.playback?.master ?? '';
  const text = await fetchText(master);
  const rungs = [...text.matchAll(/^(\d+)\/index\.m3u8$/gm)].map(([, name]) => name);
  assert.deepEqual(rungs, ['480', '360'], text);
  assert.match(text, /CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2"/i);
  const media = new URL('360/media.mp4', `http://host${master}`).pathname;
  const part = await app.inject({ method: 'GET', url: media, headers: { range: 'bytes=4-7' } });
  assert.deepEqual([part.statusCode, part.body], [206, 'ftyp']);
  for (const url of [mine.playback?.poster, mine.playback?.posterSmall, mine.playback?.sprite?.url]) {
    const picture = await app.inject({ method: 'GET', url: url ?? '' });
    assert.deepEqual([picture.statusCode, picture.rawPayload.subarray(0, 2).toString('hex')], [200, 'ffd8']);
  }
  assert.equal(
    (await app.refused(getVideo, { params: { videoId: id } })).status,
    404,
    'private until published',
  );
  const params = { palaceId: palace.id, videoId: id };
  await app.call(setVideoVisibility, { params, body: { visibility: 'public' }, as: reviewer });
  const shown = await app.call(getVideo, { params: { videoId: id } });
  assert.equal((await app.call(listVideos, { query: { palaceId: palace.id } })).items.length, 1);
  assert.equal((await app.inject({ method: 'GET', url: shown.playback.master })).statusCode, 200);
  const forged = shown.playback.master.replace(/\/media\/a[^.]+/, '/media/azzzzzz');
  assert.equal((await app.inject({ method: 'GET', url: forged })).statusCode, 404);
  const bare = { visibility: 'taken_down' as const };
  assert.equal(
    (await app.refused(setVideoVisibility, { params, body: bare, as: reviewer })).code,
    'reason-needed',
  );
  await app.call(setVideoVisibility, { params, body: { ...bare, reason: '音乐没有授权' }, as: reviewer });
  assert.equal((await app.refused(getVideo, { params: { videoId: id } })).status, 404);
  assert.deepEqual(await readdir(workFolder(app.deps)), [], 'nothing is left behind');
});

test('what must be encoded is: another codec, another container, no sound', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  const bytes = await makeClip({ codec: 'mpeg4', container: 'avi', sound: false });
  const { id } = await uploadFile(app, worker, bytes, { palaceId: palace.id });
  await processAll(app.deps);
  const mine = await app.call(getMyVideo, { params: { videoId: id }, as: worker });
  assert.deepEqual([mine.status, mine.failure], ['ready', null]);
  assert.match(await fetchText(mine.playback?.master ?? ''), /RESOLUTION=160x90,CODECS="avc1\.[0-9a-f]{6}"/i);
});

test('a clip that was filmed sideways is shown upright, as every quality and picture of it', async () => {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  for (const turned of [90, 180, 270] as const) {
    const bytes = turnedClip(await makeClip({ seconds: 1, rate: 5 }), turned);
    const { id } = await uploadFile(app, worker, bytes, { palaceId: palace.id });
    await processAll(app.deps);
    const mine = await app.call(getMyVideo, { params: { videoId: id }, as: worker });
    const upright = turned === 180 ? [160, 90] : [90, 160];
    assert.deepEqual([mine.status, mine.width, mine.height], ['ready', ...upright], String(turned));
    assert.match(await fetchText(mine.playback?.master ?? ''), new RegExp(`RESOLUTION=${upright.join('x')}`));
    const poster = await app.inject({ method: 'GET', url: mine.playback?.poster ?? '' });
    const { width, height } = await sharp(poster.rawPayload).metadata();
    assert.deepEqual([width, height], upright);
    assert.ok(await isUpright(poster.rawPayload, turned), `${turned} the right way round`);
  }
});

/** Writes into the track header of the pictures how far a player is to turn them, clockwise, as phones do. */
function turnedClip(clip: Buffer, degrees: 90 | 180 | 270): Buffer {
  const bytes = Buffer.from(clip);
  const [a, b, c, d] = { 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] }[degrees];
  // The matrix lies 36 bytes before the size at the end of a header of version 0.
  const at = bytes.indexOf('tkhd') - 4 + bytes.readUInt32BE(bytes.indexOf('tkhd') - 4) - 8 - 36;
  for (const [place, value] of [
    [0, a],
    [4, b],
    [12, c],
    [16, d],
  ] as const)
    bytes.writeInt32BE((value ?? 0) * 65536, at + place);
  return bytes;
}

/** Whether a poster turned back by hand is the poster of the same clip that was not turned. */
async function isUpright(poster: Buffer, degrees: 90 | 180 | 270): Promise<boolean> {
  const plain = turnedPictures.get(0) ?? (await plainPoster());
  turnedPictures.set(0, plain);
  const raw = (picture: Buffer, back: number) =>
    sharp(picture).rotate(back).resize(32, 18, { fit: 'fill' }).greyscale().raw().toBuffer();
  const [expected, back, wrong] = [
    await raw(plain, 0),
    await raw(poster, 360 - degrees),
    await raw(poster, (540 - degrees) % 360),
  ];
  const apart = (other: Buffer) =>
    expected.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0);
  return apart(back) * 3 < apart(wrong);
}

test('a small poster is made of the large one when it is asked for, and the large one serves where that fails', async () => {
  const { personId } = await createWorker(app);
  const videoId = await createPublicVideo(app, personId, (await createPalace(app)).id);
  const { playback } = await app.call(getVideo, { params: { videoId } });
  const [large, small] = [playback.poster ?? '', playback.posterSmall ?? ''];
  const put = async (bytes: Buffer) => {
    const file = path.join(app.folder, 'poster');
    await writeFile(file, bytes);
    await app.deps.storage.put(`vod/${videoId}/r1/poster.jpg`, file);
  };
  const widthAt = async (url: string) => {
    const answer = await app.inject({ method: 'GET', url });
    return answer.statusCode === 200 ? (await sharp(answer.rawPayload).metadata()).width : answer.statusCode;
  };
  assert.deepEqual([await widthAt(large), await widthAt(small)], [404, 404]);
  await put(Buffer.from('no picture at all'));
  assert.equal((await app.inject({ method: 'GET', url: small })).body, 'no picture at all');
  const colours = { width: 1280, height: 720, channels: 3, background: '#a81f23' } as const;
  await put(await sharp({ create: colours }).jpeg().toBuffer());
  assert.deepEqual([await widthAt(large), await widthAt(small), await widthAt(small)], [1280, 640, 640]);
});

const turnedPictures = new Map<number, Buffer>();

async function plainPoster(): Promise<Buffer> {
  const palace = await createPalace(app);
  const worker = await createWorker(app);
  const { id } = await uploadFile(app, worker, await makeClip({ seconds: 1, rate: 5 }), {
    palaceId: palace.id,
  });
  await processAll(app.deps);
  const mine = await app.call(getMyVideo, { params: { videoId: id }, as: worker });
  return (await app.inject({ method: 'GET', url: mine.playback?.poster ?? '' })).rawPayload;
}
