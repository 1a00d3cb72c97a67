import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
}

/** Activities or brands of a palace by id, with what they are called; unknown ones are left out. */
export async function namesInProgramme(
  reader: Reader | Tx,
  what: 'activities' | 'brands',
  palaceId: string,
  ids: readonly string[],
): Promise<Named[]> {
  if (ids.length === 0) return [];
  const read = db.read(reader);
  return what === 'brands'
    ? read
        .selectFrom('brand')
        .select(['id', 'name', 'name_en as nameEn'])
        .where('palace_id', '=', palaceId)
        .where('id', 'in', ids)
        .orderBy('name')
        .execute()
    : read
        .selectFrom('activity')
        .select(['id', 'title as name', 'title_en as nameEn'])
        .where('palace_id', '=', palaceId)
        .where('id', 'in', ids)
        .orderBy('title')
        .execute();
}
