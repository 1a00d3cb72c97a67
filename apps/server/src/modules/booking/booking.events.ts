import { defineEvent } from '../../kernel/outbox.ts';

/** What every event about one booking of a session names. Times are RFC 3339. */
export interface BookingFact {
  palaceId: string;
  sessionId: string;
  bookingId: string;
  personId: string;
  seats: number;
  /** Start and end of the session as the booking knows them. */
  startsAt: string;
  endsAt: string;
}

/** Seats are confirmed: booked at once, offered and taken, or booked by the staff on behalf of the person. */
export const bookingConfirmed = defineEvent<
  BookingFact & {
    byStaff: boolean;
    /** The union whose officer enrolled the person. */
    union?: { name: string; nameEn: string };
  }
>('booking.confirmed');

/** Sold out: the person has joined the waiting list at `position` (from 1). */
export const bookingWaitlisted = defineEvent<BookingFact & { position: number }>('booking.waitlisted');

/** A seat came free and is kept for the person until `holdExpiresAt`: they must confirm. */
export const bookingOffered = defineEvent<BookingFact & { holdExpiresAt: string }>('booking.offered');

/** The offered seat was not confirmed in time and went on to the next. */
export const bookingExpired = defineEvent<BookingFact>('booking.expired');

/** The session began while the person was still waiting. */
export const bookingLapsed = defineEvent<BookingFact>('booking.lapsed');

/** Cancelled by the person, or (`by: 'staff'`) for them by the staff with a reason. */
export const bookingCancelled = defineEvent<
  BookingFact & { late: boolean; by: 'person' | 'staff'; reason: string | null }
>('booking.cancelled');

/** The palace cancelled the session. */
export const bookingCancelledByHost = defineEvent<BookingFact & { reason: string }>(
  'booking.cancelled-by-host',
);

/**
 * The session has a new time, or (when `previousStartsAt` is `startsAt` and the end is as before) a new place.
 * `conflict`: the person has something else at the new time; both bookings stay.
 */
export const bookingMoved = defineEvent<
  BookingFact & { previousStartsAt: string; previousEndsAt: string; conflict: boolean }
>('booking.moved');

/** A day before the session begins. `ask`: the person is asked to say that they will come. */
export const bookingReminder = defineEvent<BookingFact & { ask: boolean }>('booking.reminder');

/** The session begins within two hours. */
export const bookingReminderSoon = defineEvent<BookingFact>('booking.reminder-soon');

/** An offered seat is kept for ten minutes more at most. */
export const bookingOfferEnding = defineEvent<BookingFact & { holdExpiresAt: string }>(
  'booking.offer-ending',
);

/** The person did not come. `costs`: by the rules of the booking it costs credit, and they are told so by that. */
export const bookingMissed = defineEvent<BookingFact & { costs: boolean }>('booking.missed');

/** The person was counted as missed, and was let in all the same: at a door without network, or by the staff. */
export const bookingAttendedAfterAll = defineEvent<BookingFact>('booking.attended-after-all');

/** Seats were taken or freed other than by `bookingConfirmed`. Many events of one session may come at once. */
export const seatsChanged = defineEvent<{ palaceId: string; sessionId: string }>('booking.seats-changed');

/** A session's pools are not in line with it: seats, reservations, times or status changed, or an excess was freed. */
export const poolsOutdated = defineEvent<{ palaceId: string; sessionId: string }>('booking.pools-outdated');

/**
 * A session's pools are in line with it, its live bookings not yet. Apart from `poolsOutdated` because whoever
 * changes bookings locks them before the pools: a claim that began earlier is committed by then.
 */
export const bookingsOutdated = defineEvent<{ palaceId: string; sessionId: string }>(
  'booking.bookings-outdated',
);

/** A session moved to another place at the same time: those who booked, by id after `after`, are to be told. */
export const placeChanged = defineEvent<{ palaceId: string; sessionId: string; after: string | null }>(
  'booking.place-changed',
);

export interface SpaceBookingFact {
  palaceId: string;
  spaceId: string;
  bookingId: string;
  personId: string;
  startsAt: string;
  endsAt: string;
}
export const spaceBooked = defineEvent<SpaceBookingFact>('booking.space-booked');
export const spaceBookingCancelled = defineEvent<
  SpaceBookingFact & { late: boolean; by: 'person' | 'staff'; reason: string | null }
>('booking.space-cancelled');

/** The place is closed then, and the booking stands all the same. */
export const spaceClosureAnnounced = defineEvent<SpaceBookingFact & { reason: string }>(
  'booking.space-closure-announced',
);
