import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { recordAudit } from '../identity/index.ts';
import { updateActivityRow } from './activity.store.ts';
import { refreshListings } from './listings.ts';
import type { ActivityRow } from './programme.tables.ts';

/** One step of an activity's life, e.g. submitted → published. */
export interface Move {
  readonly verb: 'submit' | 'schedule' | 'publish' | 'reject' | 'withdraw' | 'cancel';
  readonly change: Partial<ActivityRow>;
  /** What was said with it: a reviewer's note, a reason. */
  readonly note?: string;
}

/** Takes an activity one step on: the row, what the portal lists, the audit log. Returns the row as it is now. */
export async function moveActivity(
  tx: Tx,
  actor: Pick<Actor, 'personId'>,
  before: ActivityRow,
  { verb, change, note }: Move,
  now: Date,
): Promise<ActivityRow> {
  const after = await updateActivityRow(tx, before, now, change);
  await refreshListings(tx, after, now);
  await recordAudit(tx, {
    palaceId: before.palace_id,
    actor,
    action: `activity.${verb}`,
    subject: { type: 'activity', id: before.id },
    before: { status: before.status },
    after: { status: after.status, ...(note === undefined ? {} : { note }) },
    at: now,
  });
  return after;
}
