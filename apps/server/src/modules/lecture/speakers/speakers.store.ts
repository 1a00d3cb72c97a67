import { type Selectable, sql, type Updateable } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { LectureTables, SpeakerRow } from '../lecture.tables.ts';
import type { SeriesKey } from '../series/series.store.ts';

const db = tablesOf<LectureTables>();

export type Speaker = Selectable<SpeakerRow>;
/** A speaker with how often they spoke. */
export type SpeakerSeen = Speaker & { readonly lectures: number };

const MOST_IN_SERIES = 200;
const MOST_IN_PALACE = 3000;

/** Who spoke in the published lectures of a series, most often first. */
export async function speakersInSeries(
  reader: Reader,
  { palaceId, seriesId }: SeriesKey,
): Promise<SpeakerSeen[]> {
  const { rows } = await sql<SpeakerSeen>`
    select p.*, spoke.lectures from (
      select s.speaker_id, count(*)::int as lectures
      from lecture_speech s join lecture l on l.palace_id = s.palace_id and l.id = s.lecture_id
      where l.palace_id = ${palaceId} and l.series_id = ${seriesId} and l.state = 'published'
      group by 1) as spoke
    join lecture_speaker p on p.palace_id = ${palaceId} and p.id = spoke.speaker_id
    order by spoke.lectures desc, p.name, p.id limit ${MOST_IN_SERIES}`.execute(reader);
  return rows;
}

/** Everybody who speaks in a palace, by name. */
export async function speakersOfPalace(reader: Reader | Tx, palaceId: string): Promise<SpeakerSeen[]> {
  const { rows } = await sql<SpeakerSeen>`
    select p.*, (select count(*)::int from lecture_speech s
      where s.palace_id = p.palace_id and s.speaker_id = p.id) as lectures
    from lecture_speaker p where p.palace_id = ${palaceId}
    order by p.name, p.id limit ${MOST_IN_PALACE}`.execute(reader);
  return rows;
}

export async function speakerSeen(
  reader: Reader | Tx,
  palaceId: string,
  speakerId: string,
): Promise<SpeakerSeen | undefined> {
  const { rows } = await sql<SpeakerSeen>`
    select p.*, (select count(*)::int from lecture_speech s
      where s.palace_id = p.palace_id and s.speaker_id = p.id) as lectures
    from lecture_speaker p where p.palace_id = ${palaceId} and p.id = ${speakerId}`.execute(reader);
  return rows[0];
}

export async function insertSpeakers(tx: Tx, rows: readonly Speaker[]): Promise<void> {
  if (rows.length > 0)
    await db
      .write(tx)
      .insertInto('lecture_speaker')
      .values([...rows])
      .execute();
}

export async function changeSpeaker(
  tx: Tx,
  palaceId: string,
  speakerId: string,
  change: Updateable<SpeakerRow>,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('lecture_speaker')
    .set(change)
    .where('palace_id', '=', palaceId)
    .where('id', '=', speakerId)
    .execute();
}

/** Removes a speaker; the constraint `lecture_speech_speaker` refuses one who speaks somewhere. */
export async function deleteSpeakerRow(tx: Tx, palaceId: string, speakerId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .write(tx)
    .deleteFrom('lecture_speaker')
    .where('palace_id', '=', palaceId)
    .where('id', '=', speakerId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Who speaks in lectures, in the order in which they are named. */
export async function speakersOf(
  reader: Reader | Tx,
  lectures: readonly { readonly palace_id: string; readonly id: string }[],
): Promise<Map<string, Speaker[]>> {
  if (lectures.length === 0) return new Map();
  const { rows } = await sql<Speaker & { lecture_id: string }>`
    select p.*, s.lecture_id from lecture_speech s
      join lecture_speaker p on p.palace_id = s.palace_id and p.id = s.speaker_id
    where s.palace_id = any (${[...new Set(lectures.map((each) => each.palace_id))]}::uuid[])
      and s.lecture_id = any (${lectures.map((each) => each.id)}::uuid[])
    order by s.lecture_id, s.position`.execute(reader);
  return Map.groupBy(rows, (row) => row.lecture_id);
}

/** Writes anew who speaks in lectures, which name nobody before. */
export async function insertSpeeches(
  tx: Tx,
  palaceId: string,
  lectures: readonly { readonly lectureId: string; readonly speakerIds: readonly string[] }[],
): Promise<void> {
  const rows = lectures.flatMap(({ lectureId, speakerIds }) =>
    [...new Set(speakerIds)].map((speakerId, position) => ({
      palace_id: palaceId,
      lecture_id: lectureId,
      speaker_id: speakerId,
      position,
    })),
  );
  for (let from = 0; from < rows.length; from += 1000) {
    await db
      .write(tx)
      .insertInto('lecture_speech')
      .values(rows.slice(from, from + 1000))
      .execute();
  }
}

export async function deleteSpeeches(tx: Tx, palaceId: string, lectureId: string): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('lecture_speech')
    .where('palace_id', '=', palaceId)
    .where('lecture_id', '=', lectureId)
    .execute();
}
