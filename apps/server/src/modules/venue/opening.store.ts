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
    query = query.where((where) =>
      where.or([where('space_id', '=', spaceId), where('space_id', 'is', null)]),
    );
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
