import { withdrawInvitation } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { endUntaken } from '../give-back.ts';
import { presentSent } from '../invitations.ts';
import { lockOpenInvitation } from '../lock-open-invitation.ts';
import { invitationOfInviter } from '../transfer.store.ts';

export const withdrawInvitationAction = handle(
  withdrawInvitation,
  async ({ params, actor, tx, deps, now }) => {
    const mine = await invitationOfInviter(tx, actor.personId, params.invitationId);
    if (mine === undefined) throw new Problem('not-found');
    const open = await lockOpenInvitation(tx, { palaceId: mine.palace_id, invitationId: mine.id }, now);
    await endUntaken(tx, deps, open, 'withdrawn', now);
    return presentSent({ ...open.invitation, status: 'withdrawn' }, open.booking, deps.keys, now);
  },
);
