import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { Period, WeeklyHours } from './venue.rules.ts';
import type { OpeningHoursRow, VenueTables } from './venue.tables.ts';

const db = tablesOf<VenueTables>();

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

/**
 * Held until the transaction ends: whoever books by the closures there are keeps others from making one meanwhile, so
 * that a closure sees all that was booked before it.
 */
export const lockClosures = (tx: Tx, palaceId: string, purpose: 'change' | 'read') =>
  sql`select lock_closures(${palaceId}::uuid, ${purpose === 'change'})`.execute(tx);

/** Closures that keep a space from being used: of the palace, of the space, and of what shares a room with it. */
const concerns = (palaceId: string, spaceId: string) => sql<boolean>`
  (closure.space_id is null or closure.space_id = ${spaceId} or exists (
    select from space_unit own join space_unit closed
      on closed.palace_id = own.palace_id and closed.resource_id = own.resource_id
    where own.palace_id = ${palaceId} and own.space_id = ${spaceId} and closed.space_id = closure.space_id))`;

/** The spaces that a closure of one takes along, itself among them. */
export async function spacesClosedWith(
  reader: Reader | Tx,
  palaceId: string,
  spaceId: string,
): Promise<string[]> {
  const { rows } = await sql<{ space_id: string }>`
    select ${spaceId}::uuid as space_id union
    select other.space_id from space_unit own join space_unit other
      on other.palace_id = own.palace_id and other.resource_id = own.resource_id
    where own.palace_id = ${palaceId} and own.space_id = ${spaceId}`.execute(reader);
  return rows.map((row) => row.space_id);
}

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
  reader: Reader | Tx,
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
    query = query.where(concerns(palaceId, spaceId));
  }
  return query.orderBy(sql`lower(during)`).execute();
}

/** Closures of the whole house that end after `after`. */
export const closuresOfHouse = async (
  reader: Reader | Tx,
  palaceId: string,
  after: Date,
): Promise<ClosureRead[]> =>
  (await closuresAfter(reader, palaceId, after)).filter((closure) => closure.spaceId === null);

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
    .where(concerns(palaceId, spaceId))
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
