import { type Insertable, sql, type Updateable } from 'kysely';
import { type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import { lexemesOfText } from '../../programme/index.ts';
import type { LectureRow, LectureTables } from '../lecture.tables.ts';
import type { SeriesKey } from '../series/series.store.ts';
import type { LectureKey } from './lectures.store.ts';

const db = tablesOf<LectureTables>();

/** What a lecture is written from; what it is searched by follows from it. */
export type LectureContent = Pick<
  Insertable<LectureRow>,
  'number' | 'held_on' | 'title' | 'title_en' | 'summary' | 'summary_en' | 'video_id' | 'session_id'
>;

const lexemesOf = (content: LectureContent): string[] =>
  lexemesOfText([content.title, content.title_en, content.summary, content.summary_en].join('\n'));

/** Writes lectures as drafts. */
export async function insertLectures(
  tx: Tx,
  { palaceId, seriesId }: SeriesKey,
  lectures: readonly (LectureContent & { readonly id: string })[],
  now: Date,
): Promise<void> {
  const rows = lectures.map((content) => ({ ...content, lexemes: lexemesOf(content) }));
  await sql`insert into lecture (palace_id, series_id, id, number, held_on, title, title_en, summary, summary_en,
      video_id, session_id, search, created_at)
    select ${palaceId}, ${seriesId}, id, number, held_on, title, title_en, summary, summary_en,
      video_id, session_id, array_to_tsvector(lexemes), ${now}
    from ${tableOf(rows, {
      id: 'uuid',
      number: 'int',
      held_on: 'date',
      title: 'text',
      title_en: 'text',
      summary: 'text',
      summary_en: 'text',
      video_id: 'uuid',
      session_id: 'uuid',
      lexemes: 'text[]',
    })} as given`.execute(tx);
}

export async function changeLecture(
  tx: Tx,
  { palaceId, lectureId }: LectureKey,
  content: LectureContent,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('lecture')
    .set({ ...content, search: sql<string>`array_to_tsvector(${lexemesOf(content)}::text[])` })
    .where('palace_id', '=', palaceId)
    .where('id', '=', lectureId)
    .execute();
}

export async function changeState(
  tx: Tx,
  { palaceId, lectureId }: LectureKey,
  change: Pick<Updateable<LectureRow>, 'state' | 'published_at' | 'told_at'>,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('lecture')
    .set(change)
    .where('palace_id', '=', palaceId)
    .where('id', '=', lectureId)
    .execute();
}

/** Publishes all drafts of a series; returns how many. */
export async function publishAllDrafts(
  tx: Tx,
  { palaceId, seriesId }: SeriesKey,
  now: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .write(tx)
    .updateTable('lecture')
    .set({ state: 'published', published_at: now })
    .where('palace_id', '=', palaceId)
    .where('series_id', '=', seriesId)
    .where('state', '=', 'draft')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export async function deleteLectureRow(tx: Tx, { palaceId, lectureId }: LectureKey): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('lecture')
    .where('palace_id', '=', palaceId)
    .where('id', '=', lectureId)
    .execute();
}
