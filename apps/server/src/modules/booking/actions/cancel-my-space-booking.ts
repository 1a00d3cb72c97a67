import { cancelMySpaceBooking } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { cancelSpace } from '../spaces/cancel-space.ts';
import { spaceViewsOf } from '../spaces/space-booking-views.ts';
import { lockSpaceBooking } from '../spaces/space-bookings.store.ts';

export const cancelMySpaceBookingAction = handle(
  cancelMySpaceBooking,
  async ({ params, actor, tx, deps, now }) => {
    const booking = await lockSpaceBooking(tx, { personId: actor.personId }, params.bookingId);
    if (booking === undefined) throw new Problem('not-found');
    const cancelled = await cancelSpace(tx, deps, booking, { who: 'person', reason: null }, now);
    const [view] = await spaceViewsOf(tx, [cancelled], now);
    if (view === undefined) throw new Problem('not-found');
    return view;
  },
);
