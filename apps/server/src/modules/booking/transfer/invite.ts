import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { findPersonByPhone, maskPhone, normalisePhone } from '../../identity/index.ts';
import type { Booking } from '../bookings.store.ts';
import { invitationFact, pathOf } from './invitations.ts';
import { seatInvited } from './transfer.events.ts';
import type { Invitation } from './transfer.store.ts';

/**
 * The phone that an inviter typed. `tell` sends the invitation to its account, if there is one: the inviter does not
 * learn whether. Throws `phone-invalid`, `invitation-to-self`.
 */
export async function invited(tx: Tx, deps: Deps, typed: string, inviterId: string) {
  const phone = normalisePhone(typed);
  if (phone === null) throw new Problem('phone-invalid');
  const person = await findPersonByPhone(tx, deps.keys, phone);
  if (person?.personId === inviterId) throw new Problem('invitation-to-self');
  return {
    hash: deps.keys.fingerprint(phone),
    masked: maskPhone(phone),
    async tell(invitation: Invitation, booking: Booking): Promise<void> {
      if (person === null) return;
      await deps.bus.emit(tx, seatInvited, {
        ...invitationFact(invitation, booking),
        personId: person.personId,
        expiresAt: invitation.expires_at.toISOString(),
        path: pathOf(deps.keys, invitation),
      });
    },
  };
}
