import { type RawBuilder, sql } from 'kysely';
import type { Place } from '../../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables, SpaceBookingRow, SpaceBookingStatus } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

/** A space booking as it is read: the range as two instants. */
export interface SpaceBooked extends Omit<SpaceBookingRow, 'during'> {
  readonly starts_at: Date;
  readonly ends_at: Date;
}

const columns = [
  'palace_id',
  'id',
  'space_id',
  'person_id',
  'status',
  'policy_version',
  'price_fen',
  'member_price',
  'created_at',
  'ended_at',
  'cancel_reason',
  sql<Date>`lower(during)`.as('starts_at'),
  sql<Date>`upper(during)`.as('ends_at'),
] as const;

const starts: RawBuilder<Date> = sql<Date>`lower(during)`;

export const insertSpaceBooking = (tx: Tx, { starts_at, ends_at, ...row }: SpaceBooked) =>
  db
    .write(tx)
    .insertInto('space_booking')
    .values({ ...row, during: sql<string>`tstzrange(${starts_at}, ${ends_at})` })
    .execute();

export const spaceBookingOfPerson = (
  reader: Reader | Tx,
  personId: string,
  id: string,
): Promise<SpaceBooked | undefined> =>
  db
    .read(reader)
    .selectFrom('space_booking')
    .select([...columns])
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();

/** A space booking locked until the transaction ends: of a person, or of a palace. */
export function lockSpaceBooking(
  tx: Tx,
  of: { readonly personId: string } | { readonly palaceId: string },
  id: string,
): Promise<SpaceBooked | undefined> {
  const query = db
    .write(tx)
    .selectFrom('space_booking')
    .select([...columns])
    .where('id', '=', id)
    .forUpdate();
  return (
    'personId' in of ? query.where('person_id', '=', of.personId) : query.where('palace_id', '=', of.palaceId)
  ).executeTakeFirst();
}

export const endSpaceBooking = (
  tx: Tx,
  booking: Pick<SpaceBooked, 'palace_id' | 'id'>,
  end: { status: SpaceBookingStatus; ended_at: Date; cancel_reason: string | null },
) =>
  db
    .write(tx)
    .updateTable('space_booking')
    .set(end)
    .where('palace_id', '=', booking.palace_id)
    .where('id', '=', booking.id)
    .execute();

/** Those of them that were given back late, kept so until the transaction ends. */
export const holdCancelledLate = (
  tx: Tx,
  keys: readonly { readonly palaceId: string; readonly bookingId: string }[],
): Promise<SpaceBooked[]> =>
  db
    .write(tx)
    .selectFrom('space_booking')
    .select([...columns])
    .where('palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where(
      'id',
      'in',
      keys.map((key) => key.bookingId),
    )
    .where('status', '=', 'cancelled_late')
    .orderBy('person_id')
    .orderBy('palace_id')
    .orderBy('id')
    .forShare()
    .execute();

/** Confirmed ones that have not ended, soonest first, after a place. */
export function upcomingSpacesOf(
  reader: Reader,
  personId: string,
  now: Date,
  after: Place | null,
  limit: number,
): Promise<SpaceBooked[]> {
  let query = db
    .read(reader)
    .selectFrom('space_booking')
    .select([...columns])
    .where('person_id', '=', personId)
    .where('status', '=', 'confirmed')
    .where(sql<boolean>`upper(during) > ${now}`)
    .orderBy(starts)
    .orderBy('id')
    .limit(limit);
  if (after !== null) {
    query = query.where(sql<boolean>`(lower(during), id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  }
  return query.execute();
}

/** Those that are over or were given up, latest first, after a place. */
export function pastSpacesOf(
  reader: Reader,
  personId: string,
  now: Date,
  after: Place | null,
  limit: number,
): Promise<SpaceBooked[]> {
  let query = db
    .read(reader)
    .selectFrom('space_booking')
    .select([...columns])
    .where('person_id', '=', personId)
    .where((where) => where.or([where('status', '!=', 'confirmed'), sql<boolean>`upper(during) <= ${now}`]))
    .orderBy(starts, 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (after !== null) {
    query = query.where(sql<boolean>`(lower(during), id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  }
  return query.execute();
}

export interface DayFilter {
  readonly palaceId: string;
  readonly spaceId: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly after: Place | null;
  readonly limit: number;
}

/** Space bookings of a palace that begin in a period, by time. */
export function spaceBookingsOfDay(reader: Reader, filter: DayFilter): Promise<SpaceBooked[]> {
  const { after } = filter;
  let query = db
    .read(reader)
    .selectFrom('space_booking')
    .select([...columns])
    .where('palace_id', '=', filter.palaceId)
    .where(sql<boolean>`lower(during) >= ${filter.from} and lower(during) < ${filter.to}`)
    .orderBy(starts)
    .orderBy('id')
    .limit(filter.limit);
  if (filter.spaceId !== null) query = query.where('space_id', '=', filter.spaceId);
  if (after !== null) {
    query = query.where(sql<boolean>`(lower(during), id) > (${after.at}::timestamptz, ${after.id}::uuid)`);
  }
  return query.execute();
}

/** Confirmed ones that are over, locked; who is being changed is left out. */
export const lockEndedSpaces = (tx: Tx, now: Date, limit: number): Promise<SpaceBooked[]> =>
  db
    .write(tx)
    .selectFrom('space_booking')
    .select([...columns])
    .where('status', '=', 'confirmed')
    .where(sql<boolean>`upper(during) <= ${now}`)
    .orderBy('person_id')
    .orderBy('palace_id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
