import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { canCancel } from '../booking.rules.ts';
import { lockBookingOfPerson } from '../bookings.store.ts';
import { cancelBooking } from '../cancel-booking.ts';
import { isCounted } from '../seats/release.store.ts';
import { openEnrolments, uncount } from '../series/queue.store.ts';
import { endEnrolment, lockBookingsOf, lockEnrolment } from '../series/series.store.ts';
import { cancelSpace } from '../spaces/cancel-space.ts';
import { canCancelSpace } from '../spaces/space-booking-views.ts';
import { lockSpaceBooking } from '../spaces/space-bookings.store.ts';
import { aheadOf } from './personal-data.store.ts';

/** A course of which a date is under way is left by its dates. */
async function leaveSeries(tx: Tx, personId: string, id: string, now: Date): Promise<void> {
  const enrolment = await lockEnrolment(tx, personId, id);
  if (enrolment === undefined || !['waitlisted', 'active'].includes(enrolment.status)) return;
  const dates = await lockBookingsOf(tx, enrolment);
  if (enrolment.status === 'active' && dates.some(isCounted)) return;
  await endEnrolment(tx, enrolment, 'cancelled', now);
  if (enrolment.status === 'active') await uncount(tx, enrolment);
}

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
  for (const { id } of await openEnrolments(deps.db.reader, personId)) {
    await deps.db.transact((tx) => leaveSeries(tx, personId, id, now));
  }
  for (const id of ahead.spaces) {
    await deps.db.transact(async (tx) => {
      const booking = await lockSpaceBooking(tx, { personId }, id);
      if (booking !== undefined && canCancelSpace(booking, now))
        await cancelSpace(tx, deps, booking, by, now);
    });
  }
}
