import { withdrawGroupSeat } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { lockBooking } from '../../bookings.store.ts';
import { giveSeatBack } from '../give-seat-back.ts';
import { groupPool } from '../group.ts';
import { lockSeat } from '../groups.store.ts';
import { endAll } from '../invitations.ts';

/** What the person is told. */
const REASON = '工会调整了名额 / The union has changed its list';

export const withdrawGroupSeatAction = handle(withdrawGroupSeat, async ({ params, actor, tx, deps, now }) => {
  const pool = await groupPool(tx, params.unionId, params.allotmentId);
  const seat = await lockSeat(tx, { palaceId: pool.palace_id, poolId: pool.id, seatId: params.seatId });
  if (seat === undefined) throw new Problem('not-found');
  if (seat.status === 'invited') {
    await endAll(tx, deps, { palaceId: seat.palace_id, sessionId: seat.session_id }, [seat], 'withdrawn');
  } else {
    const booking =
      seat.booking_id === null ? undefined : await lockBooking(tx, seat.palace_id, seat.booking_id);
    if (booking === undefined) throw new Problem('cannot-cancel');
    await giveSeatBack(tx, deps, booking, { who: 'staff', reason: REASON }, now);
  }
  await recordAudit(tx, {
    palaceId: seat.palace_id,
    actor,
    action: 'group.withdraw',
    subject: { type: 'group-seat', id: seat.id },
    before: { status: seat.status, bookingId: seat.booking_id },
    at: now,
  });
});
