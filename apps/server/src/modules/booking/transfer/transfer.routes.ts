import type { RouteBinding } from '../../../kernel/module.ts';
import { acceptInvitationAction } from './actions/accept-invitation.ts';
import { createTransferAction } from './actions/create-transfer.ts';
import { declineInvitationAction } from './actions/decline-invitation.ts';
import { getInvitationAction } from './actions/get-invitation.ts';
import { getMyHandoverAction } from './actions/get-my-handover.ts';
import { inviteCompanionAction } from './actions/invite-companion.ts';
import { listMyInvitationsAction } from './actions/list-my-invitations.ts';
import { withdrawInvitationAction } from './actions/withdraw-invitation.ts';

export const transferRoutes: readonly RouteBinding[] = [
  acceptInvitationAction,
  createTransferAction,
  declineInvitationAction,
  getInvitationAction,
  getMyHandoverAction,
  inviteCompanionAction,
  listMyInvitationsAction,
  withdrawInvitationAction,
];
