import type { AttendeeSort, BookingStatus } from '@wengong/contract';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import { beyond, inOrder, type Mark, type Order, orderOf } from '../sorted-pages.store.ts';

const db = tablesOf<BookingTables>();

export interface BookingFilter {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly statuses?: readonly BookingStatus[] | undefined;
  /** Only these. */
  readonly ids?: readonly string[] | undefined;
  readonly order: Order<Booking>;
  readonly after: Mark | null;
  readonly limit: number;
}

const columns = {
  booked: { column: 'queued_at', type: 'timestamptz' },
  seats: { column: 'seats', type: 'int' },
  price: { column: 'price_fen', type: 'int' },
} as const;

export const attendeeOrder = (sort: AttendeeSort): Order<Booking> => orderOf('booking', columns, sort);

/** Bookings of a session, sorted. */
export function bookingsOfSession(reader: Reader, filter: BookingFilter): Promise<Booking[]> {
  const { after, order } = filter;
  let query = db
    .read(reader)
    .selectFrom('booking')
    .selectAll()
    .where('palace_id', '=', filter.palaceId)
    .where('session_id', '=', filter.sessionId)
    .orderBy(inOrder(order))
    .limit(filter.limit);
  if (filter.statuses !== undefined) query = query.where('status', 'in', filter.statuses);
  if (filter.ids !== undefined) query = query.where('id', 'in', filter.ids);
  if (after !== null) query = query.where(beyond(order, after));
  return query.execute();
}

/** Who booked a session, by booking; the search looks through these. */
export const peopleOfSession = (
  reader: Reader,
  palaceId: string,
  sessionId: string,
  limit: number,
): Promise<{ id: string; person_id: string }[]> =>
  db
    .read(reader)
    .selectFrom('booking')
    .select(['id', 'person_id'])
    .where('palace_id', '=', palaceId)
    .where('session_id', '=', sessionId)
    .orderBy('queued_at', 'desc')
    .limit(limit)
    .execute();

export const bookingOfCode = (
  reader: Reader,
  palaceId: string,
  code: string,
): Promise<{ booking_id: string } | undefined> =>
  db
    .read(reader)
    .selectFrom('ticket')
    .select('booking_id')
    .where('palace_id', '=', palaceId)
    .where('code', '=', code)
    .executeTakeFirst();

/** How many tickets of each booking are admitted and not undone. */
export async function admittedCounts(
  reader: Reader | Tx,
  palaceId: string,
  bookingIds: readonly string[],
): Promise<Map<string, number>> {
  if (bookingIds.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('check_in')
    .select((eb) => ['booking_id', eb.fn.count<number>('ticket_id').distinct().as('tickets')])
    .where('palace_id', '=', palaceId)
    .where('booking_id', 'in', bookingIds)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('check_in_undo')
            .select('check_in_undo.check_in_id')
            .whereRef('check_in_undo.palace_id', '=', 'check_in.palace_id')
            .whereRef('check_in_undo.check_in_id', '=', 'check_in.id'),
        ),
      ),
    )
    .groupBy('booking_id')
    .execute();
  return new Map(rows.map((row) => [row.booking_id, row.tickets]));
}
