import { sql } from 'kysely';
import type { Tx } from '../kernel/db.ts';
import { DAY, type DemoCalendar, later } from './calendar.ts';
import { filmOf, insertFilm } from './films.ts';
import { LIN, type Worker } from './people.ts';
import type { Palace } from './places.ts';
import { insertRows } from './rows.ts';
import { Seed } from './seed.ts';
import { CAPTIONS, VIDEOS } from './video-content.ts';

export interface DemoVideos {
  readonly calendar: DemoCalendar;
  readonly palaces: readonly Palace[];
  readonly workers: readonly Worker[];
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
