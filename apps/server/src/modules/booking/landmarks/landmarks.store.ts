import { sql } from 'kysely';
import type { Place } from '../../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { LandmarkRow, StampRow } from './landmarks.tables.ts';

const db = tablesOf<BookingTables>();

export const MOST_LANDMARKS = 200;

/** Those that are open, in order. */
export const landmarksOf = (reader: Reader | Tx, palaceId: string): Promise<LandmarkRow[]> =>
  db
    .read(reader)
    .selectFrom('landmark')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('closed_at', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .limit(MOST_LANDMARKS)
    .execute();

/** An open landmark. */
export const landmarkById = (
  reader: Reader | Tx,
  palaceId: string,
  id: string,
): Promise<LandmarkRow | undefined> =>
  db
    .read(reader)
    .selectFrom('landmark')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();

export const insertLandmark = (tx: Tx, row: LandmarkRow) =>
  db.write(tx).insertInto('landmark').values(row).execute();

export const updateLandmark = (tx: Tx, { palace_id, id, ...content }: LandmarkRow) =>
  db
    .write(tx)
    .updateTable('landmark')
    .set(content)
    .where('palace_id', '=', palace_id)
    .where('id', '=', id)
    .execute();

/** Deletes a landmark where nobody has a stamp. */
export const deleteUnstamped = (tx: Tx, palaceId: string, id: string) =>
  sql`delete from landmark where palace_id = ${palaceId} and id = ${id} and not exists (
    select from stamp where stamp.palace_id = landmark.palace_id and stamp.landmark_id = landmark.id)`.execute(
    tx,
  );

/** Collects a stamp unless the person has it today. Returns when it was collected, and whether just now. */
export async function collect(tx: Tx, row: StampRow): Promise<{ at: Date; isNew: boolean }> {
  const written = await db
    .write(tx)
    .insertInto('stamp')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('at')
    .executeTakeFirst();
  if (written !== undefined) return { at: written.at, isNew: true };
  const earlier = await db
    .write(tx)
    .selectFrom('stamp')
    .select('at')
    .where('palace_id', '=', row.palace_id)
    .where('landmark_id', '=', row.landmark_id)
    .where('person_id', '=', row.person_id)
    .where('day', '=', row.day)
    .executeTakeFirstOrThrow();
  return { at: earlier.at, isNew: false };
}

/** Different open landmarks of a palace that the person has stamped. */
export async function stampedLandmarks(
  reader: Reader | Tx,
  palaceId: string,
  personId: string,
): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('stamp')
    .innerJoin('landmark', (join) =>
      join.onRef('landmark.palace_id', '=', 'stamp.palace_id').onRef('landmark.id', '=', 'stamp.landmark_id'),
    )
    .select((eb) => eb.fn.count<number>('stamp.landmark_id').distinct().as('count'))
    .where('stamp.palace_id', '=', palaceId)
    .where('stamp.person_id', '=', personId)
    .where('landmark.closed_at', 'is', null)
    .executeTakeFirstOrThrow();
  return row.count;
}

export interface StampSeen extends StampRow {
  readonly name: string;
  readonly name_en: string;
}

/** A person's stamps, newest first, after a place. */
export function stampsOf(
  reader: Reader,
  personId: string,
  after: Place | null,
  limit: number,
): Promise<StampSeen[]> {
  let query = db
    .read(reader)
    .selectFrom('stamp')
    .innerJoin('landmark', (join) =>
      join.onRef('landmark.palace_id', '=', 'stamp.palace_id').onRef('landmark.id', '=', 'stamp.landmark_id'),
    )
    .selectAll('stamp')
    .select(['landmark.name', 'landmark.name_en'])
    .where('stamp.person_id', '=', personId)
    .orderBy('stamp.at', 'desc')
    .orderBy('stamp.landmark_id', 'desc')
    .limit(limit);
  if (after !== null) {
    query = query.where(
      sql<boolean>`(stamp.at, stamp.landmark_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  }
  return query.execute();
}
