import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { release } from '../../venue/index.ts';
import { spaceBookingCancelled } from '../booking.events.ts';
import { cancelEarlyUntil } from '../booking.rules.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { releasePerson } from '../seats/engagement.store.ts';
import { canCancelSpace } from './space-booking-views.ts';
import { endSpaceBooking, type SpaceBooked } from './space-bookings.store.ts';

/**
 * Cancels a locked space booking by the rules it was made under and frees the space. Throws `cannot-cancel`. Returns the
 * booking as it is then.
 */
export async function cancelSpace(
  tx: Tx,
  deps: Deps,
  booking: SpaceBooked,
  by: { readonly who: 'person' | 'staff'; readonly reason: string | null },
  now: Date,
): Promise<SpaceBooked> {
  if (!canCancelSpace(booking, now)) throw new Problem('cannot-cancel');
  const rulesOf = await policyVersions(tx, [booking]);
  const late = now > cancelEarlyUntil(rulesOf(booking), { startsAt: booking.starts_at });
  const end = {
    status: late ? ('cancelled_late' as const) : ('cancelled_early' as const),
    ended_at: now,
    cancel_reason: by.reason,
  };
  await giveBack(tx, deps, booking, end, { late, by: by.who, reason: by.reason });
  return { ...booking, ...end };
}

/** Cancels a locked space booking that has not begun because the place is closed then: never late for anybody. */
export const callOffSpace = (tx: Tx, deps: Deps, booking: SpaceBooked, reason: string, now: Date) =>
  giveBack(
    tx,
    deps,
    booking,
    { status: 'cancelled_by_host', ended_at: now, cancel_reason: reason },
    { late: false, by: 'staff', reason },
  );

async function giveBack(
  tx: Tx,
  deps: Deps,
  booking: SpaceBooked,
  end: Parameters<typeof endSpaceBooking>[2],
  why: { readonly late: boolean; readonly by: 'person' | 'staff'; readonly reason: string | null },
): Promise<void> {
  await releasePerson(tx, {
    palaceId: booking.palace_id,
    personId: booking.person_id,
    bookingId: booking.id,
  });
  await endSpaceBooking(tx, booking, end);
  await release(tx, booking.palace_id, booking.id);
  await deps.bus.emit(tx, spaceBookingCancelled, {
    ...spaceFactOf(booking),
    ...why,
  });
}

/** What events tell of a space booking. */
export const spaceFactOf = (booking: SpaceBooked) => ({
  palaceId: booking.palace_id,
  spaceId: booking.space_id,
  bookingId: booking.id,
  personId: booking.person_id,
  startsAt: booking.starts_at.toISOString(),
  endsAt: booking.ends_at.toISOString(),
});
