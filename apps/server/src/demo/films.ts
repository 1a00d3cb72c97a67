import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import type { Reader, Tx } from '../kernel/db.ts';
import type { Storage } from '../kernel/storage/storage.ts';
import { insertRows } from './rows.ts';
import { CHAPTERS } from './video-content.ts';

/** The drawn films, made once by the product's own encoder: a lecture, a clip, and one for each kind of contest entry. */
const FILMS = fileURLToPath(new URL('./videos/', import.meta.url));
const NAMES = ['lecture', 'clip', 'song', 'dance', 'craft', 'family', 'live'] as const;
type FilmName = (typeof NAMES)[number];

export interface Film {
  readonly name: FilmName;
  readonly durationMs: number;
  readonly bytes: number;
  readonly loudnessLufs: number;
  readonly rungs: readonly { readonly width: number; readonly height: number }[];
  readonly sprite: object;
}

export const filmOf = async (name: FilmName): Promise<Film> => ({
  name,
  ...JSON.parse(await readFile(path.join(FILMS, name, 'revision.json'), 'utf8')),
});

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
      file_name: `${film.name}.mp4`,
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

/** Puts the films where the videos' addresses lead. */
export async function placeFilms(reader: Reader, storage: Storage): Promise<void> {
  const { rows } = await sql<{ id: string; film: string }>`
    select id, split_part(file_name, '.', 1) as film from media_asset
    where revision = 1 and file_name = any (${NAMES.map((name) => `${name}.mp4`)}::text[])`.execute(reader);
  const folder = await mkdtemp(path.join(tmpdir(), 'wengong-films-'));
  const left = [...rows];
  const placeNext = async (hand: number) => {
    for (let video = left.pop(); video !== undefined; video = left.pop()) {
      for (const file of ['360/media.mp4', '360/index.m3u8', 'poster.jpg', 'sprite.jpg', 'master.m3u8']) {
        const copy = path.join(folder, String(hand));
        await copyFile(path.join(FILMS, video.film, file), copy);
        await storage.put(`vod/${video.id}/r1/${file}`, copy);
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, hand) => placeNext(hand)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Videos placed at once: most of the time goes into waiting for the disk. */
const AT_ONCE = 8;
