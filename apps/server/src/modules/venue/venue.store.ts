import type { ResourceKind } from '@wengong/contract';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { ResourceRow, SpaceRow, VenueTables } from './venue.tables.ts';

const db = tablesOf<VenueTables>();

// Spaces

export function spacesOf(reader: Reader | Tx, palaceId: string, onlyBookable: boolean): Promise<SpaceRow[]> {
  let query = db.read(reader).selectFrom('space').selectAll().where('palace_id', '=', palaceId);
  if (onlyBookable) query = query.where('bookable', '=', true);
  return query.orderBy('position').orderBy('name').execute();
}

export const spaceById = (reader: Reader | Tx, palaceId: string, spaceId: string) =>
  db
    .read(reader)
    .selectFrom('space')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', spaceId)
    .executeTakeFirst();

export const lockSpace = (tx: Tx, palaceId: string, spaceId: string) =>
  db
    .write(tx)
    .selectFrom('space')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', spaceId)
    .forUpdate()
    .executeTakeFirst();

export const insertSpace = (tx: Tx, row: SpaceRow) => db.write(tx).insertInto('space').values(row).execute();

export const updateSpaceRow = (
  tx: Tx,
  palaceId: string,
  spaceId: string,
  change: Omit<SpaceRow, 'palace_id' | 'id'>,
) =>
  db
    .write(tx)
    .updateTable('space')
    .set(change)
    .where('palace_id', '=', palaceId)
    .where('id', '=', spaceId)
    .execute();

/** Room units by space, units in id order. */
export async function unitsOfSpaces(
  reader: Reader | Tx,
  palaceId: string,
  spaceIds: readonly string[],
): Promise<Map<string, string[]>> {
  const units = new Map<string, string[]>(spaceIds.map((id) => [id, []]));
  if (spaceIds.length === 0) return units;
  const rows = await db
    .read(reader)
    .selectFrom('space_unit')
    .select(['space_id', 'resource_id'])
    .where('palace_id', '=', palaceId)
    .where('space_id', 'in', spaceIds)
    .orderBy('resource_id')
    .execute();
  for (const row of rows) units.get(row.space_id)?.push(row.resource_id);
  return units;
}

export const insertSpaceUnits = (tx: Tx, palaceId: string, spaceId: string, unitIds: readonly string[]) =>
  db
    .write(tx)
    .insertInto('space_unit')
    .values(unitIds.map((unit) => ({ palace_id: palaceId, space_id: spaceId, resource_id: unit })))
    .execute();

/** Names of spaces, over several palaces. */
export async function spaceNames(
  reader: Reader | Tx,
  keys: readonly { palaceId: string; spaceId: string }[],
): Promise<Map<string, { id: string; name: string; nameEn: string }>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('space')
    .select(['id', 'name', 'name_en'])
    .where('palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where('id', 'in', [...new Set(keys.map((key) => key.spaceId))])
    .execute();
  return new Map(rows.map((row) => [row.id, { id: row.id, name: row.name, nameEn: row.name_en }]));
}

// Resources

export function resourcesOf(
  reader: Reader | Tx,
  palaceId: string,
  kind?: ResourceKind,
): Promise<ResourceRow[]> {
  let query = db.read(reader).selectFrom('resource').selectAll().where('palace_id', '=', palaceId);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  return query.orderBy('kind').orderBy('name').orderBy('id').execute();
}

export const insertResource = (tx: Tx, row: ResourceRow) =>
  db.write(tx).insertInto('resource').values(row).execute();

/** Locks resources in id order, so that two takers never wait for each other; returns those that exist. */
export const lockResources = (tx: Tx, palaceId: string, ids: readonly string[]): Promise<ResourceRow[]> =>
  db
    .write(tx)
    .selectFrom('resource')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();

export const renameResourceRow = (tx: Tx, palaceId: string, id: string, name: string) =>
  db
    .write(tx)
    .updateTable('resource')
    .set({ name })
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .execute();

/** Resources of a palace by id; unknown ones are left out. */
export async function resourcesById(
  reader: Reader | Tx,
  palaceId: string,
  ids: readonly string[],
): Promise<Map<string, ResourceRow>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('resource')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
