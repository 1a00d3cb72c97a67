import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { defineJob } from '../../kernel/jobs.ts';
import { lockActivity, scheduledUntil } from './activity.store.ts';
import { moveActivity } from './move-activity.ts';
import type { ActivityRow } from './programme.tables.ts';
import { announcePublished } from './published-sessions.ts';
import { sessionsOfActivity } from './session.store.ts';

type Reviewer = Pick<Actor, 'personId'>;

/** Publishes what was approved for a time that has come. */
export const publishDue = defineJob<Record<string, never>>('programme.publish-due');

/** Puts a submitted activity, whose lock is held, on the portal in the reviewer's name. */
export async function approve(
  tx: Tx,
  deps: Deps,
  reviewer: Reviewer,
  before: ActivityRow,
  note: string,
  now: Date,
): Promise<ActivityRow> {
  const change = {
    status: 'published',
    reviewed_by: reviewer.personId,
    review_note: note,
    publish_at: null,
    published_at: before.published_at ?? now,
  } as const;
  await announcePublished(tx, deps, await sessionsOfActivity(tx, before.palace_id, before.id, now), now);
  return moveActivity(tx, reviewer, before, { verb: 'publish', change, note }, now);
}

/** Approves a submitted activity, whose lock is held, for later. */
export const scheduleFor = (
  tx: Tx,
  reviewer: Reviewer,
  before: ActivityRow,
  { note, at }: { note: string; at: Date },
  now: Date,
): Promise<ActivityRow> => {
  const change = { reviewed_by: reviewer.personId, review_note: note, publish_at: at };
  return moveActivity(tx, reviewer, before, { verb: 'schedule', change, note }, now);
};

/** Each in a transaction of its own, so that trouble with one does not keep the others off the portal. */
export async function publishAllDue(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  for (const { palace_id, id } of await scheduledUntil(deps.db.reader, now)) {
    await deps.db.transact(async (tx) => {
      const activity = await lockActivity(tx, palace_id, id);
      // Withdrawn, rejected or put off since it was read.
      if (activity?.publish_at == null || activity.publish_at > now) return;
      if (activity.reviewed_by === null) return;
      await approve(tx, deps, { personId: activity.reviewed_by }, activity, activity.review_note, now);
    });
  }
}
