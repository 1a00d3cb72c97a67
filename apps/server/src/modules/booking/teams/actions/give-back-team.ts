import { giveBackTeam } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { hasReturned, returnedNow } from '../../allotments/allotments.rules.ts';
import { lockSharedOut, shareOut } from '../../allotments/share-out.ts';
import { presentTeam } from '../teams.present.ts';
import { changeTeam, teamOf } from '../teams.store.ts';

export const giveBackTeamAction = handle(giveBackTeam, async ({ params, actor, tx, deps, now }) => {
  const team = await teamOf(tx, actor.personId, params.teamId);
  if (team === undefined) throw new Problem('not-found');
  const shared = await lockSharedOut(tx, { palaceId: team.palace_id, sessionId: team.session_id }, now);
  const pool = shared.pools.find((each) => each.id === team.id);
  if (pool !== undefined && !hasReturned(pool, now)) {
    await shareOut(tx, deps, shared, returnedNow(shared.pools, pool, now), now);
  }
  if (team.ended_at === null) await changeTeam(tx, team, { ended_at: now });
  return presentTeam(tx, deps.keys, await teamOf(tx, actor.personId, team.id), now);
});
