import type { Actor } from '../../kernel/actor.ts';
import type { Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { recordAudit } from '../identity/index.ts';
import { lockActivity, updateActivityRow } from './activity.store.ts';
import { refreshListings } from './listings.ts';

/**
 * Puts an activity under a brand, or out of the one named (null). Its text stays as it was reviewed: a brand is how the
 * palace files it. Throws `not-found`.
 */
export async function brandActivity(
  tx: Tx,
  actor: Actor,
  key: { palaceId: string; brandId: string; activityId: string },
  brandId: string | null,
  now: Date,
): Promise<void> {
  const before = await lockActivity(tx, key.palaceId, key.activityId);
  if (before === undefined || (brandId === null && before.brand_id !== key.brandId)) {
    throw new Problem('not-found');
  }
  if (before.brand_id === brandId) return;
  const after = await updateActivityRow(tx, before, now, { brand_id: brandId });
  // People find an activity by its brand's name.
  await refreshListings(tx, after, now);
  await recordAudit(tx, {
    palaceId: key.palaceId,
    actor,
    action: 'activity.brand',
    subject: { type: 'activity', id: before.id },
    before: { brandId: before.brand_id },
    after: { brandId },
    at: now,
  });
}
