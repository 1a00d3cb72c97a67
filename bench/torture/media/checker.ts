import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { check as decodeSome } from '../../../apps/server/src/modules/media/processing/child/check.ts';
import { faultOf, readPlaylist } from '../../../apps/server/src/modules/media/processing/playlist.rules.ts';
import type { PatientDatabase } from '../database.ts';
import type { ToldUpload, UploadHistory } from './history.ts';

interface AssetSeen {
  readonly id: string;
  readonly status: string;
  readonly failure: string | null;
  readonly duration_ms: number | null;
  readonly revision: number | null;
  readonly extent: string | null;
  readonly rungs: readonly { readonly name: string }[] | null;
  readonly sprite: object | null;
  readonly bytes: number | null;
  readonly queued: boolean;
}

/**
 * Compares rows and files with what the uploaders were told, and verifies everything that is said to be ready anew: from
 * the files alone, without believing what the workers wrote of them.
 */
export async function checkMedia(
  database: PatientDatabase,
  dataDir: string,
  history: UploadHistory,
): Promise<string[]> {
  const { rows } = await database.query<AssetSeen>(
    `select asset.id, asset.status, asset.failure, asset.duration_ms, asset.revision, made.extent, made.rungs,
       made.sprite, made.bytes, job.asset_id is not null as queued
     from media_asset as asset
     left join media_revision as made on made.palace_id = asset.palace_id and made.asset_id = asset.id
       and made.revision = asset.revision
     left join media_job as job on job.palace_id = asset.palace_id and job.asset_id = asset.id
     order by asset.id`,
  );
  const seen = new Map(rows.map((row) => [row.id, row]));
  const broken: string[] = [];
  for (const upload of history.uploads.values()) {
    const asset = seen.get(upload.videoId);
    const faults = asset === undefined ? ['its row is gone'] : await faultsOf(dataDir, upload, asset);
    broken.push(...faults.map((fault) => `${upload.videoId}: ${fault}`));
  }
  for (const { id } of rows) {
    if (!history.uploads.has(id)) broken.push(`${id}: nobody was told of it`);
  }
  const left = await readdir(path.join(dataDir, 'media', 'work')).catch(() => []);
  if (left.length > 0) broken.push(`${left.length} folders of work are left behind`);
  return [...history.violations, ...broken];
}

async function faultsOf(dataDir: string, upload: ToldUpload, asset: AssetSeen): Promise<string[]> {
  if (!upload.accepted) return [];
  const files = path.join(dataDir, 'files', 'media');
  const { status, failure, queued } = asset;
  const faults: string[] = [];
  if (status !== 'ready' && status !== 'failed') faults.push(`an accepted upload is ${status}`);
  if (queued) faults.push('its job is stuck');
  const original = path.join(files, 'originals', asset.id, upload.sha256);
  // Until a worker has taken it in, it lies where it arrived: late is not lost.
  const arrived = path.join(dataDir, 'media', 'incoming', asset.id);
  const held = [await sha256Of(original), ...(queued ? [await sha256Of(arrived)] : [])];
  if (!held.includes(upload.sha256)) faults.push('what was uploaded is lost or changed');
  if (upload.durationMs === null) {
    if (failure !== 'not-video') faults.push(`no video, and ${status} ${failure}`);
  } else if (status !== 'ready') faults.push(`a good video is ${status} ${failure}`);
  if (status === 'ready') faults.push(...(await faultsOfReady(files, upload, asset)));
  return faults;
}

/** Everything that must be true of what can be watched. */
export async function faultsOfReady(
  files: string,
  { durationMs }: Pick<ToldUpload, 'durationMs'>,
  asset: AssetSeen,
): Promise<string[]> {
  if (asset.extent !== 'full') return [`ready without all its qualities (${asset.extent})`];
  const folder = path.join(files, 'vod', asset.id, `r${asset.revision}`);
  const master = await readFile(path.join(folder, 'master.m3u8'), 'utf8').catch(() => '');
  const listed = [...master.matchAll(/^(\d+)\/index\.m3u8$/gm)].map(([, name]) => name ?? '');
  const names = (asset.rungs ?? []).map(({ name }) => name);
  if (names.length === 0 || listed.toSorted().join() !== names.toSorted().join())
    return [`the playlist lists ${listed}, the row ${names}`];
  const faults: string[] = [];
  let bytes = 0;
  for (const name of names) {
    const media = path.join(folder, name, 'media.mp4');
    const size = (await stat(media).catch(() => null))?.size ?? 0;
    bytes += size;
    const playlist = readPlaylist(
      await readFile(path.join(folder, name, 'index.m3u8'), 'utf8').catch(() => ''),
    );
    const fault = playlist === null ? 'no playlist' : faultOf(playlist, size, durationMs ?? 0);
    if (fault !== null) faults.push(`${name}: ${fault}`);
    await decodeSome(media).catch((error: unknown) =>
      faults.push(`${name} cannot be played: ${String(error)}`),
    );
  }
  for (const name of asset.sprite === null ? ['poster.jpg'] : ['poster.jpg', 'sprite.jpg']) {
    const picture = await readFile(path.join(folder, name)).catch(() => Buffer.alloc(0));
    bytes += picture.length;
    const marks = `${picture.toString('hex', 0, 2)} ${picture.toString('hex', picture.length - 2)}`;
    if (marks !== 'ffd8 ffd9') faults.push(`${name} is no whole picture`);
  }
  if (bytes !== Number(asset.bytes)) faults.push(`${bytes} bytes, the row says ${asset.bytes}`);
  if (Math.abs((asset.duration_ms ?? 0) - (durationMs ?? 0)) > 500)
    faults.push(`lasts ${asset.duration_ms} ms`);
  return faults;
}

async function sha256Of(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
