import type { Tx } from '../../../kernel/db.ts';
import type { ErrorCode } from '../../../kernel/errors.ts';
import { Problem } from '../../../kernel/errors.ts';
import { type SessionForBooking, sessionsOfSeries } from '../../programme/index.ts';
import { termsOf } from '../book-session.ts';
import { obstacleOf, type Standing } from '../booking.rules.ts';
import { courseOf, enrolmentOpensAt } from './series.rules.ts';
import type { ActivityKey } from './series.store.ts';

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

/**
 * Whether dates of a course were added, called off or moved since those `ahead` were read at `now`; asked under the lock
 * of their pools.
 */
export async function courseChanged(
  tx: Tx,
  { palaceId, activityId, ahead }: ActivityKey & { readonly ahead: readonly SessionForBooking[] },
  now: Date,
): Promise<boolean> {
  const current = courseOf(await sessionsOfSeries(tx, palaceId, activityId), now).ahead;
  const timesOf = (sessions: readonly SessionForBooking[]) =>
    sessions
      .map((each) => `${each.sessionId} ${each.startsAt.getTime()} ${each.endsAt.getTime()}`)
      .sort()
      .join();
  return timesOf(current) !== timesOf(ahead);
}
