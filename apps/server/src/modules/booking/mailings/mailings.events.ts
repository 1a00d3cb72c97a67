import { defineEvent } from '../../../kernel/outbox.ts';
import type { BookingFact } from '../booking.events.ts';

/** A palace's staff wrote to somebody who booked; the texts are filled in for them. */
export const mailingTold = defineEvent<
  BookingFact & { mailingId: string; title: string; titleEn: string; body: string; bodyEn: string }
>('booking.mailing');
