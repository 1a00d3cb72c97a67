import { cancelForPerson } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { lockBooking } from '../bookings.store.ts';
import { cancelBooking } from '../cancel-booking.ts';
import { attendeesOf } from '../staff/attendees.ts';

export const cancelForPersonAction = handle(
  cancelForPerson,
  async ({ params, body, actor, tx, deps, now }) => {
    const booking = await lockBooking(tx, params.palaceId, params.bookingId);
    if (booking === undefined) throw new Problem('not-found');
    const cancelled = await cancelBooking(tx, deps, booking, { who: 'staff', reason: body.reason }, now);
    const [attendee] = await attendeesOf(tx, deps.keys, [cancelled]);
    if (attendee === undefined) throw new Problem('not-found');
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'booking.cancel',
      subject: { type: 'booking', id: booking.id },
      before: { status: booking.status },
      after: { status: cancelled.status, reason: body.reason },
      at: now,
    });
    return attendee;
  },
);
