import { defineEvent } from '../../../kernel/outbox.ts';
import type { BookingFact } from '../booking.events.ts';

/** About an entry; `bookingId` is its id, and the booking's where there is one. `path`: where its person reads more. */
export type EntryFact = BookingFact & { path: string };

/** A place was won and is kept until `holdExpiresAt`: they must confirm. */
export const ballotWon = defineEvent<EntryFact & { holdExpiresAt: string }>('booking.ballot-won');
/** Not won; waits at `position` (from 1), in the drawn order. */
export const ballotWaiting = defineEvent<EntryFact & { position: number }>('booking.ballot-waiting');
/** Not won, and beyond the waiting list: the next ballot counts this one. */
export const ballotLost = defineEvent<EntryFact>('booking.ballot-lost');
/** The entry did not count at the draw. */
export const ballotVoided = defineEvent<EntryFact & { reason: string }>('booking.ballot-voided');
/** The session was cancelled before the draw. */
export const ballotCalledOff = defineEvent<EntryFact>('booking.ballot-called-off');

/** Drawn or called off: those who entered, by id of the entry after `after`, are to be told. */
export const ballotSettled = defineEvent<{ palaceId: string; ballotId: string; after: string | null }>(
  'booking.ballot-settled',
);
