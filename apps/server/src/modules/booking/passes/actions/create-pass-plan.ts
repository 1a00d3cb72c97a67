import { createPassPlan } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { presentPlan } from '../passes.present.ts';
import { namedScope, planRow } from '../plan-row.ts';
import { insertPlan, planOf } from '../plans.store.ts';

export const createPassPlanAction = handle(createPassPlan, async ({ params, body, actor, tx, now }) => {
  const row = planRow(body, await namedScope(tx, params.palaceId, body.scope), {
    palace_id: params.palaceId,
    id: newId(),
    version: 1,
    created_by: actor.personId,
    created_at: now,
  });
  await insertPlan(tx, row);
  const plan = await planOf(tx, params.palaceId, row.id);
  if (plan === undefined) throw new Problem('not-found');
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'pass-plan.create',
    subject: { type: 'pass-plan', id: row.id },
    after: presentPlan(plan),
    at: now,
  });
  return presentPlan(plan);
});
