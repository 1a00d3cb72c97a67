import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import { bookingCancelled } from './booking.events.ts';
import { factOf } from './booking.present.ts';
import { canCancel, cancellationOf } from './booking.rules.ts';
import type { Booking } from './bookings.store.ts';
import { policyVersions } from './rules/policy.store.ts';
import { endBookings } from './seats/release-seats.ts';

/**
 * Cancels a locked booking by the rules it was made under, gives its seats to who waits. Throws `cannot-cancel`.
 * Returns the booking as it is then.
 */
export async function cancelBooking(
  tx: Tx,
  deps: Deps,
  booking: Booking,
  by: { readonly who: 'person' | 'staff'; readonly reason: string | null },
  now: Date,
): Promise<Booking> {
  const period = { startsAt: booking.starts_at, endsAt: booking.ends_at, status: booking.status };
  if (!canCancel(period, now)) throw new Problem('cannot-cancel');
  const rulesOf = await policyVersions(tx, [booking]);
  const status = cancellationOf(period, rulesOf(booking), now);
  const session = { palaceId: booking.palace_id, sessionId: booking.session_id };
  await endBookings(tx, deps, session, [{ booking, status }], { now, reason: by.reason });
  await deps.bus.emit(tx, bookingCancelled, {
    ...factOf(booking),
    late: status === 'cancelled_late',
    by: by.who,
    reason: by.reason,
  });
  return { ...booking, status, ended_at: now, cancel_reason: by.reason };
}
