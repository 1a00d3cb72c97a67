import { sql } from 'kysely';
import { type Tx, tablesOf } from '../../kernel/db.ts';
import { isDropIn, type Period } from './booking.rules.ts';
import type { BookingTables } from './booking.tables.ts';
import { type Booking, liveStatuses } from './bookings.store.ts';
import type { SessionKey } from './seats/release-seats.ts';

const db = tablesOf<BookingTables>();

const live = (tx: Tx, { palaceId, sessionId }: SessionKey) =>
  db
    .write(tx)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('session_id', '=', sessionId)
    .where('status', 'in', liveStatuses);

/** Live bookings of a session, locked. */
export const lockLive = (tx: Tx, key: SessionKey, limit: number): Promise<Booking[]> =>
  live(tx, key).orderBy('person_id').limit(limit).forUpdate().execute();

/** Live bookings of a session that have other times than `to`, locked. */
export const lockMoved = (tx: Tx, key: SessionKey, to: Period, limit: number): Promise<Booking[]> =>
  live(tx, key)
    .where((where) => where.or([where('starts_at', '!=', to.startsAt), where('ends_at', '!=', to.endsAt)]))
    .orderBy('person_id')
    .limit(limit)
    .forUpdate()
    .execute();

/** Live bookings of a session by id, after `after`. */
export function liveAfter(tx: Tx, key: SessionKey, after: string | null, limit: number): Promise<Booking[]> {
  const query = live(tx, key).orderBy('id').limit(limit);
  return (after === null ? query : query.where('id', '>', after)).execute();
}

/**
 * Gives locked bookings new times and engages their people for them. Returns the ids of those whose person is engaged
 * elsewhere then: their engagement stays on record without counting.
 */
export async function moveBookings(
  tx: Tx,
  bookings: readonly Booking[],
  to: Period,
  deadline: Date,
): Promise<Set<string>> {
  const ids = bookings.map((booking) => booking.id);
  await sql`
    update booking set starts_at = ${to.startsAt}, ends_at = ${to.endsAt}, reminded_at = null,
      reminded_soon_at = null,
      hold_expires_at = case when status = 'held' then least(hold_expires_at, ${deadline}) else hold_expires_at end
    where palace_id = ${bookings[0]?.palace_id} and id = any (${ids}::uuid[])`.execute(tx);
  const engaged = bookings.filter((each) => each.status === 'confirmed' || each.status === 'checked_in');
  await db
    .write(tx)
    .deleteFrom('person_engagement')
    .where(
      'person_id',
      'in',
      bookings.map((each) => each.person_id),
    )
    .where('booking_id', 'in', ids)
    .execute();
  if (engaged.length === 0 || isDropIn(to)) return new Set();
  const during = sql<string>`tstzrange(${to.startsAt}, ${to.endsAt})`;
  const rows = engaged
    .toSorted((a, b) => (a.person_id < b.person_id ? -1 : 1))
    .map((each) => ({
      person_id: each.person_id,
      booking_id: each.id,
      palace_id: each.palace_id,
      during,
      active: true,
    }));
  const moved = await db
    .write(tx)
    .insertInto('person_engagement')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning('booking_id')
    .execute();
  const free = new Set(moved.map((row) => row.booking_id));
  const conflicts = rows.filter((row) => !free.has(row.booking_id));
  if (conflicts.length > 0) {
    await db
      .write(tx)
      .insertInto('person_engagement')
      .values(conflicts.map((row) => ({ ...row, active: false })))
      .execute();
  }
  return new Set(conflicts.map((row) => row.booking_id));
}
