import { Problem } from '../../kernel/errors.ts';
import { daysBetween } from '../../kernel/zone.ts';
import { LONGEST_RANGE_DAYS } from './statistics.rules.ts';

/** The days asked for. Throws `invalid-request` when they are the wrong way round or too many. */
export function requireDays(range: { readonly from: string; readonly to: string }): string[] {
  const days =
    Date.parse(range.to) - Date.parse(range.from) > LONGEST_RANGE_DAYS * 86_400_000
      ? []
      : daysBetween(range.from, range.to);
  if (days.length === 0) {
    throw new Problem('invalid-request', { details: `from ≤ to, ${LONGEST_RANGE_DAYS} days at most` });
  }
  return days;
}
