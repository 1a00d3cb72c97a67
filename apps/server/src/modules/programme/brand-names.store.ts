import { type Reader, tablesOf } from '../../kernel/db.ts';
import type { ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

/** Names of some brands, by id. */
export async function brandNames(
  reader: Reader,
  keys: readonly { readonly palaceId: string; readonly brandId: string }[],
): Promise<Map<string, { readonly name: string; readonly nameEn: string }>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('brand')
    .select(['id', 'name', 'name_en as nameEn'])
    .where('palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where('id', 'in', [...new Set(keys.map((key) => key.brandId))])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
