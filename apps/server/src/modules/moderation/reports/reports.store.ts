import { type Insertable, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { type Item, ofItems } from '../items.store.ts';
import type { ModerationTables, ReportRow } from '../moderation.tables.ts';

const db = tablesOf<ModerationTables>();

/** Writes a report; `moderation_report_once` refuses a second one of a person. */
export async function insertReport(tx: Tx, row: Insertable<ReportRow>): Promise<void> {
  await db.write(tx).insertInto('moderation_report').values(row).execute();
}

/**
 * Counts a report of a person's day (as the capital's calendar has it); `moderation_reporter_a_day` refuses the first
 * too many. Those of one person come one after the other.
 */
export async function countReport(tx: Tx, personId: string, day: string): Promise<void> {
  await sql`insert into moderation_reporter as had (person_id, day, reports) values (${personId}, ${day}, 1)
    on conflict (person_id) do update set day = excluded.day,
      reports = case when had.day = excluded.day then had.reports + 1 else 1 end`.execute(tx);
}

/** Writes the outcome of an item's open reports; whose they were. */
export async function closeReports(
  tx: Tx,
  item: Pick<Item, 'palace_id' | 'id'>,
  outcome: 'upheld' | 'dismissed',
): Promise<string[]> {
  const rows = await db
    .write(tx)
    .updateTable('moderation_report')
    .set({ outcome })
    .where('palace_id', '=', item.palace_id)
    .where('item_id', '=', item.id)
    .where('outcome', 'is', null)
    .returning('reporter_id')
    .execute();
  return rows.map((row) => row.reporter_id);
}

/** Open reports of items, oldest first. */
export const openReports = (
  reader: Reader | Tx,
  items: readonly Pick<Item, 'palace_id' | 'id'>[],
): Promise<ReportRow[]> =>
  db
    .read(reader)
    .selectFrom('moderation_report')
    .selectAll()
    .where(ofItems(items))
    .where('outcome', 'is', null)
    .orderBy('at')
    .limit(200)
    .execute();
