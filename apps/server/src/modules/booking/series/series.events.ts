import { defineEvent } from '../../../kernel/outbox.ts';

/** About an enrolment; the session is its next one. Times are RFC 3339. */
interface EnrolmentFact {
  palaceId: string;
  sessionId: string;
  bookingId: string;
  personId: string;
  seats: number;
  startsAt: string;
  endsAt: string;
  path: string;
}

/** Somebody has a place in the `dates` sessions of a course; `promoted`: from its waiting list. */
export const seriesEnrolled = defineEvent<EnrolmentFact & { dates: number; promoted: boolean }>(
  'booking.series-enrolled',
);

/** A session was added to a course: who is enrolled has a place in it. `conflict`: and something else then. */
export const seriesDateAdded = defineEvent<EnrolmentFact & { conflict: boolean }>(
  'booking.series-date-added',
);

/** Seats of a course came free: who waits for it is looked at. */
export const seriesSeatsFreed = defineEvent<{ palaceId: string; activityId: string }>(
  'booking.series-seats-freed',
);
