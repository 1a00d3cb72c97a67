import { moveUpWaiting } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { lockBooking, queuePositions } from '../../bookings.store.ts';
import { attendeesOf } from '../../staff/attendees.ts';
import { headOfWaiting, putInQueue } from '../desk.store.ts';

/** The head of a waiting list is whoever joined first: who is moved up joined a moment before. */
export const moveUpWaitingAction = handle(moveUpWaiting, async ({ params, body, actor, tx, deps, now }) => {
  const booking = await lockBooking(tx, params.palaceId, params.bookingId);
  if (booking === undefined) throw new Problem('not-found');
  if (booking.status !== 'waitlisted') throw new Problem('not-waiting');
  const before = (await queuePositions(tx, [booking])).get(booking.id);
  const head = await headOfWaiting(tx, params.palaceId, booking.session_id);
  if (before !== 1 && head !== null) await putInQueue(tx, booking, new Date(head.getTime() - 1));
  const [attendee] = await attendeesOf(tx, deps.keys, [booking]);
  if (attendee === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'booking.move-up',
    subject: { type: 'booking', id: booking.id },
    before: { position: before },
    after: { position: 1, reason: body.reason },
    at: now,
  });
  return { ...attendee, queuePosition: 1 };
});
