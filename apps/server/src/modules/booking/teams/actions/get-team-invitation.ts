import { getTeamInvitation } from '@wengong/contract';
import type { Actor } from '../../../../kernel/actor.ts';
import type { Reader } from '../../../../kernel/db.ts';
import { type ErrorCode, Problem, problemDocument } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { peopleOf } from '../../../identity/index.ts';
import { sessionForBooking, sessionsByIds } from '../../../programme/index.ts';
import { termsOf } from '../../book-session.ts';
import { maskName, priceOf } from '../../booking.rules.ts';
import { activeBookingOf } from '../../bookings.store.ts';
import { personalObstacle } from '../../personal-obstacle.ts';
import { policyInForce } from '../../rules/policy.store.ts';
import { occasionOf, readTeamToken, teamStateOf } from '../teams.present.ts';
import { isMemberOf } from '../teams.rules.ts';
import { type TeamSeen, teamOfLink } from '../teams.store.ts';

export const getTeamInvitationAction = handle(
  getTeamInvitation,
  async ({ params, actor, reader, deps, now }) => {
    const { palaceId, linkId } = readTeamToken(deps.keys, params.token);
    const team = await teamOfLink(reader, palaceId, linkId);
    const key = team && { palaceId, sessionId: team.session_id };
    const session = key && (await sessionsByIds(reader, [key])).get(key.sessionId);
    if (!team || !session) throw new Problem('not-found');
    const people = await peopleOf(reader, deps.keys, [team.leader_id]);
    return {
      ...occasionOf(team, session),
      label: team.label,
      leaderName: maskName(people.get(team.leader_id)?.displayName ?? ''),
      state: teamStateOf(team, now),
      left: team.free,
      nameBy: team.closes_at.toISOString(),
      me: actor && (await optionsOf(reader, actor, team, now)),
    };
  },
);

/** Advice before joining; the database judges. */
async function optionsOf(reader: Reader, actor: Actor, team: TeamSeen, now: Date) {
  const session = await sessionForBooking(reader, team.palace_id, team.session_id);
  if (session === null) throw new Problem('not-found');
  const booked = await activeBookingOf(reader, team.palace_id, team.session_id, actor.personId);
  const policy = await policyInForce(reader, team.palace_id, now);
  const mine = booked && isMemberOf(team, booked) ? booked.id : null;
  const obstacle: ErrorCode | null =
    (await personalObstacle(reader, actor, booked, { session, policy, now })) ??
    (team.free === 0 ? 'team-full' : null);
  const why = mine === null ? obstacle : null;
  return {
    isLeader: team.leader_id === actor.personId,
    priceFen: priceOf(termsOf(session), actor, 0).own,
    bookingId: mine,
    message: why && sentence(why, 'zh'),
    messageEn: why && sentence(why, 'en'),
  };
}

function sentence(code: ErrorCode, locale: 'zh' | 'en'): string {
  const { title, detail } = problemDocument(new Problem(code), locale, '');
  return locale === 'zh' ? `${title}：${detail}` : `${title}. ${detail}`;
}
