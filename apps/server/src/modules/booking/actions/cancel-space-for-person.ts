import { cancelSpaceForPerson } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { cancelSpace } from '../spaces/cancel-space.ts';
import { lockSpaceBooking } from '../spaces/space-bookings.store.ts';
import { staffSpaceViewsOf } from '../spaces/staff-space-views.ts';

export const cancelSpaceForPersonAction = handle(
  cancelSpaceForPerson,
  async ({ params, body, actor, tx, deps, now }) => {
    const booking = await lockSpaceBooking(tx, { palaceId: params.palaceId }, params.bookingId);
    if (booking === undefined) throw new Problem('not-found');
    const cancelled = await cancelSpace(tx, deps, booking, { who: 'staff', reason: body.reason }, now);
    const [view] = await staffSpaceViewsOf(tx, deps.keys, [cancelled], now);
    if (view === undefined) throw new Problem('not-found');
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'space-booking.cancel',
      subject: { type: 'space-booking', id: booking.id },
      before: { status: booking.status },
      after: { status: cancelled.status, reason: body.reason },
      at: now,
    });
    return view;
  },
);
