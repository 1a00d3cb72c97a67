import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { SeatMapRow, VenueTables } from '../venue.tables.ts';

const db = tablesOf<VenueTables>();

/** Versions of a space's map, the newest first. */
export const seatMapsOf = (reader: Reader | Tx, palaceId: string, spaceId: string): Promise<SeatMapRow[]> =>
  db
    .read(reader)
    .selectFrom('seat_map')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('space_id', '=', spaceId)
    .orderBy('version', 'desc')
    .execute();

export const seatMapRow = (
  reader: Reader | Tx,
  palaceId: string,
  mapId: string,
): Promise<SeatMapRow | undefined> =>
  db
    .read(reader)
    .selectFrom('seat_map')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', mapId)
    .executeTakeFirst();

/** Writes a map with the seats of it that can be sold. */
export async function insertSeatMap(tx: Tx, row: SeatMapRow, seats: readonly number[]): Promise<void> {
  await db
    .write(tx)
    .insertInto('seat_map')
    .values({ ...row, plan: sql`${JSON.stringify(row.plan)}::jsonb` })
    .execute();
  await sql`
    insert into seat (palace_id, map_id, seat)
    select ${row.palace_id}, ${row.id}, seat from unnest(${[...seats]}::smallint[]) as seat`.execute(tx);
}
