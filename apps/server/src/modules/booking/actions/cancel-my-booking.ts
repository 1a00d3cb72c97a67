import { cancelMyBooking } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { detailOf } from '../booking-views.ts';
import { lockBookingOfPerson } from '../bookings.store.ts';
import { cancelBooking } from '../cancel-booking.ts';

export const cancelMyBookingAction = handle(cancelMyBooking, async ({ params, actor, tx, deps, now }) => {
  const booking = await lockBookingOfPerson(tx, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  const cancelled = await cancelBooking(tx, deps, booking, { who: 'person', reason: null }, now);
  return detailOf(tx, deps.keys, cancelled, now);
});
