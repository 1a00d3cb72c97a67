import type { Insertable } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { type Item, ofItems } from '../items.store.ts';
import type { AppealRow, ModerationTables } from '../moderation.tables.ts';

const db = tablesOf<ModerationTables>();

export async function insertAppeal(tx: Tx, row: Insertable<AppealRow>): Promise<void> {
  await db.write(tx).insertInto('moderation_appeal').values(row).execute();
}

/** Writes what became of an item's appeal. */
export async function settleAppeal(
  tx: Tx,
  item: Pick<Item, 'palace_id' | 'id'>,
  outcome: 'accepted' | 'refused',
): Promise<void> {
  await db
    .write(tx)
    .updateTable('moderation_appeal')
    .set({ outcome })
    .where('palace_id', '=', item.palace_id)
    .where('item_id', '=', item.id)
    .where('outcome', 'is', null)
    .execute();
}

/** Appeals by their items' ids. */
export async function appealsOf(
  reader: Reader | Tx,
  items: readonly Pick<Item, 'palace_id' | 'id'>[],
): Promise<Map<string, AppealRow>> {
  const rows = await db
    .read(reader)
    .selectFrom('moderation_appeal')
    .selectAll()
    .where(ofItems(items))
    .execute();
  return new Map(rows.map((row) => [row.item_id, row]));
}
