import type { BookingStatus } from '@wengong/contract';
import { sql } from 'kysely';
import { type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';

const db = tablesOf<BookingTables>();

export interface Ending {
  readonly booking: Pick<Booking, 'palace_id' | 'id' | 'person_id' | 'status' | 'enrolment_id'>;
  readonly status: BookingStatus;
}

/** A booking in these states counts against the person's limit and engages them. */
export const isCounted = ({ status }: { status: BookingStatus }): boolean =>
  status === 'confirmed' || status === 'checked_in';

/**
 * Ends locked bookings in one statement: state, tickets when they are `revoked`, the person's count and engagement.
 * The seats are the caller's matter.
 */
export async function writeEndings(
  tx: Tx,
  endings: readonly Ending[],
  options: { now: Date; reason: string | null; revoked: boolean },
): Promise<void> {
  const rows = endings.map(({ booking, status }) => ({
    palace_id: booking.palace_id,
    id: booking.id,
    person_id: booking.person_id,
    status,
    // A date of a series is not counted by itself: its enrolment is, once.
    counted: isCounted(booking) && booking.enrolment_id === null,
  }));
  await sql`
    with ending as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (
        palace_id uuid, id uuid, person_id uuid, status text, counted boolean)
    ),
    ended as (
      update booking set status = ending.status, ended_at = ${options.now}::timestamptz,
        cancel_reason = ${options.reason}::text
      from ending where booking.palace_id = ending.palace_id and booking.id = ending.id
    ),
    uncounted as (
      update person_quota set active = person_quota.active - less.bookings
      from (select palace_id, person_id, count(*)::int as bookings from ending where counted group by 1, 2) as less
      where person_quota.palace_id = less.palace_id and person_quota.person_id = less.person_id
    ),
    revoked as (
      update ticket set revoked_at = ${options.now}::timestamptz from ending
      where ${options.revoked} and ticket.palace_id = ending.palace_id and ticket.booking_id = ending.id
        and ticket.revoked_at is null
    )
    delete from person_engagement using ending
    where person_engagement.person_id = ending.person_id and person_engagement.booking_id = ending.id`.execute(
    tx,
  );
}

/** Waiting bookings that could take seats now from one of `pools`, in their order. Who is being changed is left out. */
export const lockWaiting = (
  tx: Tx,
  session: { readonly palaceId: string; readonly sessionId: string },
  fit: {
    readonly pools: readonly string[];
    readonly maxSeats: number;
    readonly now: Date;
    readonly limit: number;
  },
): Promise<Booking[]> =>
  db
    .write(tx)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', session.palaceId)
    .where('session_id', '=', session.sessionId)
    .where('status', '=', 'waitlisted')
    .where('seats', '<=', fit.maxSeats)
    .where('deadline_at', '>', fit.now)
    .where(sql<boolean>`eligible_pools && ${sql.val([...fit.pools])}::uuid[]`)
    .orderBy('queued_at')
    .orderBy('id')
    .limit(fit.limit)
    .forUpdate()
    .skipLocked()
    .execute();

export interface OfferWritten {
  readonly palace_id: string;
  readonly id: string;
  readonly pool_id: string;
  readonly hold_expires_at: Date;
}

/** Turns waiting bookings into held ones. */
export async function writeOffers(tx: Tx, offers: readonly OfferWritten[]): Promise<void> {
  await sql`
    update booking set status = 'held', pool_id = offer.pool_id, hold_expires_at = offer.hold_expires_at,
      offer_reminded_at = null
    from jsonb_to_recordset(${JSON.stringify(offers)}::jsonb) as offer (
      palace_id uuid, id uuid, pool_id uuid, hold_expires_at timestamptz)
    where booking.palace_id = offer.palace_id and booking.id = offer.id`.execute(tx);
}

/** Turns a locked held booking into a confirmed one. */
export const writeConfirmation = (tx: Tx, booking: Pick<Booking, 'palace_id' | 'id'>, now: Date) =>
  db
    .write(tx)
    .updateTable('booking')
    .set({ status: 'confirmed', confirmed_at: now })
    .where('palace_id', '=', booking.palace_id)
    .where('id', '=', booking.id)
    .execute();
