import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { Period } from './venue.rules.ts';
import type { HolderKind, VenueTables } from './venue.tables.ts';

const db = tablesOf<VenueTables>();

export interface Holder {
  readonly kind: HolderKind;
  readonly id: string;
}

export interface Taken extends Period {
  readonly resourceId: string;
  readonly resourceName: string;
  readonly holderKind: HolderKind;
  readonly holderId: string;
}

export interface Take extends Period {
  readonly resourceId: string;
  readonly holder: Holder;
}

export const insertAllocations = (tx: Tx, palaceId: string, takes: readonly Take[]) =>
  db
    .write(tx)
    .insertInto('allocation')
    .values(
      takes.map((take) => ({
        palace_id: palaceId,
        id: newId(),
        resource_id: take.resourceId,
        during: sql<string>`tstzrange(${take.startsAt}, ${take.endsAt})`,
        holder_kind: take.holder.kind,
        holder_id: take.holder.id,
        active: true,
      })),
    )
    .execute();

/** What already occupies the resources of `takes` at their times, earliest first. */
export async function takenAt(
  reader: Reader | Tx,
  palaceId: string,
  takes: readonly Take[],
): Promise<Taken[]> {
  return takenRows(reader)
    .where('allocation.palace_id', '=', palaceId)
    .where('allocation.active', '=', true)
    .where((where) =>
      where.or(
        takes.map((take) =>
          where.and([
            where('allocation.resource_id', '=', take.resourceId),
            sql<boolean>`allocation.during && tstzrange(${take.startsAt}, ${take.endsAt})`,
          ]),
        ),
      ),
    )
    .orderBy(sql`lower(allocation.during)`)
    .limit(20)
    .execute();
}

/** Most allocations that are looked at for a plan: far more than a palace has in a term. */
const OCCUPANCY_LIMIT = 5000;

/** All that occupies any resource of a palace in one of the periods, earliest first. */
export function takenDuring(
  reader: Reader | Tx,
  palaceId: string,
  periods: readonly Period[],
): Promise<Taken[]> {
  const ranges = periods.map(({ startsAt, endsAt }) => `[${startsAt.toISOString()},${endsAt.toISOString()})`);
  return takenRows(reader)
    .where('allocation.palace_id', '=', palaceId)
    .where('allocation.active', '=', true)
    .where(sql<boolean>`allocation.during && ${`{${ranges.join(',')}}`}::tstzmultirange`)
    .orderBy(sql`lower(allocation.during)`)
    .limit(OCCUPANCY_LIMIT)
    .execute();
}

const takenRows = (reader: Reader | Tx) =>
  db
    .read(reader)
    .selectFrom('allocation')
    .innerJoin('resource', (join) =>
      join
        .onRef('resource.palace_id', '=', 'allocation.palace_id')
        .onRef('resource.id', '=', 'allocation.resource_id'),
    )
    .select([
      'resource.id as resourceId',
      'resource.name as resourceName',
      'allocation.holder_kind as holderKind',
      'allocation.holder_id as holderId',
      sql<Date>`lower(allocation.during)`.as('startsAt'),
      sql<Date>`upper(allocation.during)`.as('endsAt'),
    ]);

export const endAllocations = (tx: Tx, palaceId: string, holderIds: readonly string[]) =>
  db
    .write(tx)
    .updateTable('allocation')
    .set({ active: false })
    .where('palace_id', '=', palaceId)
    .where('holder_id', 'in', holderIds)
    .where('active', '=', true)
    .execute();
