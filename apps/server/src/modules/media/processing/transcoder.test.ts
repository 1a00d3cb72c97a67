import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { getMyVideo, listPalaceVideos } from '@wengong/contract';
import { createPalace } from '../../../testkit/palace.ts';
import { createStaff, createWorker } from '../../../testkit/person.ts';
import { makeClip } from '../clips.factory.ts';
import { createMediaApp, uploadFile } from '../media.factory.ts';
import { processAll } from './desk.ts';
import { isFitForUs } from './ffmpeg.rules.ts';
import { findPrograms, transcoderOf } from './transcoder.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'wengong-ffmpeg-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const ENCODERS =
  ' V....D libx264              H.264\n A....D aac                  AAC\n VFS..D mjpeg                MJPEG\n';
const version = (libavutil: string, name = '5.1.9') =>
  `ffmpeg version ${name} Copyright (c)\nbuilt with gcc\nlibavutil      ${libavutil} / ${libavutil}\n`;

test('5.1 and newer will do, by the version of its library, with the encoders that are needed', () => {
  assert.equal(isFitForUs(version('57. 28.100'), ENCODERS), true, '5.1');
  assert.equal(isFitForUs(version('60.  8.100', 'N-118000-gabcdef'), ENCODERS), true, 'from the repository');
  assert.equal(isFitForUs(version('57. 17.100', '5.0.1'), ENCODERS), false, '5.0');
  assert.equal(isFitForUs(version('56. 70.100', '4.4.2'), ENCODERS), false, '4.4');
  assert.equal(isFitForUs('ffmpeg version 9', ENCODERS), false, 'that does not say what it is');
  for (const needed of ['libx264', 'aac', 'mjpeg'])
    assert.equal(
      isFitForUs(version('57. 28.100'), ENCODERS.replace(` ${needed} `, ' other ')),
      false,
      needed,
    );
});

/** A folder with programs that say of themselves what they are told to. */
async function programs(name: string, libavutil: string): Promise<string> {
  const place = path.join(folder, name);
  await mkdir(place);
  const script = `#!/bin/sh\ncase "$2" in -version) cat <<'E'\n${version(libavutil)}E\n;; *) cat <<'E'\n${ENCODERS}E\n;; esac\n`;
  for (const each of ['ffmpeg', 'ffprobe']) {
    await writeFile(path.join(place, each), script);
    await chmod(path.join(place, each), 0o755);
  }
  return place;
}

test('the programs on the PATH are found by absolute path; old ones, and half of them, are not used', async () => {
  const good = await programs('good', '58. 2.100');
  const old = await programs('old', '56. 70.100');
  const found = { kind: 'ffmpeg', ffmpeg: path.join(good, 'ffmpeg'), ffprobe: path.join(good, 'ffprobe') };
  assert.deepEqual(await findPrograms(`.:relative:${folder}:${good}`), found);
  assert.equal(await findPrograms(`${old}:${good}`), null, 'the first one is meant');
  assert.equal(await findPrograms(''), null);
  const half = await programs('half', '58. 2.100');
  await rm(path.join(half, 'ffprobe'));
  assert.equal(await findPrograms(half), null);
});

test('without anything uploads are kept, and the uploader and the palace are told what they wait for', async () => {
  const app = await createMediaApp({ transcoder: 'none' });
  try {
    assert.equal(await transcoderOf(app.deps.config), null);
    const palace = await createPalace(app);
    const worker = await createWorker(app);
    const { id } = await uploadFile(app, worker, Buffer.from('anything'), { palaceId: palace.id });
    await processAll(app.deps);
    const mine = await app.call(getMyVideo, { params: { videoId: id }, as: worker });
    assert.deepEqual([mine.status, mine.stage], ['waiting', 'transcoder']);
    const editor = await createStaff(app, palace.id, ['editor']);
    const list = await app.call(listPalaceVideos, { params: { palaceId: palace.id }, as: editor });
    assert.equal(list.transcoder, 'none');
  } finally {
    await app.close();
  }
});

test('with FFmpeg’s own programs a clip becomes the same as with the package, where this machine has them', async (t) => {
  if ((await findPrograms(process.env.PATH ?? '')) === null) return t.skip('no ffmpeg on the PATH');
  const made: unknown[] = [];
  for (const transcoder of ['ffmpeg', 'node-av'] as const) {
    const app = await createMediaApp({ transcoder });
    try {
      const palace = await createPalace(app);
      const worker = await createWorker(app);
      const bytes = await makeClip({ width: 480, height: 640, seconds: 2 });
      const { id } = await uploadFile(app, worker, bytes, { palaceId: palace.id });
      await processAll(app.deps);
      const mine = await app.call(getMyVideo, { params: { videoId: id }, as: worker });
      assert.deepEqual([mine.status, mine.failure], ['ready', null], transcoder);
      const master = await app.inject({ method: 'GET', url: mine.playback?.master ?? '' });
      made.push([
        Math.round((mine.durationMs ?? 0) / 100),
        Math.round(mine.playback?.loudnessLufs ?? 0),
        mine.playback?.sprite?.count,
        master.body.replaceAll(/BANDWIDTH=\d+/g, ''),
      ]);
    } finally {
      await app.close();
    }
  }
  assert.deepEqual(made[0], made[1]);
});
