import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { on, type Subscription } from '../../kernel/outbox.ts';
import { type ClosureFact, closed } from '../venue/index.ts';
import { lockActivity } from './activity.store.ts';
import { cancelSessions } from './cancel-sessions.ts';
import { sessionsClosed } from './closed.store.ts';
import { refreshListings } from './listings.ts';
import { lockSessions } from './session.store.ts';

export const programmeSubscriptions: readonly Subscription<Deps>[] = [
  on(closed, 'programme.cancel-sessions', async (facts, { tx, deps }: { tx: Tx; deps: Deps }) => {
    for (const fact of facts) if (fact.sessions === 'cancel') await cancelClosed(tx, deps, fact);
  }),
];

/** Cancels the sessions of a closure, each activity locked before its sessions; what began meanwhile goes on. */
async function cancelClosed(tx: Tx, deps: Deps, fact: ClosureFact): Promise<void> {
  const now = deps.clock.now();
  const period = { startsAt: new Date(fact.startsAt), endsAt: new Date(fact.endsAt) };
  const met = await sessionsClosed(tx, { ...fact, ...period }, now);
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
