import type { ErrorCode } from '../../../kernel/errors.ts';
import { Problem } from '../../../kernel/errors.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { termsOf } from '../book-session.ts';
import { obstacleOf, type Standing } from '../booking.rules.ts';
import { enrolmentOpensAt } from './series.rules.ts';

/** What keeps a person from enrolling, apart from seats and their own bookings; null when nothing does. */
export function obstacleOfSeries(
  ahead: readonly SessionForBooking[],
  whole: readonly SessionForBooking[],
  standing: Standing,
  now: Date,
): ErrorCode | null {
  const [next] = ahead;
  const opensAt = enrolmentOpensAt(whole);
  if (next === undefined || opensAt === null) return 'series-over';
  // Who joins late joins from the next session: a session's own closing time does not matter.
  return obstacleOf(
    { ...termsOf(next), series: false, bookingOpensAt: opensAt, bookingClosesAt: next.startsAt },
    standing,
    now,
  );
}

/** Refuses activities that are not sold as a whole. Throws `not-found`, `not-a-series`. */
export function mustBeSeries(sessions: readonly SessionForBooking[]): void {
  const [any] = sessions;
  if (any === undefined || any.activity.status !== 'published') throw new Problem('not-found');
  if (!any.activity.series) throw new Problem('not-a-series');
}
