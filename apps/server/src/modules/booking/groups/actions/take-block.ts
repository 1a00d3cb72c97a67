import { takeBlock } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { unionAllotments } from '../../allotments/allotments.present.ts';
import { allotmentOfPalace } from '../../allotments/allotments.store.ts';
import { lockSharedOut, setApart } from '../../allotments/share-out.ts';
import { groupPool } from '../group.ts';

/** A block is an allotment within the union's: it returns what was not named by its deadline. */
export const takeBlockAction = handle(takeBlock, async ({ params, body, actor, tx, deps, now }) => {
  const seen = await groupPool(tx, params.unionId, params.allotmentId);
  if (seen.kind === 'block') throw new Problem('not-found');
  const shared = await lockSharedOut(tx, { palaceId: seen.palace_id, sessionId: seen.session_id }, now);
  const parent = shared.pools.find((pool) => pool.id === seen.id) ?? seen;
  const made = await setApart(
    tx,
    deps,
    shared,
    {
      id: newId(),
      kind: 'block',
      parent,
      category: null,
      unionId: parent.union_id,
      label: body.label,
      seats: body.seats,
      returnsAt: new Date(body.nameBy),
      createdBy: actor.personId,
    },
    now,
  );
  const block = await allotmentOfPalace(tx, made.palace_id, made.id);
  const [shown] = block === undefined ? [] : await unionAllotments(tx, [block], now);
  if (shown === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId: made.palace_id,
    actor,
    action: 'group.take-block',
    subject: { type: 'allotment', id: made.id },
    after: { seats: body.seats, nameBy: body.nameBy, within: parent.id },
    at: now,
  });
  return shown;
});
