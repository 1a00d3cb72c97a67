import type { Team, TeamDetail, TeamState } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { peopleOf } from '../../identity/index.ts';
import { type SessionShown, sessionsByIds } from '../../programme/index.ts';
import { invitationToken, readInvitationToken } from '../transfer/invitation-token.ts';
import type { TeamFact } from './teams.events.ts';
import { membersOf, type TeamSeen } from './teams.store.ts';

/** A link is made as an invitation's is, with a key of its own. */
const linkKey = (keys: Keys): Buffer => keys.derive('team');

const pathOf = (keys: Keys, team: TeamSeen): string =>
  `/team/${invitationToken(linkKey(keys), { palaceId: team.palace_id, invitationId: team.link_id })}`;

/** What a team's link names. Throws `not-found` for one that was not made here. */
export function readTeamToken(keys: Keys, token: string): { palaceId: string; linkId: string } {
  const key = readInvitationToken(linkKey(keys), token);
  if (key === null) throw new Problem('not-found');
  return { palaceId: key.palaceId, linkId: key.invitationId };
}

export function teamStateOf(team: TeamSeen, now: Date): TeamState {
  if (team.closed) return 'called_off';
  return team.ended_at === null && now < team.closes_at ? 'open' : 'closed';
}

export const occasionOf = (team: TeamSeen, session: SessionShown) => ({
  palaceId: team.palace_id,
  palaceSlug: session.palaceSlug,
  palaceName: session.palaceName,
  palaceNameEn: session.palaceNameEn,
  timeZone: session.timeZone,
  sessionId: team.session_id,
  activityId: session.activityId,
  title: session.title,
  titleEn: session.titleEn,
  kind: session.kind,
  spaceName: session.spaceName,
  spaceNameEn: session.spaceNameEn,
  startsAt: team.starts_at.toISOString(),
  endsAt: team.ends_at.toISOString(),
});

/** What the events about a team say, to its leader. */
export const teamFactOf = (team: TeamSeen): TeamFact => ({
  palaceId: team.palace_id,
  sessionId: team.session_id,
  bookingId: team.id,
  personId: team.leader_id,
  seats: team.seats,
  startsAt: team.starts_at.toISOString(),
  endsAt: team.ends_at.toISOString(),
  label: team.label,
  left: Math.max(0, team.seats - team.taken),
  path: `/me/teams/${team.id}`,
});

/** Teams as their leader sees them, in their order. */
export async function presentTeams(
  reader: Reader | Tx,
  keys: Keys,
  teams: readonly TeamSeen[],
  now: Date,
): Promise<Team[]> {
  const sessions = await sessionsByIds(
    reader,
    teams.map((team) => ({ palaceId: team.palace_id, sessionId: team.session_id })),
  );
  return teams.flatMap((team) => {
    const session = sessions.get(team.session_id);
    if (session === undefined) return [];
    const state = teamStateOf(team, now);
    return [
      {
        ...occasionOf(team, session),
        id: team.id,
        label: team.label,
        state,
        seats: team.seats,
        taken: team.taken,
        nameBy: team.closes_at.toISOString(),
        path: state === 'open' ? pathOf(keys, team) : null,
      },
    ];
  });
}

/** A team with who has accepted. Throws `not-found`. */
export async function presentTeam(
  reader: Reader | Tx,
  keys: Keys,
  team: TeamSeen | undefined,
  now: Date,
): Promise<TeamDetail> {
  const [shown] = team === undefined ? [] : await presentTeams(reader, keys, [team], now);
  if (team === undefined || shown === undefined) throw new Problem('not-found');
  const members = await membersOf(reader, team);
  const people = await peopleOf(
    reader,
    keys,
    members.map((member) => member.person_id),
  );
  return {
    ...shown,
    members: members.map((member) => ({
      bookingId: member.id,
      name: people.get(member.person_id)?.displayName ?? '',
      joinedAt: member.queued_at.toISOString(),
      status: member.status,
      isMe: member.person_id === team.leader_id,
    })),
  };
}
