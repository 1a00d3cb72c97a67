import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, PoolRow } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';

const db = tablesOf<BookingTables>();

/** Makes sure that a person has a count in the palace, so that it can be locked in its order. */
export const ensureQuota = (
  tx: Tx,
  row: { palace_id: string; person_id: string; maximum: number },
): Promise<unknown> =>
  db
    .write(tx)
    .insertInto('person_quota')
    .values({ ...row, active: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export interface Taken {
  readonly palace_id: string;
  readonly id: string;
  readonly person_id: string;
  readonly seats: number;
  readonly price_fen: number;
  readonly member_price: boolean;
  readonly now: Date;
}

/** Writes the booking of who takes seats of `from` over: same session, pool and rules, no counter touched. */
export async function insertTaken(tx: Tx, from: Booking, taken: Taken): Promise<void> {
  await sql`
    insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status,
      policy_version, price_fen, member_price, starts_at, ends_at, queued_at, confirmed_at, booked_by)
    select palace_id, ${taken.id}::uuid, session_id, ${taken.person_id}::uuid, pool_id, eligible_pools,
      ${taken.seats}::smallint, 'confirmed', policy_version, ${taken.price_fen}::int, ${taken.member_price}::boolean,
      starts_at, ends_at, ${taken.now}::timestamptz, ${taken.now}::timestamptz, ${taken.person_id}::uuid
    from booking where palace_id = ${from.palace_id} and id = ${from.id}`.execute(tx);
}

/**
 * Gives the taker the numbered seats: all of a booking that has ended, or that of one companion. The seats are free by
 * then, and nobody can have taken them: their pool is locked.
 */
export async function takeSeats(
  tx: Tx,
  from: Pick<Booking, 'palace_id' | 'id'>,
  to: string,
  ordinal: number | null,
): Promise<void> {
  await sql`
    insert into booking_seat (palace_id, booking_id, ordinal, session_id, map_id, seat, place, place_en)
    select palace_id, ${to}::uuid, case when ${ordinal}::int is null then ordinal else 0 end, session_id, map_id,
      seat, place, place_en
    from booking_seat where palace_id = ${from.palace_id} and booking_id = ${from.id}
      and (${ordinal}::int is null or ordinal = ${ordinal}::int)`.execute(tx);
}

/** Lets the companions of a booking come along with who takes it over. */
export async function moveCompanions(tx: Tx, from: Booking, to: string): Promise<void> {
  await db
    .write(tx)
    .updateTable('companion')
    .set({ booking_id: to })
    .where('palace_id', '=', from.palace_id)
    .where('booking_id', '=', from.id)
    .execute();
}

/** Takes one companion out of a locked booking: seat, ticket, name and price. The pool is the caller's matter. */
export async function takeOut(
  tx: Tx,
  booking: Booking,
  out: { readonly ordinal: number; readonly priceFen: number; readonly now: Date },
): Promise<void> {
  await sql`
    with smaller as (
      update booking set seats = seats - 1, price_fen = greatest(0, price_fen - ${out.priceFen}::int)
      where palace_id = ${booking.palace_id} and id = ${booking.id}
    ),
    revoked as (
      update ticket set revoked_at = ${out.now}::timestamptz
      where palace_id = ${booking.palace_id} and booking_id = ${booking.id} and ordinal = ${out.ordinal}
        and revoked_at is null
    ),
    stood_up as (
      update booking_seat set active = false
      where palace_id = ${booking.palace_id} and booking_id = ${booking.id} and ordinal = ${out.ordinal}
    )
    delete from companion
    where palace_id = ${booking.palace_id} and booking_id = ${booking.id} and ordinal = ${out.ordinal}`.execute(
    tx,
  );
}

/** Whether a ticket of a booking has been admitted and not undone. */
export async function isAdmitted(tx: Tx, booking: Booking, ordinal: number): Promise<boolean> {
  const { rows } = await sql<{ admitted: boolean }>`
    select exists (
      select from ticket t join check_in c on c.palace_id = t.palace_id and c.ticket_id = t.id
      where t.palace_id = ${booking.palace_id} and t.booking_id = ${booking.id} and t.ordinal = ${ordinal}
        and not exists (
          select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)) as admitted`.execute(
    tx,
  );
  return rows[0]?.admitted ?? false;
}

/** The pool that a booking's seats are of. */
export const poolOfBooking = (
  reader: Reader | Tx,
  booking: Pick<Booking, 'palace_id' | 'pool_id'>,
): Promise<PoolRow> =>
  db
    .read(reader)
    .selectFrom('pool')
    .selectAll()
    .where('palace_id', '=', booking.palace_id)
    .where('id', '=', booking.pool_id)
    .executeTakeFirstOrThrow();
