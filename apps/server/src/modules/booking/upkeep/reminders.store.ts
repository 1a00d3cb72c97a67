import { sql } from 'kysely';
import type { Tx } from '../../../kernel/db.ts';
import type { Booking } from '../bookings.store.ts';

/**
 * Confirmed bookings of sessions that begin within a day, marked as reminded. Who booked within that day knows, and
 * what begins within two hours is told of by the other reminder.
 */
export async function takeDayReminders(tx: Tx, now: Date, limit: number): Promise<Booking[]> {
  const { rows } = await sql<Booking>`
    update booking set reminded_at = ${now}
    where (palace_id, id) in (
      select palace_id, id from booking
      where status = 'confirmed' and reminded_at is null and reminded_soon_at is null
        and starts_at > ${now}::timestamptz + interval '2 hours'
        and starts_at <= ${now}::timestamptz + interval '24 hours'
        and confirmed_at <= starts_at - interval '24 hours'
      limit ${limit} for update skip locked)
    returning *`.execute(tx);
  return rows;
}

/** Confirmed bookings of sessions that begin within two hours, marked as told. Who booked within four knows. */
export async function takeSoonReminders(tx: Tx, now: Date, limit: number): Promise<Booking[]> {
  const { rows } = await sql<Booking>`
    update booking set reminded_soon_at = ${now}
    where (palace_id, id) in (
      select palace_id, id from booking
      where status = 'confirmed' and reminded_soon_at is null
        and starts_at > ${now} and starts_at <= ${now}::timestamptz + interval '2 hours'
        and confirmed_at <= starts_at - interval '4 hours'
      limit ${limit} for update skip locked)
    returning *`.execute(tx);
  return rows;
}

/**
 * Offers that run out within ten minutes, marked as told. Where offers are kept for less than 20 minutes the offer
 * itself has just said so.
 */
export async function takeEndingOffers(tx: Tx, now: Date, limit: number): Promise<Booking[]> {
  const { rows } = await sql<Booking>`
    update booking set offer_reminded_at = ${now}
    where (palace_id, id) in (
      select b.palace_id, b.id from booking b
        join booking_policy p on p.palace_id = b.palace_id and p.version = b.policy_version
      where b.status = 'held' and b.offer_reminded_at is null
        and b.hold_expires_at > ${now} and b.hold_expires_at <= ${now}::timestamptz + interval '10 minutes'
        and p.offer_minutes >= 20
      limit ${limit} for update of b skip locked)
    returning *`.execute(tx);
  return rows;
}
