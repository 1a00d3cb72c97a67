import { sql } from 'kysely';
import { type Reader, tablesOf } from '../../kernel/db.ts';
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
