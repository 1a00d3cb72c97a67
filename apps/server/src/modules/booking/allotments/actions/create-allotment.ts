import { createAllotment } from '@wengong/contract';
import type { Tx } from '../../../../kernel/db.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { unionsByIds } from '../../../network/index.ts';
import type { PoolRow } from '../../booking.tables.ts';
import { allotmentsOfSession } from '../allotments.present.ts';
import { lockSharedOut, setApart } from '../share-out.ts';

export const createAllotmentAction = handle(
  createAllotment,
  async ({ params, body, actor, tx, deps, now }) => {
    const shared = await lockSharedOut(tx, params, now);
    const parent = body.parentId === null ? null : shared.pools.find((pool) => pool.id === body.parentId);
    if (parent === undefined || parent?.kind === 'walk_in' || parent?.kind === 'block') {
      throw new Problem('not-found');
    }
    const above = parent?.depth === 0 ? null : parent;
    if (body.unionId !== undefined) await checkUnion(tx, body.unionId, above);
    const pool = await setApart(
      tx,
      deps,
      shared,
      {
        id: newId(),
        kind: body.kind,
        parent: above,
        category: body.category ?? null,
        // What is carved out of a union's seats stays at its officers' disposal.
        unionId: body.unionId ?? above?.union_id ?? null,
        label: body.label,
        seats: body.seats,
        returnsAt: body.returnsAt === null ? null : new Date(body.returnsAt),
        createdBy: actor.personId,
      },
      now,
    );
    const answer = await allotmentsOfSession(tx, params.palaceId, params.sessionId, now);
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'allotment.create',
      subject: { type: 'allotment', id: pool.id },
      after: { ...body, sessionId: params.sessionId },
      at: now,
    });
    return answer;
  },
);

/** Seats of a union go on to unions below it only. */
async function checkUnion(tx: Tx, unionId: string, above: PoolRow | null): Promise<void> {
  const from = above?.union_id ?? null;
  const unions = await unionsByIds(tx, from === null ? [unionId] : [unionId, from]);
  const path = unions.get(unionId)?.path;
  if (path === undefined) throw new Problem('allotment-union');
  const upper = from === null ? undefined : unions.get(from)?.path;
  if (upper !== undefined && !`${path}.`.startsWith(`${upper}.`)) throw new Problem('allotment-union');
}
