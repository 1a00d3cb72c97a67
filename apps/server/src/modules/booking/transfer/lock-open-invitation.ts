import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { type Booking, bookingById } from '../bookings.store.ts';
import type { InvitationKey } from './invitation-token.ts';
import { invitationStatusOf } from './transfer.rules.ts';
import { type Invitation, lockInvitation } from './transfer.store.ts';

/**
 * An invitation that can still be answered, locked together with its booking: its time is judged here, whether or not
 * the job has come by. Throws `not-found`, `invitation-over`.
 */
export async function lockOpenInvitation(
  tx: Tx,
  key: InvitationKey,
  now: Date,
): Promise<{ invitation: Invitation; booking: Booking }> {
  const invitation = await lockInvitation(tx, key);
  if (invitation === undefined) throw new Problem('not-found');
  const booking = await bookingById(tx, key.palaceId, invitation.booking_id);
  if (booking === undefined) throw new Problem('not-found');
  if (invitationStatusOf(invitation, booking.status, now) !== 'open') throw new Problem('invitation-over');
  return { invitation, booking };
}
