import type { PartnerKind } from '@wengong/contract';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';

export interface PartnerRow {
  palace_id: string;
  id: string;
  name: string;
  kind: PartnerKind;
}

const db = tablesOf<{ partner: PartnerRow }>();

/** Partner organisations of a palace by name; with `ids` only those. */
export async function partnersOf(
  reader: Reader | Tx,
  palaceId: string,
  ids?: readonly string[],
): Promise<PartnerRow[]> {
  if (ids?.length === 0) return [];
  let query = db.read(reader).selectFrom('partner').selectAll().where('palace_id', '=', palaceId);
  if (ids !== undefined) query = query.where('id', 'in', ids);
  return query.orderBy('name').orderBy('id').execute();
}

export const insertPartner = (tx: Tx, row: PartnerRow) =>
  db.write(tx).insertInto('partner').values(row).execute();

/** Changes a partner and returns what it was before; undefined when the palace has no such partner. */
export async function replacePartner(tx: Tx, row: PartnerRow): Promise<PartnerRow | undefined> {
  const at = { palace_id: row.palace_id, id: row.id };
  const before = await db
    .write(tx)
    .selectFrom('partner')
    .selectAll()
    .where('palace_id', '=', at.palace_id)
    .where('id', '=', at.id)
    .forUpdate()
    .executeTakeFirst();
  if (before === undefined) return undefined;
  await db
    .write(tx)
    .updateTable('partner')
    .set({ name: row.name, kind: row.kind })
    .where('palace_id', '=', at.palace_id)
    .where('id', '=', at.id)
    .execute();
  return before;
}
