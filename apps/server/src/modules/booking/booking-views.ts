import type { BookingDetail } from '@wengong/contract';
import type { Keys } from '../../kernel/crypto.ts';
import type { Reader, Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { peopleOf } from '../identity/index.ts';
import { findPalace, unionsByIds } from '../network/index.ts';
import { sessionsByIds } from '../programme/index.ts';
import { type BookingView, presentDetail, presentTickets } from './booking.present.ts';
import { type Booking, companionsOfBookings, queuePositions } from './bookings.store.ts';
import { seatOfBooking } from './groups/groups.store.ts';
import { passesOfBookings } from './passes/passes.store.ts';
import { policyVersions } from './rules/policy.store.ts';
import { ticketsOfBooking } from './tickets/tickets.store.ts';
import { awaitedOrdinals } from './transfer/transfer.store.ts';

/** Bookings with what they are about, in a fixed number of reads whatever their number. */
export async function viewsOf(reader: Reader | Tx, bookings: readonly Booking[]): Promise<BookingView[]> {
  const sessions = await sessionsByIds(
    reader,
    bookings.map((booking) => ({ palaceId: booking.palace_id, sessionId: booking.session_id })),
  );
  const rulesOf = await policyVersions(reader, bookings);
  const positions = await queuePositions(reader, bookings);
  const passes = await passesOfBookings(reader, bookings);
  return bookings.flatMap((booking) => {
    const session = sessions.get(booking.session_id);
    if (session === undefined) return [];
    const queuePosition = positions.get(booking.id) ?? null;
    const pass = passes.get(booking.pass_id ?? '') ?? null;
    return [{ booking, session, policy: rulesOf(booking), queuePosition, pass }];
  });
}

/** One booking in full, as its person sees it. */
export async function detailOf(
  reader: Reader | Tx,
  keys: Keys,
  booking: Booking,
  now: Date,
): Promise<BookingDetail> {
  const [view] = await viewsOf(reader, [booking]);
  const palace = await findPalace(reader, booking.palace_id);
  if (view === undefined || palace === undefined) throw new Problem('not-found');
  const companions = await companionsOfBookings(reader, [booking]);
  const ticketed = booking.status === 'confirmed' || booking.status === 'checked_in';
  const awaited = companions.length > 0 ? await awaitedOrdinals(reader, [booking]) : undefined;
  const tickets = (ticketed ? await ticketsOfBooking(reader, booking.palace_id, booking.id) : []).filter(
    // The ticket of a companion who has not accepted yet is shown to nobody.
    (ticket) => !awaited?.get(booking.id)?.has(ticket.ordinal),
  );
  const people = await peopleOf(reader, keys, [booking.person_id]);
  const holders = [people.get(booking.person_id)?.displayName ?? ''];
  for (const { ordinal, name } of companions) holders[ordinal] = name;
  return presentDetail(
    view,
    {
      palace,
      companions: companions.map((row) => row.name),
      tickets: presentTickets(booking, tickets, holders, keys),
      enrolledBy: await enrolledBy(reader, booking),
    },
    now,
  );
}

/** The union that enrolled the person; null when they booked themselves. */
async function enrolledBy(reader: Reader | Tx, booking: Booking) {
  if (booking.booked_by === booking.person_id) return null;
  const seat = await seatOfBooking(reader, booking.palace_id, booking.id);
  const union = seat && (await unionsByIds(reader, [seat.union_id])).get(seat.union_id);
  return union === undefined ? null : { name: union.name, nameEn: union.name_en };
}
