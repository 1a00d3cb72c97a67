import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { LectureTables } from '../lecture.tables.ts';

const db = tablesOf<LectureTables>();

/** Has somebody told of new lectures of a published series. Returns whether there is such a series. */
export async function subscribe(tx: Tx, seriesId: string, personId: string, now: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with series as (select palace_id, id from lecture_series where id = ${seriesId} and state = 'published'),
    written as (
      insert into lecture_subscription (palace_id, series_id, person_id, since)
      select palace_id, id, ${personId}, ${now} from series on conflict do nothing)
    select id from series`.execute(tx);
  return rows.length > 0;
}

export async function unsubscribe(tx: Tx, seriesId: string, personId: string): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('lecture_subscription')
    .where('series_id', '=', seriesId)
    .where('person_id', '=', personId)
    .execute();
}

/** Series that somebody is told of, in the order in which they asked. */
export async function subscriptionsOf(
  reader: Reader,
  personId: string,
): Promise<{ palaceId: string; seriesId: string; since: Date }[]> {
  return db
    .read(reader)
    .selectFrom('lecture_subscription')
    .select(['palace_id as palaceId', 'series_id as seriesId', 'since'])
    .where('person_id', '=', personId)
    .orderBy('since')
    .orderBy('series_id')
    .limit(200)
    .execute();
}

/** Who is told of new lectures of a series: the next `limit` people after `after`. */
export async function subscribersOf(
  tx: Tx,
  { palaceId, seriesId }: { readonly palaceId: string; readonly seriesId: string },
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from lecture_subscription
    where palace_id = ${palaceId} and series_id = ${seriesId}
      and (${after}::uuid is null or person_id > ${after}::uuid)
    order by person_id limit ${limit}`.execute(tx);
  return rows.map((row) => row.person_id);
}

export async function forgetSubscriber(tx: Tx, personId: string): Promise<void> {
  await db.write(tx).deleteFrom('lecture_subscription').where('person_id', '=', personId).execute();
}
