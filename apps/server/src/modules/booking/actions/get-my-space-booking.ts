import { getMySpaceBooking } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { spaceViewsOf } from '../spaces/space-booking-views.ts';
import { spaceBookingOfPerson } from '../spaces/space-bookings.store.ts';

export const getMySpaceBookingAction = handle(getMySpaceBooking, async ({ params, actor, reader, now }) => {
  const booking = await spaceBookingOfPerson(reader, actor.personId, params.bookingId);
  const [view] = booking === undefined ? [] : await spaceViewsOf(reader, [booking], now);
  if (view === undefined) throw new Problem('not-found');
  return view;
});
