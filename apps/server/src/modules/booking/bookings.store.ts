import type { BookingStatus } from '@wengong/contract';
import { type Selectable, sql } from 'kysely';
import type { Place } from '../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { BookingRow, BookingTables, CompanionRow } from './booking.tables.ts';

const db = tablesOf<BookingTables>();

/** A booking as the database has it, with what it fills in itself. */
export type Booking = Selectable<BookingRow>;

/** States in which a session is ahead of the person, or they are in it. */
export const liveStatuses: readonly BookingStatus[] = ['held', 'waitlisted', 'confirmed', 'checked_in'];

// One person's bookings

export const bookingOfPerson = (
  reader: Reader | Tx,
  personId: string,
  bookingId: string,
): Promise<Booking | undefined> =>
  db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '=', bookingId)
    .executeTakeFirst();

export const lockBookingOfPerson = (
  tx: Tx,
  personId: string,
  bookingId: string,
): Promise<Booking | undefined> =>
  db
    .write(tx)
    .selectFrom('booking')
    .selectAll()
    .where('person_id', '=', personId)
    .where('id', '=', bookingId)
    .forUpdate()
    .executeTakeFirst();

export const lockBooking = (tx: Tx, palaceId: string, bookingId: string): Promise<Booking | undefined> =>
  db
    .write(tx)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', bookingId)
    .forUpdate()
    .executeTakeFirst();

export const bookingById = (
  reader: Reader | Tx,
  palaceId: string,
  bookingId: string,
): Promise<Booking | undefined> =>
  db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', bookingId)
    .executeTakeFirst();

/** The person's live or completed booking of a session. */
export const activeBookingOf = (
  reader: Reader | Tx,
  palaceId: string,
  sessionId: string,
  personId: string,
): Promise<Booking | undefined> =>
  db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .where('status', 'in', [...liveStatuses, 'completed'])
    .executeTakeFirst();

/** Live bookings that have not ended, soonest first, after a place. */
export function upcomingOf(
  reader: Reader,
  personId: string,
  now: Date,
  after: Place | null,
  limit: number,
): Promise<Booking[]> {
  let query = db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('person_id', '=', personId)
    .where('status', 'in', liveStatuses)
    .where('ends_at', '>', now)
    // Of a series only the next date: the others are on its own page.
    .where(
      sql<boolean>`(enrolment_id is null or not exists (
        select from booking earlier where earlier.palace_id = booking.palace_id
          and earlier.enrolment_id = booking.enrolment_id and earlier.status in ('confirmed', 'checked_in')
          and earlier.ends_at > ${now} and earlier.starts_at < booking.starts_at))`,
    )
    .orderBy('starts_at')
    .orderBy('id')
    .limit(limit);
  if (after !== null)
    query = query.where(sql<boolean>`(starts_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.execute();
}

/** Bookings that are over or were given up, latest first, after a place. */
export function pastOf(
  reader: Reader,
  personId: string,
  now: Date,
  after: Place | null,
  limit: number,
): Promise<Booking[]> {
  let query = db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('person_id', '=', personId)
    .where((where) => where.or([where('status', 'not in', liveStatuses), where('ends_at', '<=', now)]))
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after !== null)
    query = query.where(sql<boolean>`(starts_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.execute();
}

/** Live bookings of a person whose session ends after `since`, for their calendar. */
export const calendarOf = (reader: Reader, personId: string, since: Date): Promise<Booking[]> =>
  db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('person_id', '=', personId)
    .where('status', 'in', ['held', 'confirmed', 'checked_in', 'completed'])
    .where('ends_at', '>', since)
    .orderBy('starts_at')
    .limit(500)
    .execute();

export const companionsOfBookings = (
  reader: Reader | Tx,
  keys: readonly { palace_id: string; id: string }[],
): Promise<CompanionRow[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('companion')
        .selectAll()
        .where('palace_id', 'in', [...new Set(keys.map((key) => key.palace_id))])
        .where(
          'booking_id',
          'in',
          keys.map((key) => key.id),
        )
        .orderBy('booking_id')
        .orderBy('ordinal')
        .execute();

/** Places in the waiting lists of waiting bookings, from 1, by booking id. */
export async function queuePositions(
  reader: Reader | Tx,
  bookings: readonly Pick<Booking, 'palace_id' | 'session_id' | 'id' | 'status'>[],
): Promise<Map<string, number>> {
  const waiting = bookings.filter((booking) => booking.status === 'waitlisted');
  if (waiting.length === 0) return new Map();
  const { rows } = await sql<{ id: string; position: number }>`
    select mine.id, (
      select 1 + count(*)::int from booking other
      where other.palace_id = mine.palace_id and other.session_id = mine.session_id
        and other.status = 'waitlisted' and (other.queued_at, other.id) < (mine.queued_at, mine.id)) as position
    from booking mine
    where mine.palace_id = any (${[...new Set(waiting.map((each) => each.palace_id))]}::uuid[])
      and mine.id = any (${waiting.map((each) => each.id)}::uuid[])`.execute(reader);
  return new Map(rows.map((row) => [row.id, row.position]));
}
