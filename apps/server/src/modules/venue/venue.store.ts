import type { ResourceKind } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { Period, WeeklyHours } from './venue.rules.ts';
import type { OpeningHoursRow, ResourceRow, SpaceRow, VenueTables } from './venue.tables.ts';

const db = tablesOf<VenueTables>();

// Spaces

export function spacesOf(reader: Reader, palaceId: string, onlyBookable: boolean): Promise<SpaceRow[]> {
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

export function resourcesOf(reader: Reader, palaceId: string, kind?: ResourceKind): Promise<ResourceRow[]> {
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

// Opening hours

export const openingHoursOf = (reader: Reader | Tx, palaceId: string): Promise<OpeningHoursRow[]> =>
  db
    .read(reader)
    .selectFrom('opening_hours')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .orderBy('weekday')
    .orderBy('opens')
    .execute();

/** The space's own hours; the palace's where it has none. */
export async function hoursOfSpace(
  reader: Reader | Tx,
  palaceId: string,
  spaceId: string,
): Promise<WeeklyHours[]> {
  const rows = await db
    .read(reader)
    .selectFrom('opening_hours')
    .select(['space_id', 'weekday', 'opens', 'closes'])
    .where('palace_id', '=', palaceId)
    .where((where) => where.or([where('space_id', '=', spaceId), where('space_id', 'is', null)]))
    .orderBy('weekday')
    .orderBy('opens')
    .execute();
  const own = rows.filter((row) => row.space_id !== null);
  return own.length > 0 ? own : rows;
}

export async function replaceOpeningHours(
  tx: Tx,
  palaceId: string,
  spaceId: string | null,
  rows: readonly OpeningHoursRow[],
): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('opening_hours')
    .where('palace_id', '=', palaceId)
    .where('space_id', 'is not distinct from', spaceId)
    .execute();
  if (rows.length > 0) await db.write(tx).insertInto('opening_hours').values(rows).execute();
}

// Closures

export interface ClosureRead extends Period {
  readonly id: string;
  readonly spaceId: string | null;
  readonly reason: string;
}

const closureColumns = [
  'id',
  'space_id as spaceId',
  'reason',
  sql<Date>`lower(during)`.as('startsAt'),
  sql<Date>`upper(during)`.as('endsAt'),
] as const;

/** Closures that end after `after`; of one space those of the palace too. */
export function closuresAfter(
  reader: Reader,
  palaceId: string,
  after: Date,
  spaceId?: string,
): Promise<ClosureRead[]> {
  let query = db
    .read(reader)
    .selectFrom('closure')
    .select([...closureColumns])
    .where('palace_id', '=', palaceId)
    .where(sql<boolean>`during && tstzrange(${after}, null)`);
  if (spaceId !== undefined) {
    query = query.where((where) =>
      where.or([where('space_id', '=', spaceId), where('space_id', 'is', null)]),
    );
  }
  return query.orderBy(sql`lower(during)`).execute();
}

export const insertClosure = (tx: Tx, palaceId: string, closure: ClosureRead) =>
  db
    .write(tx)
    .insertInto('closure')
    .values({
      palace_id: palaceId,
      id: closure.id,
      space_id: closure.spaceId,
      during: sql`tstzrange(${closure.startsAt}, ${closure.endsAt})`,
      reason: closure.reason,
    })
    .execute();

/** Removes a closure and returns it. */
export const removeClosure = (tx: Tx, palaceId: string, id: string): Promise<ClosureRead | undefined> =>
  db
    .write(tx)
    .deleteFrom('closure')
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .returning([...closureColumns])
    .executeTakeFirst();

/** What keeps a space from being used in a period: closures of it or the palace, and taken units. */
export async function occupiedPeriods(
  reader: Reader | Tx,
  palaceId: string,
  spaceId: string,
  within: Period,
): Promise<Period[]> {
  const range = sql`tstzrange(${within.startsAt}, ${within.endsAt})`;
  const closures = db
    .read(reader)
    .selectFrom('closure')
    .select([sql<Date>`lower(during)`.as('startsAt'), sql<Date>`upper(during)`.as('endsAt')])
    .where('palace_id', '=', palaceId)
    .where((where) => where.or([where('space_id', '=', spaceId), where('space_id', 'is', null)]))
    .where(sql<boolean>`during && ${range}`);
  return db
    .read(reader)
    .selectFrom('space_unit')
    .innerJoin('allocation', (join) =>
      join
        .onRef('allocation.palace_id', '=', 'space_unit.palace_id')
        .onRef('allocation.resource_id', '=', 'space_unit.resource_id'),
    )
    .select([
      sql<Date>`lower(allocation.during)`.as('startsAt'),
      sql<Date>`upper(allocation.during)`.as('endsAt'),
    ])
    .where('space_unit.palace_id', '=', palaceId)
    .where('space_unit.space_id', '=', spaceId)
    .where('allocation.active', '=', true)
    .where(sql<boolean>`allocation.during && ${range}`)
    .unionAll(closures)
    .execute();
}
