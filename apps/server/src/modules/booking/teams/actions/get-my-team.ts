import { getMyTeam } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { presentTeam } from '../teams.present.ts';
import { teamOf } from '../teams.store.ts';

export const getMyTeamAction = handle(getMyTeam, async ({ params, actor, reader, deps, now }) =>
  presentTeam(reader, deps.keys, await teamOf(reader, actor.personId, params.teamId), now),
);
