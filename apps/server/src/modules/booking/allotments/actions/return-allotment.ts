import { returnAllotment } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { allotmentsOfSession } from '../allotments.present.ts';
import { hasReturned, returnedNow } from '../allotments.rules.ts';
import { allotmentOfPalace } from '../allotments.store.ts';
import { lockSharedOut, shareOut } from '../share-out.ts';

export const returnAllotmentAction = handle(returnAllotment, async ({ params, actor, tx, deps, now }) => {
  const found = await allotmentOfPalace(tx, params.palaceId, params.allotmentId);
  if (found === undefined) throw new Problem('not-found');
  const key = { palaceId: found.palace_id, sessionId: found.session_id };
  const shared = await lockSharedOut(tx, key, now);
  const pool = shared.pools.find((each) => each.id === found.id) ?? found;
  if (!hasReturned(pool, now)) await shareOut(tx, deps, shared, returnedNow(shared.pools, pool, now), now);
  const answer = await allotmentsOfSession(tx, key.palaceId, key.sessionId, now);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'allotment.return',
    subject: { type: 'allotment', id: pool.id },
    before: { seats: pool.seats, taken: pool.held + pool.confirmed },
    at: now,
  });
  return answer;
});
