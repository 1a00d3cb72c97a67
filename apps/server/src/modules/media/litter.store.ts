import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { MediaTables } from './media.tables.ts';

const db = tablesOf<MediaTables>();

/** Files that nobody needs from `notBefore` on; gives the note's id. */
export async function insertLitter(tx: Tx, prefix: string, notBefore: Date): Promise<string> {
  const id = newId();
  await db.write(tx).insertInto('media_litter').values({ id, prefix, not_before: notBefore }).execute();
  return id;
}

/** Clocks of two machines differ by less, ms. */
const CLOCKS_APART = 5 * 60_000;

/** The files are needed after all; false when it is too late to say so, and they may be gone. */
export async function takeBackLitter(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numDeletedRows } = await db
    .write(tx)
    .deleteFrom('media_litter')
    .where('id', '=', id)
    .where('not_before', '>', new Date(now.getTime() + CLOCKS_APART))
    .executeTakeFirst();
  return numDeletedRows > 0n;
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
