import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { bookingCancelled } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { canCancel } from '../booking.rules.ts';
import type { Booking } from '../bookings.store.ts';
import { endBookings } from '../seats/release-seats.ts';

/**
 * Ends the locked booking of somebody enrolled; its seat is the allotment's again. Never late: they did not ask for
 * it. Throws `cannot-cancel`. Returns the booking as it is then.
 */
export async function giveSeatBack(
  tx: Tx,
  deps: Deps,
  booking: Booking,
  by: { readonly who: 'person' | 'staff'; readonly reason: string | null },
  now: Date,
): Promise<Booking> {
  const period = { startsAt: booking.starts_at, endsAt: booking.ends_at, status: booking.status };
  if (!canCancel(period, now)) throw new Problem('cannot-cancel');
  const key = { palaceId: booking.palace_id, sessionId: booking.session_id };
  await endBookings(tx, deps, key, [{ booking, status: 'cancelled_early' }], { now, reason: by.reason });
  await deps.bus.emit(tx, bookingCancelled, {
    ...factOf(booking),
    late: false,
    by: by.who,
    reason: by.reason,
  });
  return { ...booking, status: 'cancelled_early', ended_at: now, cancel_reason: by.reason };
}
