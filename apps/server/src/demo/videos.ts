import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Reader, Tx } from '../kernel/db.ts';
import type { Storage } from '../kernel/storage/storage.ts';
import { DAY, type DemoCalendar, later } from './calendar.ts';
import { LIN, type Worker } from './people.ts';
import type { Palace } from './places.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';
import { CAPTIONS, CHAPTERS, VIDEOS } from './video-content.ts';

/** The drawn films, made once by the product's own encoder: `lecture` lies, `clip` stands. */
const FILMS = fileURLToPath(new URL('./videos/', import.meta.url));

export interface DemoVideos {
  readonly calendar: DemoCalendar;
  readonly palaces: readonly Palace[];
  readonly workers: readonly Worker[];
}

interface Film {
  readonly durationMs: number;
  readonly bytes: number;
  readonly loudnessLufs: number;
  readonly rungs: readonly { readonly width: number; readonly height: number }[];
  readonly sprite: object;
}

/** Writes the videos, published, with captions, chapters, plays and numbers of other platforms. */
export async function writeVideos(tx: Tx, { calendar, palaces, workers }: DemoVideos): Promise<void> {
  const films = { lecture: await filmOf('lecture'), clip: await filmOf('clip') };
  for (const [index, content] of VIDEOS.entries()) {
    const palace = palaces.find((one) => one.content.slug === content.slug);
    // Whoever signs in as the worker of the sign-in page finds a clip of their own.
    const worker = workers[content.slug === LIN.slug ? LIN.number - 1 : index * 7 + 3];
    if (palace === undefined || worker === undefined) continue;
    const at = later(calendar.now, -content.daysAgo * DAY);
    const id = new Seed(`video ${content.title}`).id(at);
    const owner = content.purpose === 'lecture' ? palace.staff.editor : worker.id;
    const key = { palace_id: palace.id, asset_id: id };
    await insertFilm(tx, { ...content, key, owner, at, film: films[content.purpose] });
    await sql`update media_asset set visibility = 'public', published_at = ${at}
      where palace_id = ${palace.id} and id = ${id}`.execute(tx);
    await insertRows(tx, 'media_play_count', [{ ...key, plays: content.plays }]);
    if (index === 0) await addLectureExtras(tx, key, owner, at);
  }
}

export interface NewFilm {
  readonly key: { readonly palace_id: string; readonly asset_id: string };
  readonly owner: string;
  readonly at: Date;
  readonly film: Film;
  readonly purpose: 'lecture' | 'clip';
  readonly title: string;
  readonly titleEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  readonly ai: 'none' | 'assisted' | 'generated';
}

/** Writes a video that is ready, and private yet. */
export async function insertFilm(tx: Tx, { key, owner, at, film, ...said }: NewFilm): Promise<void> {
  const [rung] = film.rungs;
  await insertRows(tx, 'media_asset', [
    {
      palace_id: key.palace_id,
      id: key.asset_id,
      owner_id: owner,
      purpose: said.purpose,
      title: said.title,
      title_en: said.titleEn,
      description: said.description,
      description_en: said.descriptionEn,
      ai: said.ai,
      file_name: 'video.mp4',
      file_bytes: film.bytes,
      status: 'processing',
      visibility: 'private',
      fingerprint: '',
      visibility_reason: '',
      chapters: said.purpose === 'lecture' ? CHAPTERS : [],
      created_at: at,
      upload_until: at,
      uploaded_at: at,
    },
  ]);
  await insertRows(tx, 'media_revision', [
    {
      ...key,
      revision: 1,
      extent: 'full',
      rungs: film.rungs,
      sprite: film.sprite,
      loudness_lufs: film.loudnessLufs,
      bytes: film.bytes,
      verified_at: at,
    },
  ]);
  await sql`update media_asset set status = 'ready', revision = 1, duration_ms = ${film.durationMs},
    width = ${rung?.width ?? 640}, height = ${rung?.height ?? 360}, ready_at = ${at}
    where palace_id = ${key.palace_id} and id = ${key.asset_id}`.execute(tx);
}

/** The first lecture has captions, and was shown elsewhere too. */
async function addLectureExtras(
  tx: Tx,
  key: { readonly palace_id: string; readonly asset_id: string },
  editor: string,
  at: Date,
): Promise<void> {
  const said = CAPTIONS.split('\n').filter(
    (line) => line !== '' && !line.includes('-->') && line !== 'WEBVTT',
  );
  await insertRows(tx, 'media_caption', [
    {
      ...key,
      lang: 'zh',
      label: '中文',
      vtt: CAPTIONS,
      words: said.join('\n'),
      cues: said.length,
      updated_by: editor,
      updated_at: at,
    },
  ]);
  await insertRows(tx, 'media_external_count', [
    {
      palace_id: key.palace_id,
      id: new Seed('external count').id(at),
      asset_id: key.asset_id,
      platform: '微信视频号',
      kind: 'plays',
      count: 300_000,
      source: '视频号后台',
      as_of: at,
      entered_by: editor,
      entered_at: at,
    },
  ]);
}

/** Puts the films where the videos' addresses lead. */
export async function placeFilms(reader: Reader, storage: Storage): Promise<void> {
  const { rows } = await sql<{ id: string; purpose: 'lecture' | 'clip' }>`
    select id, purpose from media_asset where revision = 1 and file_name = 'video.mp4'`.execute(reader);
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-films-'));
  try {
    for (const { id, purpose } of rows) {
      for (const file of ['360/media.mp4', '360/index.m3u8', 'poster.jpg', 'sprite.jpg', 'master.m3u8']) {
        const copy = path.join(folder, 'copy');
        await copyFile(path.join(FILMS, purpose, file), copy);
        await storage.put(`vod/${id}/r1/${file}`, copy);
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const filmOf = async (name: string): Promise<Film> =>
  JSON.parse(await readFile(path.join(FILMS, name, 'revision.json'), 'utf8'));
