import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { MediaTables } from './media.tables.ts';

const db = tablesOf<MediaTables>();

/** Files that nobody needs from `notBefore` on. */
export async function insertLitter(tx: Tx, prefix: string, notBefore: Date): Promise<void> {
  await db
    .write(tx)
    .insertInto('media_litter')
    .values({ id: newId(), prefix, not_before: notBefore })
    .execute();
}

export const dueLitter = (
  reader: Reader,
  now: Date,
  limit: number,
): Promise<{ id: string; prefix: string }[]> =>
  db
    .read(reader)
    .selectFrom('media_litter')
    .select(['id', 'prefix'])
    .where('not_before', '<=', now)
    .orderBy('not_before')
    .limit(limit)
    .execute();

export async function deleteLitter(tx: Tx, id: string): Promise<void> {
  await db.write(tx).deleteFrom('media_litter').where('id', '=', id).execute();
}
