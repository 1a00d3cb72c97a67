import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { SessionKey } from '../seats/release-seats.ts';
import type { BookingSeatWishRow } from './seating.tables.ts';

const db = tablesOf<BookingTables>();

/** Seats of sessions that bookings have now, by session id. */
export async function takenSeats(
  reader: Reader | Tx,
  keys: readonly SessionKey[],
): Promise<Map<string, number[]>> {
  const { rows } = await sql<{ session_id: string; seats: number[] }>`
    select session_id, array_agg(seat) as seats from booking_seat
    where palace_id = any (${[...new Set(keys.map((key) => key.palaceId))]}::uuid[])
      and session_id = any (${[...new Set(keys.map((key) => key.sessionId))]}::uuid[]) and active
    group by session_id`.execute(reader);
  return new Map(rows.map((row) => [row.session_id, row.seats]));
}

export interface NewBookingSeat {
  palace_id: string;
  booking_id: string;
  ordinal: number;
  session_id: string;
  map_id: string;
  seat: number;
  place: string;
  place_en: string;
}

/** Gives seats to bookings. Violates `seat_sold_once` when one of them has another owner. */
export const insertSeats = (tx: Tx, seats: readonly NewBookingSeat[]) =>
  sql`
    insert into booking_seat (palace_id, booking_id, ordinal, session_id, map_id, seat, place, place_en)
    select * from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as s (palace_id uuid, booking_id uuid,
      ordinal smallint, session_id uuid, map_id uuid, seat smallint, place text, place_en text)`.execute(tx);

/** Takes a booking's seats away, for others to be given to it. */
export const deleteSeats = (tx: Tx, palaceId: string, bookingId: string) =>
  db
    .write(tx)
    .deleteFrom('booking_seat')
    .where('palace_id', '=', palaceId)
    .where('booking_id', '=', bookingId)
    .execute();

export interface SeatOfBooking {
  readonly booking_id: string;
  readonly ordinal: number;
  readonly seat: number;
  readonly place: string;
  readonly place_en: string;
}

/** Seats of bookings of one palace, in the order of their tickets; those of ended bookings are remembered. */
export const seatsOfBookings = (
  reader: Reader | Tx,
  palaceId: string,
  bookingIds: readonly string[],
): Promise<SeatOfBooking[]> =>
  bookingIds.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('booking_seat')
        .select(['booking_id', 'ordinal', 'seat', 'place', 'place_en'])
        .where('palace_id', '=', palaceId)
        .where('booking_id', 'in', bookingIds)
        .orderBy('booking_id')
        .orderBy('ordinal')
        .execute();

/** Who has which seat of a session now. */
export const seatedIn = (reader: Reader | Tx, { palaceId, sessionId }: SessionKey) =>
  db
    .read(reader)
    .selectFrom('booking_seat')
    .innerJoin('booking', (join) =>
      join
        .onRef('booking.palace_id', '=', 'booking_seat.palace_id')
        .onRef('booking.id', '=', 'booking_seat.booking_id'),
    )
    .leftJoin('companion', (join) =>
      join
        .onRef('companion.palace_id', '=', 'booking_seat.palace_id')
        .onRef('companion.booking_id', '=', 'booking_seat.booking_id')
        .onRef('companion.ordinal', '=', 'booking_seat.ordinal'),
    )
    .select([
      'booking_seat.seat',
      'booking_seat.place',
      'booking_seat.place_en',
      'booking_seat.ordinal',
      'booking.id as booking_id',
      'booking.person_id',
      'booking.status',
      'booking.seats',
      'companion.name as companion',
    ])
    .where('booking_seat.palace_id', '=', palaceId)
    .where('booking_seat.session_id', '=', sessionId)
    .where('booking_seat.active', '=', true)
    .orderBy('booking_seat.seat')
    .execute();

// Wishes of those who wait

export const insertSeatWish = (tx: Tx, row: BookingSeatWishRow) =>
  db.write(tx).insertInto('booking_seat_wish').values(row).execute();

export const seatWishOf = (tx: Tx, palaceId: string, bookingId: string) =>
  db
    .write(tx)
    .selectFrom('booking_seat_wish')
    .select(['section', 'wheelchair'])
    .where('palace_id', '=', palaceId)
    .where('booking_id', '=', bookingId)
    .executeTakeFirst();

/** Says of the locked pools of a session by which map it is sold. */
export const setMapOfPools = (tx: Tx, { palaceId, sessionId }: SessionKey, mapId: string | null) =>
  db
    .write(tx)
    .updateTable('pool')
    .set({ seat_map_id: mapId })
    .where('palace_id', '=', palaceId)
    .where('session_id', '=', sessionId)
    .execute();
