import { removeFromTeam } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { lockBooking } from '../../bookings.store.ts';
import { giveSeatBack } from '../../groups/give-seat-back.ts';
import { presentTeam } from '../teams.present.ts';
import { isMemberOf } from '../teams.rules.ts';
import { teamOf } from '../teams.store.ts';

/** What the person is told. */
const REASON = '团队的组长调整了名单 / The team’s leader has changed its list';

export const removeFromTeamAction = handle(removeFromTeam, async ({ params, actor, tx, deps, now }) => {
  const team = await teamOf(tx, actor.personId, params.teamId);
  if (team === undefined) throw new Problem('not-found');
  const booking = await lockBooking(tx, team.palace_id, params.bookingId);
  if (booking === undefined || !isMemberOf(team, booking)) throw new Problem('not-found');
  await giveSeatBack(tx, deps, booking, { who: 'staff', reason: REASON }, now);
  return presentTeam(tx, deps.keys, await teamOf(tx, actor.personId, team.id), now);
});
