import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { on, type Subscription } from '../../kernel/outbox.ts';
import { type ClosureFact, closed, outsideOf, specialHoursSet } from '../venue/index.ts';
import { lockActivity } from './activity.store.ts';
import { cancelSessions } from './cancel-sessions.ts';
import { type MetSession, sessionOutside, sessionsClosed } from './closed.store.ts';
import { refreshListings } from './listings.ts';
import { lockSessions } from './session.store.ts';

export const programmeSubscriptions: readonly Subscription<Deps>[] = [
  on(closed, 'programme.cancel-sessions', async (facts, { tx, deps }: { tx: Tx; deps: Deps }) => {
    for (const fact of facts) if (fact.sessions === 'cancel') await cancelMet(tx, deps, fact);
  }),
  on(specialHoursSet, 'programme.cancel-sessions', async (facts, { tx, deps }: { tx: Tx; deps: Deps }) => {
    for (const fact of facts) {
      if (fact.sessions !== 'cancel') continue;
      const outside = await outsideOf(tx, fact.palaceId, fact.specialHoursId, fact.replaced);
      await cancelMet(tx, deps, fact, (session) => sessionOutside(outside, session));
    }
  }),
];

/**
 * Cancels the sessions in a time, or those of them that `concerns` names, each activity locked before its sessions; what
 * began meanwhile goes on.
 */
async function cancelMet(
  tx: Tx,
  deps: Deps,
  fact: Omit<ClosureFact, 'closureId'>,
  concerns: (session: MetSession) => boolean = () => true,
): Promise<void> {
  const now = deps.clock.now();
  const period = { startsAt: new Date(fact.startsAt), endsAt: new Date(fact.endsAt) };
  const met = (await sessionsClosed(tx, { ...fact, ...period }, now)).filter(concerns);
  for (const [activityId, sessions] of Map.groupBy(met, (session) => session.activity_id)) {
    const activity = await lockActivity(tx, fact.palaceId, activityId);
    if (activity === undefined) continue;
    const locked = await lockSessions(
      tx,
      fact.palaceId,
      sessions.map((session) => session.id),
    );
    const coming = locked.filter((session) => session.status === 'scheduled' && session.starts_at > now);
    await cancelSessions(tx, deps, coming, fact.reason);
    await refreshListings(tx, activity, now);
  }
}
