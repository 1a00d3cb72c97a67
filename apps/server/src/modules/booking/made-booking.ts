import type { BookingResult } from '@wengong/contract';
import type { Reader } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { type PreparedWish, resultOf } from './book-session.ts';
import { presentTickets } from './booking.present.ts';
import { bookingById } from './bookings.store.ts';
import { ticketsOfBooking } from './tickets/tickets.store.ts';

/** The booking that this very wish has made; undefined when it made none. */
export async function madeBooking(
  reader: Reader,
  deps: Deps,
  { wish, session, claim }: PreparedWish,
): Promise<BookingResult | undefined> {
  const booking = await bookingById(reader, claim.palaceId, claim.bookingId);
  if (booking === undefined) return undefined;
  const tickets = await ticketsOfBooking(reader, claim.palaceId, claim.bookingId);
  const names = [wish.person.displayName, ...wish.companions];
  return resultOf(session, booking, { tickets: presentTickets(booking, tickets, names, deps.keys) });
}
