import { deadlineOf, type Period } from '../booking.rules.ts';
import type { PolicyRow } from '../booking.tables.ts';

const HOUR = 3_600_000;
/** Seats are set apart for no longer than this, however far away the session is. */
const LONGEST = 7 * 24 * HOUR;
/** A team has at least so long to take its seats. */
const SHORTEST = HOUR / 2;

/** Open teams that one person may lead in a palace; the table's `slot` says the same. */
export const MOST_TEAMS = 2;

export type TeamRules = Pick<PolicyRow, 'team_seats' | 'team_return_hours'>;

/** What of a session decides whether seats can be set apart. */
export interface TeamSession extends Period {
  readonly release: string;
  readonly activity: { readonly series: boolean };
}

/** The latest deadline for taking a team's seats that is set now; null when there is no time for a team any more. */
export function latestNameBy(rules: TeamRules, session: TeamSession, now: Date): Date | null {
  const before = deadlineOf(session).getTime() - rules.team_return_hours * HOUR;
  const latest = new Date(Math.min(before, now.getTime() + LONGEST));
  return latest.getTime() - now.getTime() >= SHORTEST ? latest : null;
}

/** Whether a palace's rules and the way a session's places are given out allow teams at all. */
export const teamsAllowed = (rules: TeamRules, session: TeamSession): boolean =>
  rules.team_seats >= 2 && session.release === 'first_come' && !session.activity.series;

/** What somebody could set apart now: null when nothing. */
export function teamOffer(
  rules: TeamRules,
  session: TeamSession,
  free: number,
  now: Date,
): { most: number; nameBy: Date } | null {
  const nameBy = latestNameBy(rules, session, now);
  const most = Math.min(rules.team_seats, free);
  return nameBy === null || most < 2 || !teamsAllowed(rules, session) ? null : { most, nameBy };
}

/** The deadline wished for, or the latest; null when it is not possible. */
export function nameByOf(wished: Date | undefined, latest: Date, now: Date): Date | null {
  if (wished === undefined) return latest;
  return wished.getTime() - now.getTime() >= SHORTEST && wished <= latest ? wished : null;
}

/**
 * Whether a booking took its seat by the team's link. What the team did not take is everybody's once it has returned: who
 * has such a seat could have taken others, and is no business of the leader's. The store says the same.
 */
export const isMemberOf = (
  team: { readonly id: string },
  booking: { readonly pool_id: string; readonly eligible_pools: readonly string[] },
): boolean => booking.pool_id === team.id && booking.eligible_pools.every((pool) => pool === team.id);
