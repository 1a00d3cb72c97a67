import type { Deps } from '../../../kernel/deps.ts';
import { canCancel } from '../booking.rules.ts';
import { lockBookingOfPerson } from '../bookings.store.ts';
import { cancelBooking } from '../cancel-booking.ts';
import { cancelSpace } from '../spaces/cancel-space.ts';
import { canCancelSpace } from '../spaces/space-booking-views.ts';
import { lockSpaceBooking } from '../spaces/space-bookings.store.ts';
import { aheadOf } from './personal-data.store.ts';

/** Cancels all that somebody whose account is erased has ahead, so that others get the seats. */
export async function giveUpAll(personId: string, deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const by = { who: 'person', reason: null } as const;
  const ahead = await aheadOf(deps.db.reader, personId, now);
  for (const id of ahead.bookings) {
    await deps.db.transact(async (tx) => {
      const booking = await lockBookingOfPerson(tx, personId, id);
      if (booking === undefined) return;
      const period = { startsAt: booking.starts_at, endsAt: booking.ends_at, status: booking.status };
      if (canCancel(period, now)) await cancelBooking(tx, deps, booking, by, now);
    });
  }
  for (const id of ahead.spaces) {
    await deps.db.transact(async (tx) => {
      const booking = await lockSpaceBooking(tx, { personId }, id);
      if (booking !== undefined && canCancelSpace(booking, now))
        await cancelSpace(tx, deps, booking, by, now);
    });
  }
}
