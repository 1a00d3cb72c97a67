import { renewTeamLink } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { presentTeam, teamStateOf } from '../teams.present.ts';
import { changeTeam, teamOf } from '../teams.store.ts';

export const renewTeamLinkAction = handle(renewTeamLink, async ({ params, actor, tx, deps, now }) => {
  const team = await teamOf(tx, actor.personId, params.teamId);
  if (team === undefined) throw new Problem('not-found');
  if (teamStateOf(team, now) !== 'open') throw new Problem('team-closed');
  await changeTeam(tx, team, { link_id: newId() });
  return presentTeam(tx, deps.keys, await teamOf(tx, actor.personId, team.id), now);
});
