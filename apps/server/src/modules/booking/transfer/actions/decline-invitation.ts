import { declineInvitation } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { endUntaken } from '../give-back.ts';
import { invitationFact, keyOfToken, receivedOf, strangerTo } from '../invitations.ts';
import { lockOpenInvitation } from '../lock-open-invitation.ts';
import { seatNotTaken } from '../transfer.events.ts';

export const declineInvitationAction = handle(declineInvitation, async ({ params, actor, tx, deps, now }) => {
  const open = await lockOpenInvitation(tx, keyOfToken(deps.keys, params.token), now);
  const stranger = await strangerTo(tx, open.invitation, actor.personId);
  if (stranger !== null) throw new Problem(stranger);
  await endUntaken(tx, deps, open, 'declined', now);
  await deps.bus.emit(tx, seatNotTaken, {
    ...invitationFact(open.invitation, open.booking),
    declined: true,
  });
  const [shown] = await receivedOf(tx, deps.keys, [{ ...open.invitation, status: 'declined' }], now);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
});
