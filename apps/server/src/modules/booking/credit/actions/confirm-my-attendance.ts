import { confirmMyAttendance } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { bookingOfPerson } from '../../bookings.store.ts';
import { confirmAttendance } from '../attendance-ask.store.ts';

/** Nothing depends on the answer but what the palace can count on: who says nothing keeps the booking. */
export const confirmMyAttendanceAction = handle(confirmMyAttendance, async ({ params, actor, tx, now }) => {
  const booking = await bookingOfPerson(tx, actor.personId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  if (booking.status !== 'confirmed' && booking.status !== 'checked_in') {
    throw new Problem('nothing-to-confirm');
  }
  const ask = await confirmAttendance(tx, booking, now);
  if (ask?.confirmed_at == null) throw new Problem('nothing-to-confirm');
  return { askedAt: ask.asked_at.toISOString(), confirmedAt: ask.confirmed_at.toISOString() };
});
