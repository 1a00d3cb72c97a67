import type { SessionItem } from '@wengong/contract';

/** An activity on one day: the session its card shows, and how many it has that day. */
export interface DayOccasion {
  session: SessionItem;
  sessions: number;
}

/**
 * Sessions of one day with each activity once, in the order of their first sessions. A repeating activity is shown
 * by its first session that still has seats.
 */
export function oneADay(sessions: readonly SessionItem[]): DayOccasion[] {
  const groups = new Map<string, SessionItem[]>();
  for (const session of sessions) {
    groups.set(session.activityId, [...(groups.get(session.activityId) ?? []), session]);
  }
  return [...groups.values()].flatMap((group) => {
    const session = group.find((one) => one.seatsLeft > 0 && one.status === 'scheduled') ?? group[0];
    return session ? [{ session, sessions: group.length }] : [];
  });
}
