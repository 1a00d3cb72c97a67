import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { findPalace } from '../../network/index.ts';
import { lockActivity } from '../activity.store.ts';
import type { ActivityRow } from '../programme.tables.ts';

/** Locks an activity that is to get sessions. Throws `not-found`, `activity-cancelled`. */
export async function lockForPlanning(
  tx: Tx,
  palaceId: string,
  activityId: string,
): Promise<{ activity: ActivityRow; zone: string }> {
  const activity = await lockActivity(tx, palaceId, activityId);
  const palace = await findPalace(tx, palaceId);
  if (activity === undefined || palace === undefined) throw new Problem('not-found');
  if (activity.status === 'cancelled') throw new Problem('activity-cancelled');
  return { activity, zone: palace.time_zone };
}
