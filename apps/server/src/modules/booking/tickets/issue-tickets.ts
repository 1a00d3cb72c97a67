import type { Tx } from '../../../kernel/db.ts';
import { newId } from '../../../kernel/ids.ts';
import { newTicketCode } from './ticket-code.ts';
import { insertTickets, type NewTicket } from './tickets.store.ts';

export interface TicketedBooking {
  readonly palace_id: string;
  readonly id: string;
  readonly session_id: string;
  readonly seats: number;
}

/** A ticket for each seat of a booking: 0 for the person, then the companions. */
export const newTickets = (booking: TicketedBooking, now: Date): NewTicket[] =>
  Array.from({ length: booking.seats }, (_, ordinal) => ({
    palace_id: booking.palace_id,
    id: newId(),
    booking_id: booking.id,
    session_id: booking.session_id,
    ordinal,
    code: newTicketCode(),
    issued_at: now,
  }));

export const withNewCode = (ticket: NewTicket): NewTicket => ({ ...ticket, code: newTicketCode() });

/** Writes tickets; one whose random code happens to be in use already gets a new one. Returns them as written. */
export async function issueTickets(tx: Tx, tickets: readonly NewTicket[]): Promise<NewTicket[]> {
  const issued: NewTicket[] = [];
  let missing = tickets;
  for (let attempt = 0; missing.length > 0; attempt += 1) {
    if (attempt === 20) throw new Error('no free ticket code found in 20 attempts');
    const written = await insertTickets(tx, missing);
    issued.push(...missing.filter((each) => written.has(each.id)));
    missing = missing.filter((each) => !written.has(each.id)).map(withNewCode);
  }
  return issued;
}
