import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { getMyVideo } from '@wengong/contract';
import type { MediaApp } from '../../../../apps/server/src/modules/media/media.factory.ts';
import {
  faultOf,
  readPlaylist,
} from '../../../../apps/server/src/modules/media/processing/playlist.rules.ts';
import type { TestPerson } from '../../../../apps/server/src/testkit/person.ts';
import { faultsOfReady } from '../checker.ts';

export interface Video {
  readonly id: string;
  readonly owner: TestPerson;
  readonly durationMs: number;
}

interface Row {
  readonly status: string;
  readonly failure: string | null;
  readonly revision: number | null;
  readonly stage: string | null;
  readonly attempts: number | null;
  readonly without_room: number | null;
  readonly leased: boolean;
  readonly last_error: string | null;
}

export async function rowOf({ deps }: MediaApp, id: string): Promise<Row> {
  const { rows } = await deps.db.pool.query<Row>(
    `select asset.status, asset.failure, asset.revision, job.stage, job.attempts,
      job.without_room, job.lease_id is not null as leased, job.last_error
    from media_asset as asset left join media_job as job on job.asset_id = asset.id where asset.id = $1`,
    [id],
  );
  if (rows[0] === undefined) throw new Error(`the row of ${id} is gone`);
  return rows[0];
}

/** What is wrong with a video while there is no room: nothing may be stuck, given up, half, or left behind. */
export async function faultsWhileFull(app: MediaApp, video: Video): Promise<string[]> {
  const row = await rowOf(app, video.id);
  const faults = await faultsOfWatchable(app, video);
  if (row.status === 'ready') return [...faults, ...(await faultsOfFiles(app, video))];
  if (row.status !== 'waiting' || row.failure !== null) faults.push(`is ${row.status} ${row.failure}`);
  if (row.leased) faults.push('its job is stuck');
  if (row.stage !== 'room' || row.without_room !== row.attempts)
    faults.push(`waits for ${row.stage}, ${row.without_room} of ${row.attempts} tries without room`);
  return faults;
}

/** What is wrong with it once there is room again, and it was called again. */
export async function faultsWithRoom(app: MediaApp, video: Video): Promise<string[]> {
  const { status, failure, last_error } = await rowOf(app, video.id);
  if (status !== 'ready') return [`a good video is ${status} ${failure ?? last_error}`];
  return [...(await faultsOfWatchable(app, video)), ...(await faultsOfFiles(app, video))];
}

/** Looks at everything that can be had under a signed address, as a player does. */
async function faultsOfWatchable(app: MediaApp, { id, owner, durationMs }: Video): Promise<string[]> {
  const { playback } = await app.call(getMyVideo, { params: { videoId: id }, as: owner });
  if (playback === null) return [];
  const get = (url: string) => app.inject({ method: 'GET', url });
  const master = await get(playback.master);
  const names = [...master.body.matchAll(/^(\d+)\/index\.m3u8$/gm)].map(([, name]) => name ?? '');
  const faults = names.length === 0 ? [`nothing is listed: ${master.statusCode}`] : [];
  for (const name of names) {
    const base = playback.master.replace('master.m3u8', `${name}/`);
    const playlist = readPlaylist((await get(`${base}index.m3u8`)).body);
    const { length } = (await get(`${base}media.mp4`)).rawPayload;
    const fault = playlist === null ? 'no playlist' : faultOf(playlist, length, durationMs);
    if (fault !== null) faults.push(`reachable ${name}: ${fault}`);
  }
  return faults;
}

/** Verifies anew, from the files alone, a video that is said to be ready. */
async function faultsOfFiles({ deps, folder }: MediaApp, video: Video): Promise<string[]> {
  const { rows } = await deps.db.pool.query(
    `select asset.id, asset.duration_ms, made.revision, made.extent, made.rungs, made.sprite, made.bytes
    from media_asset as asset join media_revision as made on made.palace_id = asset.palace_id
      and made.asset_id = asset.id and made.revision = asset.revision
    where asset.id = $1`,
    [video.id],
  );
  return faultsOfReady(path.join(folder, 'files', 'media'), video, rows[0]);
}

/** Folders of work, and files of revisions that nobody was shown, that are left behind. */
export async function leftBehind({ deps, folder }: MediaApp): Promise<string[]> {
  const list = (...names: string[]) => readdir(path.join(folder, ...names)).catch(() => []);
  const left = (await list('media', 'work')).map((name) => `work/${name} is left behind`);
  const { rows } = await deps.db.pool.query<{ place: string }>(`
    select asset_id || '/r' || revision as place from media_revision`);
  const known = new Set(rows.map(({ place }) => place));
  for (const id of await list('files', 'media', 'vod')) {
    for (const revision of await list('files', 'media', 'vod', id))
      if (!known.has(`${id}/${revision}`)) left.push(`vod/${id}/${revision} is left behind`);
  }
  return left;
}
