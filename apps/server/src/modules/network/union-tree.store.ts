import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { NetworkTables, PalaceRow } from './network.tables.ts';

const db = tablesOf<NetworkTables>();

/** A palace with the place of its union in the tree. */
export type PlacedPalace = PalaceRow & { readonly path: string };

export const findUnion = (reader: Reader, unionId: string) =>
  db.read(reader).selectFrom('union_node').selectAll().where('id', '=', unionId).executeTakeFirst();

/** The unions one level below. */
export const unionsBelow = (reader: Reader, unionId: string) =>
  db
    .read(reader)
    .selectFrom('union_node')
    .selectAll()
    .where('parent_id', '=', unionId)
    .orderBy('division_code')
    .orderBy('name')
    .execute();

/** Every palace of the union at `path` and of the unions below it. */
export const palacesUnder = (reader: Reader, path: string): Promise<PlacedPalace[]> =>
  db
    .read(reader)
    .selectFrom('palace')
    .innerJoin('union_node', 'union_node.id', 'palace.union_id')
    .selectAll('palace')
    .select('union_node.path')
    .where(sql<boolean>`union_node.path <@ ${path}::ltree`)
    .orderBy('palace.name')
    .execute();

/** The unions above one, and itself, the highest first. */
export const unionsAbove = (reader: Reader | Tx, path: string) =>
  db
    .read(reader)
    .selectFrom('union_node')
    .selectAll()
    .where(sql<boolean>`path @> ${path}::ltree`)
    .orderBy(sql`nlevel(path)`)
    .execute();

/** The unions that each palace belongs to: its own and those above. */
export async function unionsOfPalaces(
  reader: Reader | Tx,
): Promise<{ palaceId: string; timeZone: string; unionIds: string[] }[]> {
  const { rows } = await sql<{ palaceId: string; timeZone: string; unionIds: string[] }>`
    select p.id as "palaceId", p.time_zone as "timeZone", array_agg(above.id) as "unionIds"
    from palace p
      join union_node own on own.id = p.union_id
      join union_node above on above.path @> own.path
    group by p.id`.execute(reader);
  return rows;
}
