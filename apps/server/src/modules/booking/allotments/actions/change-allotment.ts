import { changeAllotment } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { allotmentsOfSession } from '../allotments.present.ts';
import { changed } from '../allotments.rules.ts';
import { allotmentOfPalace } from '../allotments.store.ts';
import { lockSharedOut, shareOut } from '../share-out.ts';

export const changeAllotmentAction = handle(
  changeAllotment,
  async ({ params, body, actor, tx, deps, now }) => {
    const found = await allotmentOfPalace(tx, params.palaceId, params.allotmentId);
    if (found === undefined || found.kind === 'block') throw new Problem('not-found');
    const key = { palaceId: found.palace_id, sessionId: found.session_id };
    const shared = await lockSharedOut(tx, key, now);
    const pool = shared.pools.find((each) => each.id === found.id) ?? found;
    const returnsAt = body.returnsAt === null ? null : new Date(body.returnsAt);
    const wanted = changed(shared.pools, pool, { seats: body.seats, returnsAt }, now);
    await shareOut(tx, deps, shared, wanted, now);
    const answer = await allotmentsOfSession(tx, key.palaceId, key.sessionId, now);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'allotment.change',
      subject: { type: 'allotment', id: pool.id },
      before: { seats: pool.seats, returnsAt: pool.returns_at?.toISOString() ?? null },
      after: body,
      at: now,
    });
    return answer;
  },
);
