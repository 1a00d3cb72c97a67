import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { NetworkTables, PalaceRow, UnionRow } from './network.tables.ts';

const db = tablesOf<NetworkTables>();

export const insertUnion = (tx: Tx, row: UnionRow) =>
  db.write(tx).insertInto('union_node').values(row).execute();

export const insertPalace = (tx: Tx, row: PalaceRow) =>
  db.write(tx).insertInto('palace').values(row).execute();

export const palaceBySlug = (reader: Reader, slug: string) =>
  db.read(reader).selectFrom('palace').selectAll().where('slug', '=', slug).executeTakeFirst();

export const palaceById = (reader: Reader | Tx, id: string) =>
  db.read(reader).selectFrom('palace').selectAll().where('id', '=', id).executeTakeFirst();

/** Palaces by id, for lists that go over several. */
export async function palacesByIds(
  reader: Reader | Tx,
  ids: readonly string[],
): Promise<Map<string, PalaceRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('palace')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Unions by id, for lists that go over several. */
export async function unionsByIds(
  reader: Reader | Tx,
  ids: readonly string[],
): Promise<Map<string, UnionRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('union_node')
    .selectAll()
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Unions whose name contains `name`, with the one above; those below the union at `near` first, the nearest first. */
export async function unionsByName(
  reader: Reader,
  search: { readonly name: string; readonly near: string; readonly limit: number },
): Promise<(UnionRow & { above_name: string; above_name_en: string })[]> {
  const { rows } = await sql<UnionRow & { above_name: string; above_name_en: string }>`
    select u.*, coalesce(a.name, '') as above_name, coalesce(a.name_en, '') as above_name_en
    from union_node u left join union_node a on a.id = u.parent_id
    where position(lower(${search.name}) in lower(u.name || ' ' || u.name_en)) > 0
    order by not u.path <@ ${search.near}::ltree, nlevel(u.path) desc, u.name, u.id
    limit ${search.limit}`.execute(reader);
  return rows;
}

export async function countPalaces(reader: Reader, city?: string): Promise<number> {
  let query = db.read(reader).selectFrom('palace').select(sql<number>`count(*)::int`.as('palaces'));
  if (city !== undefined) query = query.where('city', '=', city);
  return (await query.executeTakeFirstOrThrow()).palaces;
}

export const palacesOfCity = (reader: Reader, city: string) =>
  db.read(reader).selectFrom('palace').selectAll().where('city', '=', city).execute();

/** Palaces after `after` by name. */
export function palacesByName(
  reader: Reader,
  filter: { city: string | undefined; after: [name: string, id: string] | null; limit: number },
) {
  let query = db
    .read(reader)
    .selectFrom('palace')
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(filter.limit);
  if (filter.city !== undefined) query = query.where('city', '=', filter.city);
  if (filter.after !== null) {
    const [name, id] = filter.after;
    query = query.where(sql<boolean>`(name, id) > (${name}, ${id}::uuid)`);
  }
  return query.execute();
}

/** Every palace with a known place: a network has hundreds, so distance is computed in the process. */
export const placedPalaces = (reader: Reader) =>
  db.read(reader).selectFrom('palace').selectAll().where('latitude', 'is not', null).execute();

export const citiesWithPalaces = (reader: Reader) =>
  db
    .read(reader)
    .selectFrom('palace')
    .select(['city', 'province', sql<number>`count(*)::int`.as('palaces')])
    .groupBy(['city', 'province'])
    .orderBy('province')
    .orderBy('city')
    .execute();

/** Every province, city and district that has a palace. */
export const placesWithPalaces = (reader: Reader) =>
  db.read(reader).selectFrom('palace').select(['province', 'city', 'district']).distinct().execute();

export async function palacePath(reader: Reader, palaceId: string): Promise<string | null> {
  const row = await db
    .read(reader)
    .selectFrom('palace')
    .innerJoin('union_node', 'union_node.id', 'palace.union_id')
    .select('union_node.path')
    .where('palace.id', '=', palaceId)
    .executeTakeFirst();
  return row?.path ?? null;
}

export async function unionPath(reader: Reader, unionId: string): Promise<string | null> {
  const row = await db
    .read(reader)
    .selectFrom('union_node')
    .select('path')
    .where('id', '=', unionId)
    .executeTakeFirst();
  return row?.path ?? null;
}

/** Waits for another first run under way; held until the transaction ends. */
export async function lockSetup(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('first run', 0))`.execute(tx);
}

/** The root of the union tree. */
export const nationalUnion = (reader: Reader | Tx) =>
  db.read(reader).selectFrom('union_node').select('id').where('level', '=', 'nation').executeTakeFirst();
