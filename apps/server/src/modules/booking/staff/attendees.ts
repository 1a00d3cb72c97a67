import type { Attendee } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { peopleOf } from '../../identity/index.ts';
import { type Booking, companionsOfBookings } from '../bookings.store.ts';
import { seatsOfBookings } from '../seating/seating.store.ts';
import { readTicketCode } from '../tickets/ticket-code.ts';
import { awaitedOrdinals, receivedBy } from '../transfer/transfer.store.ts';
import { admittedCounts, bookingOfCode, peopleOfSession } from './attendees.store.ts';

/** Bookings of one palace as its staff see them, in a fixed number of reads. */
export async function attendeesOf(
  reader: Reader | Tx,
  keys: Keys,
  bookings: readonly Booking[],
): Promise<Attendee[]> {
  const people = await peopleOf(
    reader,
    keys,
    bookings.map((booking) => booking.person_id),
  );
  const companions = Map.groupBy(await companionsOfBookings(reader, bookings), (row) => row.booking_id);
  const admitted = await admittedCounts(
    reader,
    bookings[0]?.palace_id ?? '',
    bookings.map((booking) => booking.id),
  );
  const received = await receivedBy(reader, bookings);
  const awaited = await awaitedOrdinals(
    reader,
    bookings.filter((booking) => booking.seats > 1),
  );
  const seats = await seatsOfBookings(
    reader,
    bookings[0]?.palace_id ?? '',
    bookings.map((booking) => booking.id),
  );
  const places = Map.groupBy(seats, (seat) => seat.booking_id);
  return bookings.map((booking) => ({
    bookingId: booking.id,
    personId: booking.person_id,
    displayName: people.get(booking.person_id)?.displayName ?? '',
    phoneMasked: people.get(booking.person_id)?.phoneMasked ?? null,
    status: booking.status,
    seats: booking.seats,
    places: (places.get(booking.id) ?? []).map((seat) => seat.place),
    companions: (companions.get(booking.id) ?? []).map((row) => row.name),
    priceFen: booking.price_fen,
    memberPrice: booking.member_price,
    byPass: booking.pass_id !== null,
    admitted: admitted.get(booking.id) ?? 0,
    bookedAt: booking.queued_at.toISOString(),
    bookedByStaff: booking.booked_by !== booking.person_id,
    receivedBy: received.get(booking.id)?.kind ?? null,
    companionsAwaited: awaited.get(booking.id)?.size ?? 0,
    holdExpiresAt: booking.status === 'held' ? (booking.hold_expires_at?.toISOString() ?? null) : null,
  }));
}

/** Bookings of a session that the search looks through, newest first. */
const SEARCHED = 5000;

/**
 * Ids of a session's bookings that fit what somebody typed: a ticket's code, the last four digits of a phone, or part
 * of a name. Phones are kept encrypted, so the search opens them here instead of in the database.
 */
export async function searchBookings(
  reader: Reader,
  keys: Keys,
  session: { readonly palaceId: string; readonly sessionId: string },
  typed: string,
): Promise<string[]> {
  const code = readTicketCode(typed);
  if (code !== null) {
    const found = await bookingOfCode(reader, session.palaceId, code);
    if (found !== undefined) return [found.booking_id];
  }
  const bookings = await peopleOfSession(reader, session.palaceId, session.sessionId, SEARCHED);
  const people = await peopleOf(
    reader,
    keys,
    bookings.map((booking) => booking.person_id),
  );
  const byPhone = /^\d{4}$/.test(typed);
  const wanted = typed.toLowerCase();
  return bookings
    .filter(({ person_id }) => {
      const person = people.get(person_id);
      if (byPhone && person?.phoneMasked?.endsWith(typed)) return true;
      return person?.displayName.toLowerCase().includes(wanted) ?? false;
    })
    .map((booking) => booking.id);
}
