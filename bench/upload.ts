import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createPalace } from '../apps/server/src/testkit/palace.ts';
import { createWorker } from '../apps/server/src/testkit/person.ts';
import { onStage } from '../tools/stage.ts';
import { report } from './harness.ts';
import { withApp } from './torture/with-app.ts';

const MIB = 1024 ** 2;
const SIZE = 256 * MIB;
/** As the page sends them. */
const CHUNK = 8 * MIB;

/**
 * Bytes a second that one uploader sends by tus until the server says that they are durable, beside writing the same bytes
 * to the same disk with fsync.
 */
export async function benchUpload(): Promise<void> {
  const env = { WENGONG_DEMO: '1', WENGONG_TRANSCODER: 'none' };
  await onStage({ demo: false, env }, async ({ url, databaseUrl, dataDir }) => {
    const bytes = randomBytes(SIZE);
    const { owner, palaceId } = await withApp(databaseUrl, async (app) => ({
      owner: await createWorker(app),
      palaceId: (await createPalace(app)).id,
    }));
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', cookie: owner.cookie };
      const answer = await fetch(`${url}/api/v1${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as { id: string; uploadUrl: string | null; status: string };
    };
    const plain = await writePlainly(dataDir, bytes);
    const fileName = 'a.mp4';
    const video = await post('/me/videos', {
      palaceId,
      title: '视频',
      ai: 'none',
      fileName,
      fileBytes: SIZE,
    });
    const began = performance.now();
    for (let offset = 0; offset < SIZE; offset += CHUNK)
      await patch(
        new URL(video.uploadUrl ?? '', url),
        owner.cookie,
        offset,
        bytes.subarray(offset, offset + CHUNK),
      );
    const { status } = await post(`/me/videos/${video.id}/finish`, {});
    const seconds = (performance.now() - began) / 1000;
    if (status !== 'waiting') throw new Error(`the upload is ${status}`);
    await requireSame(join(dataDir, 'media', 'incoming'), bytes);
    report('upload', {
      metric: 'tus',
      value: SIZE / MIB / seconds,
      unit: 'mib_per_s',
      baseline: {
        name: 'the same bytes written to the same disk in the same chunks, fsync at the end',
        value: plain,
      },
    });
  });
}

/** MiB a second. */
async function writePlainly(dataDir: string, bytes: Buffer): Promise<number> {
  const folder = join(dataDir, 'plain');
  await mkdir(folder);
  const began = performance.now();
  const file = await open(join(folder, 'a'), 'w');
  for (let offset = 0; offset < SIZE; offset += CHUNK)
    await file.write(bytes.subarray(offset, offset + CHUNK));
  await file.sync();
  await file.close();
  return SIZE / MIB / ((performance.now() - began) / 1000);
}

function patch(url: URL, cookie: string, offset: number, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      {
        method: 'PATCH',
        headers: {
          cookie,
          'tus-resumable': '1.0.0',
          'upload-offset': offset,
          'content-type': 'application/offset+octet-stream',
          'content-length': chunk.length,
        },
      },
      (incoming) => {
        incoming.resume();
        incoming.on('end', () =>
          incoming.statusCode === 204
            ? resolve()
            : reject(new Error(`a chunk was answered ${incoming.statusCode}`)),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(chunk);
  });
}

async function requireSame(folder: string, bytes: Buffer): Promise<void> {
  const hash = createHash('sha256');
  const name = (await readdir(folder)).find((each) => !each.endsWith('.json')) ?? '';
  await pipeline(createReadStream(join(folder, name)), hash);
  if (!hash.digest().equals(createHash('sha256').update(bytes).digest()))
    throw new Error('what arrived is not what was sent');
}
