import { acceptInvitation } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { handOver } from '../hand-over.ts';
import { keyOfToken, strangerTo } from '../invitations.ts';
import { lockOpenInvitation } from '../lock-open-invitation.ts';
import { invitationById } from '../transfer.store.ts';

/** Who has accepted already gets the same answer again. */
export const acceptInvitationAction = handle(acceptInvitation, async ({ params, actor, tx, deps, now }) => {
  const key = keyOfToken(deps.keys, params.token);
  const before = await invitationById(tx, key);
  if (before === undefined) throw new Problem('not-found');
  if (before.accepted_by === actor.personId && before.taken_booking_id !== null) {
    return { bookingId: before.taken_booking_id };
  }
  const stranger = await strangerTo(tx, before, actor.personId);
  if (stranger !== null) throw new Problem(stranger);
  const open = await lockOpenInvitation(tx, key, now);
  return { bookingId: await handOver(tx, deps, { ...open, taker: actor }, now) };
});
