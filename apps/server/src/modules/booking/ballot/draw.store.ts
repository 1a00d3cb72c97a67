import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';

const db = tablesOf<BookingTables>();

/** A booking that a draw makes: a place to confirm, or one on the waiting list. */
export interface DrawnBooking {
  readonly palace_id: string;
  readonly id: string;
  readonly session_id: string;
  readonly person_id: string;
  readonly pool_id: string;
  readonly eligible_pools: readonly string[];
  readonly seats: number;
  readonly status: 'held' | 'waitlisted';
  readonly policy_version: number;
  readonly price_fen: number;
  readonly member_price: boolean;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly queued_at: Date;
  readonly hold_expires_at: Date | null;
  readonly companions: readonly string[];
}

/** Bookings written by one statement. */
const BATCH = 2000;

/**
 * Writes the bookings of a draw and takes the seats of the held ones from the locked pools. Who has a live booking of
 * the session already gets no second one. Returns how many were written, held and waiting.
 */
export async function writeDrawn(
  tx: Tx,
  bookings: readonly DrawnBooking[],
): Promise<{ held: number; waiting: number }> {
  const written = { held: 0, waiting: 0 };
  for (let from = 0; from < bookings.length; from += BATCH) {
    const { rows } = await sql<{ held: number; waiting: number }>`
      with drawn as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(bookings.slice(from, from + BATCH))}::jsonb) as b (
          palace_id uuid, id uuid, session_id uuid, person_id uuid, pool_id uuid, eligible_pools uuid[],
          seats smallint, status text, policy_version int, price_fen int, member_price boolean,
          starts_at timestamptz, ends_at timestamptz, queued_at timestamptz, hold_expires_at timestamptz,
          companions text[])
      ),
      booked as (
        insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status,
          policy_version, price_fen, member_price, starts_at, ends_at, queued_at, hold_expires_at, booked_by)
        select palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status, policy_version,
          price_fen, member_price, starts_at, ends_at, queued_at, hold_expires_at, person_id
        from drawn
        on conflict do nothing
        returning palace_id, id, pool_id, seats, status
      ),
      taken as (
        update pool set held = pool.held + won.seats
        from (select palace_id, pool_id, sum(seats)::int as seats from booked
          where status = 'held' group by palace_id, pool_id) as won
        where pool.palace_id = won.palace_id and pool.id = won.pool_id
      ),
      accompanied as (
        insert into companion (palace_id, booking_id, ordinal, name)
        select drawn.palace_id, drawn.id, named.ordinal, named.name
        from drawn join booked using (palace_id, id),
          unnest(drawn.companions) with ordinality as named (name, ordinal)
      )
      select count(*) filter (where status = 'held')::int as held,
        count(*) filter (where status = 'waitlisted')::int as waiting from booked`.execute(tx);
    written.held += rows[0]?.held ?? 0;
    written.waiting += rows[0]?.waiting ?? 0;
  }
  return written;
}

/** Bookings that entries became, by id. */
export async function bookingsOfEntries(
  reader: Reader | Tx,
  entries: readonly { readonly palace_id: string; readonly id: string }[],
): Promise<Map<string, Booking>> {
  if (entries.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', 'in', [...new Set(entries.map((entry) => entry.palace_id))])
    .where(
      'id',
      'in',
      entries.map((entry) => entry.id),
    )
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
