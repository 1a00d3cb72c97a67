import { putPassPlan } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { presentPlan } from '../passes.present.ts';
import { namedScope, planRow } from '../plan-row.ts';
import { insertPlan, planOf } from '../plans.store.ts';

/** A change is a new version. Two at once: the second is refused by the key, so that nobody overwrites unseen. */
export const putPassPlanAction = handle(putPassPlan, async ({ params, body, actor, tx, now }) => {
  const before = await planOf(tx, params.palaceId, params.planId);
  if (before === undefined) throw new Problem('not-found');
  if (before.version !== body.version) throw new Problem('policy-changed');
  await insertPlan(
    tx,
    planRow(body, await namedScope(tx, params.palaceId, body.scope), {
      palace_id: params.palaceId,
      id: before.id,
      version: before.version + 1,
      created_by: actor.personId,
      created_at: now,
    }),
  );
  const after = await planOf(tx, params.palaceId, before.id);
  if (after === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'pass-plan.change',
    subject: { type: 'pass-plan', id: before.id },
    before: presentPlan(before),
    after: presentPlan(after),
    at: now,
  });
  return presentPlan(after);
});
