import { listMyTeams } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { presentTeams } from '../teams.present.ts';
import { teamsOf } from '../teams.store.ts';

export const listMyTeamsAction = handle(listMyTeams, async ({ actor, reader, deps, now }) => ({
  items: await presentTeams(reader, deps.keys, await teamsOf(reader, actor.personId), now),
}));
