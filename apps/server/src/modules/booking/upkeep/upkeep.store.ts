import type { CreditRules } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import type { SessionKey } from '../seats/release-seats.ts';

const db = tablesOf<BookingTables>();

/** Sessions that have offers whose time has run out. */
export const sessionsWithExpiredHolds = (reader: Reader, now: Date, limit: number): Promise<SessionKey[]> =>
  db
    .read(reader)
    .selectFrom('booking')
    .select(['palace_id as palaceId', 'session_id as sessionId'])
    .distinct()
    .where('status', '=', 'held')
    .where('hold_expires_at', '<=', now)
    .limit(limit)
    .execute();

/** Offers of a session whose time has run out, locked; one that is being confirmed or given up is left out. */
export const lockExpiredHolds = (tx: Tx, key: SessionKey, now: Date, limit: number): Promise<Booking[]> =>
  db
    .write(tx)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', key.palaceId)
    .where('session_id', '=', key.sessionId)
    .where('status', '=', 'held')
    .where('hold_expires_at', '<=', now)
    .orderBy('person_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** Bookings that waited until it was too late to offer them anything, ended. */
export async function lapse(tx: Tx, now: Date, limit: number): Promise<Booking[]> {
  const { rows } = await sql<Booking>`
    update booking set status = 'lapsed', ended_at = ${now}
    where (palace_id, id) in (
      select palace_id, id from booking where status = 'waitlisted' and deadline_at <= ${now}
      limit ${limit} for update skip locked)
    returning *`.execute(tx);
  return rows;
}

export interface FinishedBooking extends Booking {
  /** Somebody was admitted with it. */
  readonly admitted: boolean;
  /** What it costs not to have come, by the rules it was made under. */
  readonly credit: CreditRules;
}

/** Bookings of sessions that are over and whose check-in has closed, locked. */
export async function lockFinished(tx: Tx, now: Date, limit: number): Promise<FinishedBooking[]> {
  const { rows } = await sql<FinishedBooking>`
    select b.*, exists (
      select from check_in c where c.palace_id = b.palace_id and c.booking_id = b.id and not exists (
        select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)) as admitted,
      p.credit
    from booking b
      join booking_policy p on p.palace_id = b.palace_id and p.version = b.policy_version
    where b.status in ('confirmed', 'checked_in') and b.ends_at <= ${now}
      and (b.deadline_at = b.ends_at
        or b.starts_at + make_interval(mins => p.check_in_closes_minutes) < ${now})
    order by b.person_id, b.palace_id
    limit ${limit} for update of b skip locked`.execute(tx);
  return rows;
}
