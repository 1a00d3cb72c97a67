import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { BookingTables } from '../booking.tables.ts';

const db = tablesOf<BookingTables>();

export interface NewTicket {
  palace_id: string;
  id: string;
  booking_id: string;
  session_id: string;
  ordinal: number;
  code: string;
  issued_at: Date;
}

/** Writes tickets except those whose code the palace has in use; returns the ids written. */
export async function insertTickets(tx: Tx, tickets: readonly NewTicket[]): Promise<Set<string>> {
  const rows = await db
    .write(tx)
    .insertInto('ticket')
    .values(tickets.map((ticket) => ({ ...ticket, revoked_at: null })))
    .onConflict((conflict) => conflict.constraint('ticket_code').doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map((row) => row.id));
}

export interface TicketSeen {
  readonly id: string;
  readonly ordinal: number;
  readonly code: string;
  readonly admitted_at: Date | null;
  /** Its numbered seat; null where seats have no numbers. */
  readonly place: string | null;
  readonly place_en: string | null;
}

/** Valid tickets of a booking, each with when it was admitted (the last admission not undone). */
export const ticketsOfBooking = (
  reader: Reader | Tx,
  palaceId: string,
  bookingId: string,
): Promise<TicketSeen[]> =>
  db
    .read(reader)
    .selectFrom('ticket')
    .leftJoin('check_in', (join) =>
      join.onRef('check_in.palace_id', '=', 'ticket.palace_id').onRef('check_in.ticket_id', '=', 'ticket.id'),
    )
    .leftJoin('check_in_undo', (join) =>
      join
        .onRef('check_in_undo.palace_id', '=', 'check_in.palace_id')
        .onRef('check_in_undo.check_in_id', '=', 'check_in.id'),
    )
    .leftJoin('booking_seat', (join) =>
      join
        .onRef('booking_seat.palace_id', '=', 'ticket.palace_id')
        .onRef('booking_seat.booking_id', '=', 'ticket.booking_id')
        .onRef('booking_seat.ordinal', '=', 'ticket.ordinal'),
    )
    .select((eb) => [
      'ticket.id',
      'ticket.ordinal',
      'ticket.code',
      eb.fn.max('check_in.at').filterWhere('check_in_undo.check_in_id', 'is', null).as('admitted_at'),
      'booking_seat.place',
      'booking_seat.place_en',
    ])
    .where('ticket.palace_id', '=', palaceId)
    .where('ticket.booking_id', '=', bookingId)
    .where('ticket.revoked_at', 'is', null)
    .groupBy(['ticket.palace_id', 'ticket.id', 'booking_seat.place', 'booking_seat.place_en'])
    .orderBy('ticket.ordinal')
    .execute();
