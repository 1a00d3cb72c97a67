import { type Selectable, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { LectureRow, LectureTables } from '../lecture.tables.ts';
import type { SeriesKey } from '../series/series.store.ts';

const db = tablesOf<LectureTables>();

export type Lecture = Omit<Selectable<LectureRow>, 'search'>;

export interface LectureKey {
  readonly palaceId: string;
  readonly lectureId: string;
}

const columns = [
  'palace_id',
  'id',
  'series_id',
  'number',
  'held_on',
  'title',
  'title_en',
  'summary',
  'summary_en',
  'video_id',
  'session_id',
  'state',
  'published_at',
  'told_at',
  'created_at',
] as const;

export const lectureById = (
  reader: Reader | Tx,
  { palaceId, lectureId }: LectureKey,
): Promise<Lecture | undefined> =>
  db
    .read(reader)
    .selectFrom('lecture')
    .select(columns)
    .where('palace_id', '=', palaceId)
    .where('id', '=', lectureId)
    .executeTakeFirst();

/** A lecture, held until the transaction ends; after its series. */
export const lockLecture = (tx: Tx, { palaceId, lectureId }: LectureKey): Promise<Lecture | undefined> =>
  db
    .write(tx)
    .selectFrom('lecture')
    .select(columns)
    .where('palace_id', '=', palaceId)
    .where('id', '=', lectureId)
    .forUpdate()
    .executeTakeFirst();

export interface LectureFilter {
  readonly published?: true;
  readonly year?: number | undefined;
  readonly speakerId?: string | undefined;
  /** Found by words of their own, by a speaker's name, or since the words are said in one of the recordings. */
  readonly search?:
    | { readonly tsquery: string; readonly typed: string; readonly videoIds: readonly string[] }
    | undefined;
  readonly withVideo?: true;
  readonly before?: { readonly heldOn: string; readonly number: number } | null;
  readonly limit: number;
}

/** Lectures of a series, the latest first. */
export async function lecturesOf(
  reader: Reader | Tx,
  { palaceId, seriesId }: SeriesKey,
  filter: LectureFilter,
): Promise<Lecture[]> {
  const { search, before = null } = filter;
  let query = db
    .read(reader)
    .selectFrom('lecture')
    .select(columns)
    .where('palace_id', '=', palaceId)
    .where('series_id', '=', seriesId);
  if (filter.published) query = query.where('state', '=', 'published');
  if (filter.withVideo) query = query.where('video_id', 'is not', null);
  if (filter.year !== undefined) {
    query = query
      .where('held_on', '>=', `${filter.year}-01-01`)
      .where('held_on', '<=', `${filter.year}-12-31`);
  }
  if (filter.speakerId !== undefined) {
    query = query.where(
      sql<boolean>`exists (select from lecture_speech s where s.palace_id = lecture.palace_id
        and s.lecture_id = lecture.id and s.speaker_id = ${filter.speakerId})`,
    );
  }
  if (search !== undefined) {
    const named = `%${search.typed.replaceAll(/[\\%_]/g, '\\$&')}%`;
    query = query.where(
      sql<boolean>`(search @@ ${search.tsquery}::tsquery or video_id = any (${[...search.videoIds]}::uuid[])
        or exists (select from lecture_speech s join lecture_speaker p on p.palace_id = s.palace_id and p.id = s.speaker_id
          where s.palace_id = lecture.palace_id and s.lecture_id = lecture.id
            and (p.name ilike ${named} or p.name_en ilike ${named})))`,
    );
  }
  if (before !== null) {
    query = query.where(sql<boolean>`(held_on, number) < (${before.heldOn}::date, ${before.number}::int)`);
  }
  return query.orderBy('held_on', 'desc').orderBy('number', 'desc').limit(filter.limit).execute();
}

export const lectureByNumber = (
  reader: Reader,
  { palaceId, seriesId }: SeriesKey,
  number: number,
): Promise<Lecture | undefined> =>
  db
    .read(reader)
    .selectFrom('lecture')
    .select(columns)
    .where('palace_id', '=', palaceId)
    .where('series_id', '=', seriesId)
    .where('number', '=', number)
    .executeTakeFirst();

/** The published lecture that comes next by number, or came before. */
export const neighbourOf = (
  reader: Reader,
  lecture: Lecture,
  side: 'previous' | 'next',
): Promise<Pick<Lecture, 'number' | 'title' | 'title_en'> | undefined> =>
  db
    .read(reader)
    .selectFrom('lecture')
    .select(['number', 'title', 'title_en'])
    .where('palace_id', '=', lecture.palace_id)
    .where('series_id', '=', lecture.series_id)
    .where('state', '=', 'published')
    .where('number', side === 'next' ? '>' : '<', lecture.number)
    .orderBy('number', side === 'next' ? 'asc' : 'desc')
    .limit(1)
    .executeTakeFirst();

/** Published lectures of published series that were held in sessions, the latest first. */
export async function lecturesInSessions(
  reader: Reader,
  sessions: readonly { readonly palaceId: string; readonly sessionId: string }[],
): Promise<Lecture[]> {
  if (sessions.length === 0) return [];
  const { rows } = await sql<Lecture>`
    select l.* from lecture l join lecture_series s on s.palace_id = l.palace_id and s.id = l.series_id
    where l.palace_id = any (${[...new Set(sessions.map((each) => each.palaceId))]}::uuid[])
      and l.session_id = any (${sessions.map((each) => each.sessionId)}::uuid[])
      and l.state = 'published' and s.state = 'published'
    order by l.held_on desc, l.id`.execute(reader);
  return rows;
}

/** The published lecture of a published series that a video records. */
export async function lectureOfVideo(reader: Reader, videoId: string): Promise<Lecture | undefined> {
  const { rows } = await sql<Lecture>`
    select l.* from lecture l join lecture_series s on s.palace_id = l.palace_id and s.id = l.series_id
    where l.video_id = ${videoId} and l.state = 'published' and s.state = 'published'`.execute(reader);
  return rows[0];
}

/** The number behind the last one of a series, and the numbers that are taken. */
export async function numbersOf(
  reader: Reader | Tx,
  { palaceId, seriesId }: SeriesKey,
): Promise<Set<number>> {
  const rows = await db
    .read(reader)
    .selectFrom('lecture')
    .select('number')
    .where('palace_id', '=', palaceId)
    .where('series_id', '=', seriesId)
    .execute();
  return new Set(rows.map((row) => row.number));
}

/** Recordings and sessions that a lecture of the palace has already. */
export async function taken(
  reader: Reader,
  palaceId: string,
): Promise<{ readonly videos: Set<string>; readonly sessions: Set<string> }> {
  const rows = await db
    .read(reader)
    .selectFrom('lecture')
    .select(['video_id', 'session_id'])
    .where('palace_id', '=', palaceId)
    .where((any) => any.or([any('video_id', 'is not', null), any('session_id', 'is not', null)]))
    .execute();
  return {
    videos: new Set(rows.flatMap((row) => row.video_id ?? [])),
    sessions: new Set(rows.flatMap((row) => row.session_id ?? [])),
  };
}
