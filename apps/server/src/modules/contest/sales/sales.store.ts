import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ContestKey } from '../contest.store.ts';
import type { ContestEntryRow, ContestSalesRow, ContestTables } from '../contest.tables.ts';

const db = tablesOf<ContestTables>();

export interface SalesSeen extends ContestSalesRow {
  readonly number: number;
  readonly title: string;
  readonly entrant_name: string;
  readonly person_id: string;
}

const seen = sql`
  select s.*, e.number, e.title, e.entrant_name, e.person_id from contest_sales s
    join contest_entry e on e.palace_id = s.palace_id and e.id = s.entry_id`;

/** Reports of a contest, waiting ones first, then the latest. */
export async function salesOfContest(reader: Reader, key: ContestKey, limit: number): Promise<SalesSeen[]> {
  const { rows } = await sql<SalesSeen>`${seen} where s.palace_id = ${key.palaceId}
    and s.contest_id = ${key.contestId}
    order by (s.state = 'waiting') desc, s.reported_at desc, s.id limit ${limit}`.execute(reader);
  return rows;
}

export async function salesById(
  reader: Reader | Tx,
  key: ContestKey,
  reportId: string,
): Promise<SalesSeen | undefined> {
  const { rows } = await sql<SalesSeen>`${seen} where s.palace_id = ${key.palaceId}
    and s.contest_id = ${key.contestId} and s.id = ${reportId}`.execute(reader);
  return rows[0];
}

/** Holds a report until the transaction ends: its pictures stay as they are. */
export async function lockSales(tx: Tx, report: Pick<ContestSalesRow, 'palace_id' | 'id'>): Promise<void> {
  await sql`select from contest_sales where palace_id = ${report.palace_id} and id = ${report.id}
    for no key update`.execute(tx);
}

/** A report of one of a person's entries. */
export async function reportOfPerson(
  reader: Reader | Tx,
  personId: string,
  { entryId, reportId }: { readonly entryId: string; readonly reportId: string },
): Promise<ContestSalesRow | undefined> {
  const { rows } = await sql<ContestSalesRow>`select s.* from contest_sales s
    join contest_entry e on e.palace_id = s.palace_id and e.id = s.entry_id
    where s.id = ${reportId} and e.id = ${entryId} and e.person_id = ${personId}`.execute(reader);
  return rows[0];
}

/** Reports of entries, latest first. */
export async function salesOfEntries(
  reader: Reader | Tx,
  entries: readonly Pick<ContestEntryRow, 'palace_id' | 'id'>[],
): Promise<ContestSalesRow[]> {
  if (entries.length === 0) return [];
  return await db
    .read(reader)
    .selectFrom('contest_sales')
    .selectAll()
    .where('palace_id', 'in', [...new Set(entries.map((entry) => entry.palace_id))])
    .where(
      'entry_id',
      'in',
      entries.map((entry) => entry.id),
    )
    .orderBy('reported_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** What an entry has sold by the reports that were accepted, fen. */
export async function acceptedSales(
  reader: Reader,
  entry: Pick<ContestEntryRow, 'palace_id' | 'id'>,
): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('contest_sales')
    .select(sql<number>`coalesce(sum(amount_fen), 0)`.as('fen'))
    .where('palace_id', '=', entry.palace_id)
    .where('entry_id', '=', entry.id)
    .where('state', '=', 'accepted')
    .executeTakeFirstOrThrow();
  return row.fen;
}

export const insertSales = (tx: Tx, row: ContestSalesRow) =>
  db.write(tx).insertInto('contest_sales').values(row).execute();

/** Decides a report; `contest_sales_edge` refuses the second of two. */
export const decideSales = (
  tx: Tx,
  report: Pick<ContestSalesRow, 'palace_id' | 'id'>,
  decision: Pick<ContestSalesRow, 'state' | 'note' | 'decided_at' | 'decided_by'>,
) =>
  db
    .write(tx)
    .updateTable('contest_sales')
    .set(decision)
    .where('palace_id', '=', report.palace_id)
    .where('id', '=', report.id)
    .execute();
