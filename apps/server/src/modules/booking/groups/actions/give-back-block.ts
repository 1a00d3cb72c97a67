import { giveBackBlock } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { unionAllotments } from '../../allotments/allotments.present.ts';
import { hasReturned, returnedNow } from '../../allotments/allotments.rules.ts';
import { lockSharedOut, shareOut } from '../../allotments/share-out.ts';
import { groupPool } from '../group.ts';

export const giveBackBlockAction = handle(giveBackBlock, async ({ params, actor, tx, deps, now }) => {
  const seen = await groupPool(tx, params.unionId, params.allotmentId);
  const shared = await lockSharedOut(tx, { palaceId: seen.palace_id, sessionId: seen.session_id }, now);
  const pool = shared.pools.find((each) => each.id === seen.id) ?? seen;
  if (!hasReturned(pool, now)) await shareOut(tx, deps, shared, returnedNow(shared.pools, pool, now), now);
  const [shown] = await unionAllotments(tx, [await groupPool(tx, params.unionId, pool.id)], now);
  if (shown === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId: pool.palace_id,
    actor,
    action: 'group.give-back',
    subject: { type: 'allotment', id: pool.id },
    before: { seats: pool.seats, taken: pool.held + pool.confirmed },
    at: now,
  });
  return shown;
});
