import type { BookingCredit, CreditGrade } from '@wengong/contract';
import type { creditMessages } from './messages.ts';

/** What a late cancellation is asked with: its cost in words. `time` writes an instant of today. */
export function lateQuestion(
  credit: BookingCredit,
  m: (typeof creditMessages)['zh'],
  grades: Record<CreditGrade, string>,
  time: (instant: string) => string,
): string {
  if (credit.graceUntil !== null) return m.cancelGrace(time(credit.graceUntil));
  if (credit.cancelNowPoints === 0) return m.cancelFree;
  const { score, grade } = credit.afterCancelling;
  return m.cancelCost(String(credit.cancelNowPoints), String(score), grades[grade]);
}
