import type { BookingDetail, BookingResult, BookingSummary, Ticket } from '@wengong/contract';
import type { Keys } from '../../kernel/crypto.ts';
import type { PalaceRow } from '../network/index.ts';
import type { SessionShown } from '../programme/index.ts';
import { canCancel, cancelEarlyUntil, checkInWindow } from './booking.rules.ts';
import type { PolicyRow } from './booking.tables.ts';
import type { Booking } from './bookings.store.ts';
import type { PassNamed } from './passes/passes.store.ts';
import { signTicket, signTicketAside, type TicketClaims } from './tickets/ticket-token.ts';
import type { TicketSeen } from './tickets/tickets.store.ts';

/** A booking with all that is needed to show it. */
export interface BookingView {
  readonly booking: Booking;
  readonly session: SessionShown;
  readonly policy: PolicyRow;
  readonly queuePosition: number | null;
  /** The pass that pays for the person's own seat. */
  readonly pass: PassNamed | null;
}

/** What every event about a booking says. */
export const factOf = (
  booking: Pick<Booking, 'palace_id' | 'session_id' | 'id' | 'person_id' | 'seats' | 'starts_at' | 'ends_at'>,
) => ({
  palaceId: booking.palace_id,
  sessionId: booking.session_id,
  bookingId: booking.id,
  personId: booking.person_id,
  seats: booking.seats,
  startsAt: booking.starts_at.toISOString(),
  endsAt: booking.ends_at.toISOString(),
});

const periodOf = (booking: Booking) => ({ startsAt: booking.starts_at, endsAt: booking.ends_at });

export function presentSummary(
  { booking, session, policy, queuePosition, pass }: BookingView,
  now: Date,
): BookingSummary {
  return {
    id: booking.id,
    palaceId: booking.palace_id,
    palaceSlug: session.palaceSlug,
    palaceName: session.palaceName,
    palaceNameEn: session.palaceNameEn,
    timeZone: session.timeZone,
    sessionId: booking.session_id,
    activityId: session.activityId,
    title: session.title,
    titleEn: session.titleEn,
    kind: session.kind,
    spaceName: session.spaceName,
    spaceNameEn: session.spaceNameEn,
    startsAt: booking.starts_at.toISOString(),
    endsAt: booking.ends_at.toISOString(),
    status: booking.status,
    enrolmentId: booking.enrolment_id,
    seats: booking.seats,
    priceFen: booking.price_fen,
    memberPrice: booking.member_price,
    pass,
    queuePosition,
    holdExpiresAt: booking.status === 'held' ? (booking.hold_expires_at?.toISOString() ?? null) : null,
    cancelEarlyUntil: cancelEarlyUntil(policy, periodOf(booking)).toISOString(),
    canCancel: canCancel({ ...periodOf(booking), status: booking.status }, now),
    canConfirm:
      booking.status === 'held' && booking.hold_expires_at !== null && now < booking.hold_expires_at,
    bookedAt: booking.queued_at.toISOString(),
  };
}

export function presentDetail(
  view: BookingView,
  more: {
    palace: PalaceRow;
    companions: readonly string[];
    tickets: readonly Ticket[];
    enrolledBy: { readonly name: string; readonly nameEn: string } | null;
  },
  now: Date,
): BookingDetail {
  const { booking, session, policy } = view;
  const window = checkInWindow(policy, periodOf(booking));
  return {
    ...presentSummary(view, now),
    palaceAddress: more.palace.address,
    palacePhone: more.palace.phone,
    latitude: more.palace.latitude,
    longitude: more.palace.longitude,
    companions: more.companions.map((name) => ({ name })),
    tickets: [...more.tickets],
    enrolledBy: more.enrolledBy,
    checkInOpensAt: window.opensAt.toISOString(),
    checkInClosesAt: window.closesAt.toISOString(),
    cancelReason:
      booking.status === 'cancelled_by_host' ? (booking.cancel_reason ?? session.cancelReason) : null,
  };
}

/** Tickets with their signed tokens; `holders` are the person and the companions, in order. */
export const presentTickets = (
  booking: Pick<Booking, 'palace_id' | 'session_id' | 'ends_at'>,
  tickets: readonly TicketSeen[],
  holders: readonly string[],
  keys: Keys,
): Ticket[] =>
  unsignedTickets(tickets, holders).map(
    withToken(
      { palaceId: booking.palace_id, sessionId: booking.session_id, notAfter: booking.ends_at },
      keys,
    ),
  );

const withToken =
  (of: Pick<TicketClaims, 'palaceId' | 'sessionId' | 'notAfter'>, keys: Keys) =>
  (ticket: Ticket): Ticket => ({
    ...ticket,
    token: signTicket({ ...of, ticketId: ticket.id, ordinal: ticket.ordinal }, keys.ticketKey),
  });

/** As `presentTickets` with empty tokens, for `signed` to fill in. */
export const unsignedTickets = (tickets: readonly TicketSeen[], holders: readonly string[]): Ticket[] =>
  tickets.map((ticket) => ({
    id: ticket.id,
    ordinal: ticket.ordinal,
    holderName: holders[ticket.ordinal] ?? '',
    token: '',
    code: ticket.code,
    admittedAt: ticket.admitted_at?.toISOString() ?? null,
    place: ticket.place,
    placeEn: ticket.place_en,
  }));

/**
 * An answer with the tokens of its tickets. Signing takes longer than anything else in a booking, so that it is done
 * when an answer is given, not while a batch holds its locks; and no token lies in the table of remembered answers.
 */
export async function signed(answer: BookingResult, keys: Keys): Promise<BookingResult> {
  const { palaceId, sessionId } = answer;
  const notAfter = new Date(answer.endsAt);
  const sign = async (ticket: Ticket): Promise<Ticket> => {
    const claims = { palaceId, sessionId, notAfter, ticketId: ticket.id, ordinal: ticket.ordinal };
    return { ...ticket, token: await signTicketAside(claims, keys.ticketKey) };
  };
  return { ...answer, tickets: await Promise.all(answer.tickets.map(sign)) };
}
