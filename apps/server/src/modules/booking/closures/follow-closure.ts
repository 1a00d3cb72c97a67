import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { type ClosureFact, type Outside, outsideOf, type SpecialHoursFact } from '../../venue/index.ts';
import { type SpaceBookingFact, spaceClosureAnnounced } from '../booking.events.ts';
import { callOffSpace } from '../spaces/cancel-space.ts';
import { lockSpaceBooking } from '../spaces/space-bookings.store.ts';
import { slotsClosed } from './closures.store.ts';

/**
 * Tells everybody who booked a slot in a closed time, once: their booking is cancelled, or stays. The outbox hands a
 * closure over once, in the transaction that writes what follows from it.
 */
export const followClosure = (tx: Tx, deps: Deps, fact: ClosureFact): Promise<void> =>
  tellBooked(tx, deps, fact, () => true);

/** The same for slots that special hours leave outside. */
export const followSpecialHours = async (tx: Tx, deps: Deps, fact: SpecialHoursFact): Promise<void> =>
  tellBooked(tx, deps, fact, await outsideOf(tx, fact.palaceId, fact.specialHoursId, fact.replaced));

async function tellBooked(
  tx: Tx,
  deps: Deps,
  fact: Omit<ClosureFact, 'closureId'>,
  concerns: Outside,
): Promise<void> {
  const now = deps.clock.now();
  const period = { startsAt: new Date(fact.startsAt), endsAt: new Date(fact.endsAt) };
  const kept: (SpaceBookingFact & { reason: string })[] = [];
  for (const { id } of await slotsClosed(tx, { ...fact, ...period }, now, concerns)) {
    // Somebody may have cancelled since it was read.
    const booking = await lockSpaceBooking(tx, fact, id);
    if (booking?.status !== 'confirmed') continue;
    if (fact.spaceBookings === 'cancel') {
      await callOffSpace(tx, deps, booking, fact.reason, now);
      continue;
    }
    kept.push({
      palaceId: booking.palace_id,
      spaceId: booking.space_id,
      bookingId: booking.id,
      personId: booking.person_id,
      startsAt: booking.starts_at.toISOString(),
      endsAt: booking.ends_at.toISOString(),
      reason: fact.reason,
    });
  }
  await deps.bus.emit(tx, spaceClosureAnnounced, ...kept);
}
