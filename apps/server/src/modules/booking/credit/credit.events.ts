import type { CreditEntryKind, CreditGrade } from '@wengong/contract';
import { defineEvent } from '../../../kernel/outbox.ts';
import type { BookingFact, SpaceBookingFact } from '../booking.events.ts';

/** A booking was missed or cancelled late and costs credit: `points` off, now `score` of 100. */
export const creditLowered = defineEvent<
  BookingFact & {
    kind: CreditEntryKind;
    points: number;
    score: number;
    grade: CreditGrade;
    appealUntil: string;
  }
>('booking.credit-lowered');

/** A space was given back late, and that costs credit likewise. */
export const spaceCreditLowered = defineEvent<
  SpaceBookingFact & { points: number; score: number; appealUntil: string }
>('booking.space-credit-lowered');

/** The palace has answered an appeal, or (`byStaff: false`) let its time pass: then it is accepted. */
export const creditAppealDecided = defineEvent<
  BookingFact & { accepted: boolean; note: string; byStaff: boolean; score: number }
>('booking.credit-appeal-decided');

/** The same of an appeal about a space. */
export const spaceAppealDecided = defineEvent<
  SpaceBookingFact & { accepted: boolean; note: string; byStaff: boolean; score: number }
>('booking.space-appeal-decided');
