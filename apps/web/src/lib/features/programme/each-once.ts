import type { SessionItem } from '@wengong/contract';

/** An activity among some sessions: the session its card shows, and how many it has there. */
export interface Occasion {
  session: SessionItem;
  sessions: number;
}

/**
 * Sessions with each activity once, in the order of their first sessions. A repeating activity is shown
 * by its first session that still has seats.
 */
export function eachOnce(sessions: readonly SessionItem[]): Occasion[] {
  const groups = new Map<string, SessionItem[]>();
  for (const session of sessions) {
    groups.set(session.activityId, [...(groups.get(session.activityId) ?? []), session]);
  }
  return [...groups.values()].flatMap((group) => {
    const session = group.find((one) => one.seatsLeft > 0 && one.status === 'scheduled') ?? group[0];
    return session ? [{ session, sessions: group.length }] : [];
  });
}
