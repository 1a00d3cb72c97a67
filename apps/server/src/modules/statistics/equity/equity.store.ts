import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { StatisticsTables } from '../statistics.tables.ts';
import type { GroupCell } from './equity.rules.ts';

const db = tablesOf<StatisticsTables>();

export type Dimension = 'category' | 'band' | 'district';

export interface PalaceMonth {
  readonly palaceId: string;
  readonly month: string;
}

/** Months whose groups are to be counted again, the latest first. */
export const dueMonths = (reader: Reader, limit: number): Promise<PalaceMonth[]> =>
  db
    .read(reader)
    .selectFrom('figure_group_month')
    .select(['palace_id as palaceId', 'month'])
    .where('due', '=', true)
    .orderBy('month', 'desc')
    .orderBy('palace_id')
    .limit(limit)
    .execute();

/** Takes a month to count it, locked until the transaction ends; false when it is not due any more. */
export async function takeMonth(tx: Tx, { palaceId, month }: PalaceMonth, now: Date): Promise<boolean> {
  const row = await db
    .write(tx)
    .updateTable('figure_group_month')
    .set({ due: false, counted_at: now })
    .where('palace_id', '=', palaceId)
    .where('month', '=', month)
    .where('due', '=', true)
    .returning('month')
    .executeTakeFirst();
  return row !== undefined;
}

/** Replaces the groups of a month. */
export async function writeGroups(
  tx: Tx,
  { palaceId, month }: PalaceMonth,
  cells: readonly (GroupCell & { readonly dimension: Dimension })[],
): Promise<void> {
  await sql`delete from figure_group where palace_id = ${palaceId} and month = ${month}`.execute(tx);
  if (cells.length === 0) return;
  await sql`insert into figure_group (palace_id, month, dimension, value, visits, people)
    select ${palaceId}, ${month}, dimension, value, visits, people
    from ${tableOf(cells, { dimension: 'text', value: 'text', visits: 'int', people: 'int' })} as counted`.execute(
    tx,
  );
}

/** Groups of some palaces over whole months, added up; and when the eldest count was made. */
export async function readGroups(
  reader: Reader,
  palaceIds: readonly string[],
  months: { readonly from: string; readonly to: string },
): Promise<{ cells: (GroupCell & { dimension: Dimension })[]; countedAt: Date | null }> {
  const { rows: cells } = await sql<GroupCell & { dimension: Dimension }>`
    select dimension, value, sum(visits)::bigint as visits, sum(people)::bigint as people from figure_group
    where palace_id = any (${palaceIds}::uuid[]) and month between ${months.from} and ${months.to}
    group by 1, 2`.execute(reader);
  const { rows } = await sql<{ countedAt: Date | null }>`
    select min(counted_at) as "countedAt" from figure_group_month
    where palace_id = any (${palaceIds}::uuid[]) and month between ${months.from} and ${months.to}`.execute(
    reader,
  );
  return { cells, countedAt: rows[0]?.countedAt ?? null };
}
