import { declineEnrolment } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { detailOf } from '../../booking-views.ts';
import { lockBookingOfPerson } from '../../bookings.store.ts';
import { giveSeatBack } from '../give-seat-back.ts';
import { seatOfBooking } from '../groups.store.ts';

export const declineEnrolmentAction = handle(declineEnrolment, async ({ params, actor, tx, deps, now }) => {
  const booking = await lockBookingOfPerson(tx, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  const seat = await seatOfBooking(tx, booking.palace_id, booking.id);
  if (seat === undefined) throw new Problem('not-enrolled-by-union');
  const ended = await giveSeatBack(tx, deps, booking, { who: 'person', reason: null }, now);
  return detailOf(tx, deps.keys, ended, now);
});
