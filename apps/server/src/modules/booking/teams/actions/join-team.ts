import { joinTeam } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { sessionForBooking } from '../../../programme/index.ts';
import { activeBookingOf } from '../../bookings.store.ts';
import { takeSeat } from '../take-seat.ts';
import { teamJoined } from '../teams.events.ts';
import { readTeamToken, teamFactOf, teamStateOf } from '../teams.present.ts';
import { isMemberOf } from '../teams.rules.ts';
import { teamOf, teamOfLink } from '../teams.store.ts';

/** Who has joined already gets the same answer again. */
export const joinTeamAction = handle(joinTeam, async ({ params, actor, tx, deps, now }) => {
  const { palaceId, linkId } = readTeamToken(deps.keys, params.token);
  const team = await teamOfLink(tx, palaceId, linkId);
  const session = team && (await sessionForBooking(tx, palaceId, team.session_id));
  if (!team || !session) throw new Problem('not-found');
  const booked = await activeBookingOf(tx, palaceId, team.session_id, actor.personId);
  if (booked && isMemberOf(team, booked)) return { bookingId: booked.id };
  if (teamStateOf(team, now) === 'closed') throw new Problem('team-closed');
  const bookingId = await takeSeat(tx, deps, { teamId: team.id, session, person: actor }, now);
  const after = await teamOf(tx, team.leader_id, team.id);
  if (after !== undefined && team.leader_id !== actor.personId) {
    const people = await peopleOf(tx, deps.keys, [actor.personId]);
    const name = people.get(actor.personId)?.displayName ?? '';
    await deps.bus.emit(tx, teamJoined, { ...teamFactOf(after), name });
  }
  return { bookingId };
});
