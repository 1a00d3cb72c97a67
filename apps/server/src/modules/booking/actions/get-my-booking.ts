import { getMyBooking } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { detailOf } from '../booking-views.ts';
import { bookingOfPerson } from '../bookings.store.ts';

export const getMyBookingAction = handle(getMyBooking, async ({ params, actor, reader, deps, now }) => {
  const booking = await bookingOfPerson(reader, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  return detailOf(reader, deps.keys, booking, now);
});
