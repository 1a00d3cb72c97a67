import { undoCheckIn } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { lockBooking } from '../bookings.store.ts';
import { checkInById, insertUndo, unmarkCheckedIn } from '../door/door.store.ts';
import { liveCounts } from '../door/live-counts.ts';
import { admittedCounts } from '../staff/attendees.store.ts';

/** Undoing twice is undoing once. The booking's row is locked, as admitting does, so that its state stays right. */
export const undoCheckInAction = handle(undoCheckIn, async ({ params, actor, tx, deps, now }) => {
  const checkIn = await checkInById(tx, params.palaceId, params.checkInId);
  if (checkIn === undefined) throw new Problem('not-found');
  const booking = await lockBooking(tx, params.palaceId, checkIn.booking_id);
  if (booking?.status === 'completed' || booking?.status === 'no_show') throw new Problem('undo-too-late');
  const undone = await insertUndo(tx, {
    palace_id: params.palaceId,
    check_in_id: checkIn.id,
    at: now,
    recorded_by: actor.personId,
  });
  if (!undone) return;
  if (booking !== undefined)
    liveCounts(deps).forget({ palaceId: params.palaceId, sessionId: booking.session_id });
  const left = await admittedCounts(tx, params.palaceId, [checkIn.booking_id]);
  if (!left.has(checkIn.booking_id)) await unmarkCheckedIn(tx, params.palaceId, checkIn.booking_id);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'ticket.admit-undo',
    subject: { type: 'ticket', id: checkIn.ticket_id },
    before: { checkInId: checkIn.id, at: checkIn.at },
    at: now,
  });
});
