import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestPerson } from '../../../apps/server/src/testkit/person.ts';
import type { Client } from '../client.ts';
import { codeOf, succeeded } from '../client.ts';
import type { Random } from '../random.ts';
import type { File } from './clips.ts';
import type { ToldUpload, UploadHistory } from './history.ts';

const MOST_TRIES = 600;
const MOST_CHUNK = 150_000;

export interface UploadTurn {
  readonly client: Client;
  readonly urls: () => readonly string[];
  readonly random: Random;
  readonly history: UploadHistory;
}

/**
 * Uploads a file as a patient phone does: asks how much is there, sends more, begins again wherever the network or the
 * server went – sometimes cut in the middle of a chunk, sometimes twice at once at different servers.
 */
export async function uploadPatiently(
  turn: UploadTurn,
  owner: TestPerson,
  palaceId: string,
  file: File,
): Promise<void> {
  const { client, history, random } = turn;
  const announced = await client.write({
    method: 'POST',
    path: '/me/videos',
    cookie: owner.cookie,
    body: {
      palaceId,
      title: '工友合唱',
      ai: 'none',
      fileName: 'VID.mp4',
      fileBytes: file.bytes.length,
      fingerprint: randomUUID(),
    },
  });
  if (!succeeded(announced)) return history.broke('an upload was refused', codeOf(announced));
  const upload: ToldUpload = {
    videoId: String(announced.body.id),
    owner,
    sha256: file.sha256,
    bytes: file.bytes.length,
    durationMs: file.durationMs,
    acknowledged: 0,
    accepted: false,
  };
  history.uploads.set(upload.videoId, upload);
  for (let tries = 0; upload.acknowledged < upload.bytes; tries++) {
    if (tries === MOST_TRIES) return history.broke('an upload never came through', upload.videoId);
    const sent = await sendSome(turn, upload, file.bytes);
    if (!sent) await delay(20 + 5 * Math.min(tries, 60));
  }
  const finished = await client.write({
    method: 'POST',
    path: `/me/videos/${upload.videoId}/finish`,
    cookie: owner.cookie,
    body: {},
  });
  if (!succeeded(finished)) return history.broke('a whole upload was not taken in', codeOf(finished));
  upload.accepted = true;
  history.finished += 1;
  await delay(random.whole(0, 20));
}

/** Asks and sends one chunk. Whether the server said that it is there. */
async function sendSome(turn: UploadTurn, upload: ToldUpload, bytes: Buffer): Promise<boolean> {
  const { history, random } = turn;
  const asked = await exchange(turn, upload, { method: 'HEAD' });
  if (asked.status !== 200) {
    history.counts.retries += 1;
    return false;
  }
  if (asked.offset < upload.acknowledged)
    history.broke('acknowledged bytes are gone', {
      videoId: upload.videoId,
      told: upload.acknowledged,
      now: asked.offset,
    });
  upload.acknowledged = asked.offset;
  if (asked.offset === bytes.length) return true;
  const chunk = bytes.subarray(asked.offset, asked.offset + random.whole(1000, MOST_CHUNK));
  const cut = random.chance(0.1);
  const patch = { method: 'PATCH', offset: asked.offset, chunk, cut } as const;
  const twin = random.chance(0.05);
  const [answer] = await Promise.all([
    exchange(turn, upload, patch),
    ...(twin ? [exchange(turn, upload, patch)] : []),
  ]);
  history.counts.chunks += 1;
  if (cut) history.counts.cuts += 1;
  if (twin) history.counts.twins += 1;
  if (answer.status !== 204) return false;
  upload.acknowledged = Math.max(upload.acknowledged, answer.offset);
  return true;
}

interface Asked {
  readonly method: 'HEAD' | 'PATCH';
  readonly offset?: number;
  readonly chunk?: Buffer;
  /** Lets the network go in the middle. */
  readonly cut?: boolean;
}

/** One request to any server; status 0 without an answer. */
function exchange(
  { urls, random }: UploadTurn,
  upload: ToldUpload,
  { method, offset, chunk, cut = false }: Asked,
): Promise<{ status: number; offset: number }> {
  const url = new URL(`/api/v1/uploads/${upload.videoId}`, random.pick(urls()));
  return new Promise((resolve) => {
    const nothing = () => resolve({ status: 0, offset: -1 });
    const outgoing = request(
      url,
      {
        method,
        timeout: 30_000,
        headers: {
          cookie: upload.owner.cookie,
          'tus-resumable': '1.0.0',
          ...(chunk === undefined
            ? {}
            : {
                'upload-offset': String(offset),
                'content-type': 'application/offset+octet-stream',
                'content-length': String(chunk.length),
              }),
        },
      },
      (incoming) => {
        incoming.resume();
        incoming.on('error', nothing);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            offset: Number(incoming.headers['upload-offset'] ?? -1),
          }),
        );
      },
    );
    outgoing.on('error', nothing);
    outgoing.on('close', nothing);
    outgoing.on('timeout', () => outgoing.destroy());
    if (!cut || chunk === undefined) {
      outgoing.end(chunk);
      return;
    }
    outgoing.write(chunk.subarray(0, chunk.length / 2), () => outgoing.destroy());
  });
}
