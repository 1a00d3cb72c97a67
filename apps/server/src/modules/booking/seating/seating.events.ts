import { defineEvent } from '../../../kernel/outbox.ts';
import type { BookingFact } from '../booking.events.ts';

/** The staff moved a booking to other seats, named in both languages. */
export const bookingReseated = defineEvent<BookingFact & { places: string[]; placesEn: string[] }>(
  'booking.reseated',
);
