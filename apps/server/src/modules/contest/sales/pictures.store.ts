import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type {
  ContestEntryRow,
  ContestSalesPictureRow,
  ContestSalesRow,
  ContestTables,
} from '../contest.tables.ts';

const db = tablesOf<ContestTables>();

type ReportKey = Pick<ContestSalesRow, 'palace_id' | 'id'>;

/** Pictures of reports by the reports' ids, each in its order. */
export async function picturesOfReports(
  reader: Reader | Tx,
  reports: readonly ReportKey[],
): Promise<Map<string, ContestSalesPictureRow[]>> {
  if (reports.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('contest_sales_picture')
    .selectAll()
    .where('palace_id', 'in', [...new Set(reports.map((report) => report.palace_id))])
    .where(
      'report_id',
      'in',
      reports.map((report) => report.id),
    )
    .orderBy('position')
    .execute();
  return Map.groupBy(rows, (row) => row.report_id);
}

/** The picture of a report that was made of this file. */
export const pictureLike = (
  tx: Tx,
  report: ReportKey,
  sha256: string,
): Promise<ContestSalesPictureRow | undefined> =>
  db
    .read(tx)
    .selectFrom('contest_sales_picture')
    .selectAll()
    .where('palace_id', '=', report.palace_id)
    .where('report_id', '=', report.id)
    .where('sha256', '=', sha256)
    .executeTakeFirst();

/** Its place is given by the database, which refuses a fourth and any of a decided report. */
export const insertPicture = (
  tx: Tx,
  row: Omit<ContestSalesPictureRow, 'position'>,
): Promise<ContestSalesPictureRow> =>
  db
    .write(tx)
    .insertInto('contest_sales_picture')
    .values({ ...row, position: 1 })
    .returningAll()
    .executeTakeFirstOrThrow();

/** Takes a picture off; gives the ids of those that are gone. */
export async function deletePicture(tx: Tx, report: ReportKey, pictureId: string): Promise<string[]> {
  const rows = await db
    .write(tx)
    .deleteFrom('contest_sales_picture')
    .where('palace_id', '=', report.palace_id)
    .where('report_id', '=', report.id)
    .where('id', '=', pictureId)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Takes off the pictures of an entry's reports that are not decided; gives the ids of those that are gone. */
export async function deleteUndecidedPictures(
  tx: Tx,
  entry: Pick<ContestEntryRow, 'palace_id' | 'id'>,
): Promise<string[]> {
  // Held first: what is decided meanwhile keeps its pictures.
  const { rows } = await sql<{ id: string }>`with undecided as (
      select palace_id, id from contest_sales where palace_id = ${entry.palace_id} and entry_id = ${entry.id}
        and state = 'waiting' order by id for no key update)
    delete from contest_sales_picture p using undecided u where p.palace_id = u.palace_id and p.report_id = u.id
    returning p.id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Empties everything that a person gave as proof; gives the ids of the pictures that are gone. */
export async function eraseProofsOf(tx: Tx, personId: string, now: Date): Promise<string[]> {
  await sql`update contest_sales s set proof = '', erased_at = ${now} from contest_entry e
    where e.person_id = ${personId} and s.palace_id = e.palace_id and s.entry_id = e.id`.execute(tx);
  const { rows } = await sql<{
    id: string;
  }>`delete from contest_sales_picture p using contest_sales s, contest_entry e
    where e.person_id = ${personId} and s.palace_id = e.palace_id and s.entry_id = e.id
      and p.palace_id = s.palace_id and p.report_id = s.id returning p.id`.execute(tx);
  return rows.map((row) => row.id);
}
