import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { bookingCancelled } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { canCancel, cancellationOf } from '../booking.rules.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { lockQuotas } from '../seats/engagement.store.ts';
import { isCounted } from '../seats/release.store.ts';
import { endBookings } from '../seats/release-seats.ts';
import { uncount } from './queue.store.ts';
import { seriesSeatsFreed } from './series.events.ts';
import { endEnrolment, lockBookingsOf } from './series.store.ts';
import type { EnrolmentRow } from './series.tables.ts';

/**
 * Gives up all dates of a locked enrolment that are still to come; a date so near that it counts as late does so by its
 * own rules. Leaving the queue costs nothing. Throws `cannot-cancel`.
 */
export async function cancelEnrolment(
  tx: Tx,
  deps: Deps,
  enrolment: EnrolmentRow,
  now: Date,
): Promise<EnrolmentRow> {
  const ended = { ...enrolment, status: 'cancelled' as const, ended_at: now };
  if (enrolment.status === 'waitlisted') {
    await endEnrolment(tx, enrolment, 'cancelled', now);
    return ended;
  }
  if (enrolment.status !== 'active') throw new Problem('cannot-cancel');
  const bookings = await lockBookingsOf(tx, enrolment);
  const rulesOf = await policyVersions(tx, bookings);
  const live = bookings.filter(isCounted);
  const ahead = live.filter((booking) =>
    canCancel({ startsAt: booking.starts_at, endsAt: booking.ends_at, status: booking.status }, now),
  );
  // While a date is under way the course cannot be left: its attendance would hang in the air.
  if (ahead.length === 0 || ahead.length < live.length) throw new Problem('cannot-cancel');
  await lockQuotas(tx, enrolment.palace_id, [enrolment.person_id]);
  // Pools are locked by session, in the order in which everybody does.
  for (const booking of ahead.toSorted((a, b) => (a.session_id < b.session_id ? -1 : 1))) {
    const period = { startsAt: booking.starts_at, endsAt: booking.ends_at, status: booking.status };
    const status = cancellationOf(period, rulesOf(booking), now);
    const session = { palaceId: booking.palace_id, sessionId: booking.session_id };
    await endBookings(tx, deps, session, [{ booking, status }], { now, reason: null });
    const late = status === 'cancelled_late';
    await deps.bus.emit(tx, bookingCancelled, { ...factOf(booking), late, by: 'person', reason: null });
  }
  await endEnrolment(tx, enrolment, 'cancelled', now);
  await uncount(tx, enrolment);
  await deps.bus.emit(tx, seriesSeatsFreed, {
    palaceId: enrolment.palace_id,
    activityId: enrolment.activity_id,
  });
  return ended;
}
