import type { RouteBinding } from '../../../kernel/module.ts';
import { createTeamAction } from './actions/create-team.ts';
import { getMyTeamAction } from './actions/get-my-team.ts';
import { getTeamInvitationAction } from './actions/get-team-invitation.ts';
import { giveBackTeamAction } from './actions/give-back-team.ts';
import { joinTeamAction } from './actions/join-team.ts';
import { listMyTeamsAction } from './actions/list-my-teams.ts';
import { removeFromTeamAction } from './actions/remove-from-team.ts';
import { renewTeamLinkAction } from './actions/renew-team-link.ts';

export const teamRoutes: readonly RouteBinding[] = [
  createTeamAction,
  getMyTeamAction,
  getTeamInvitationAction,
  giveBackTeamAction,
  joinTeamAction,
  listMyTeamsAction,
  removeFromTeamAction,
  renewTeamLinkAction,
];
