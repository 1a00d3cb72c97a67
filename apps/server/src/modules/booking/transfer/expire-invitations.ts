import type { Deps } from '../../../kernel/deps.ts';
import { bookingById } from '../bookings.store.ts';
import { endUntaken } from './give-back.ts';
import { invitationFact } from './invitations.ts';
import { seatNotTaken } from './transfer.events.ts';
import { invitationStatusOf } from './transfer.rules.ts';
import { lockInvitation, staleInvitations } from './transfer.store.ts';

/** Invitations ended in one run; what is left waits for the next minute. */
const MOST = 2000;

/** Ends invitations that nobody answered in time, or whose booking has ended; seats of companions go on to others. */
export async function expireInvitations(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  for (const key of await staleInvitations(deps.db.reader, now, MOST)) {
    await deps.db.transact(async (tx) => {
      const invitation = await lockInvitation(tx, key);
      const booking = invitation && (await bookingById(tx, key.palaceId, invitation.booking_id));
      if (invitation?.status !== 'open' || booking === undefined) return;
      const status = invitationStatusOf(invitation, booking.status, now);
      if (status !== 'expired' && status !== 'void') return;
      await endUntaken(tx, deps, { invitation, booking }, status, now);
      if (status === 'expired') {
        await deps.bus.emit(tx, seatNotTaken, { ...invitationFact(invitation, booking), declined: false });
      }
    });
  }
}
