import { moveSession } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { changedPart } from '../../programme.rules.ts';
import { quotasOf } from '../../session.store.ts';
import { lockSessionForChange } from '../../session-change.ts';
import { ruleLeftBy } from '../leave-rule.ts';
import { movedPlan } from '../moved-plan.rules.ts';
import { rejoinRule } from '../rejoin-rule.ts';
import { replanSession } from '../replan-session.ts';

export const moveSessionAction = handle(moveSession, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, sessionId } = params;
  const locked = await lockSessionForChange(tx, params, body.version, now);
  const quotas = (await quotasOf(tx, palaceId, [sessionId])).get(sessionId) ?? [];
  const plan = movedPlan({ ...locked.session, quotas }, body, now);
  const { rejoin } = body;
  const joins = rejoin && (await rejoinRule(tx, locked.session, { ...body, ...rejoin }, now));
  const change = { ...locked, plan, alone: true, ...(joins ? { joins } : {}) };
  const { before, after } = await replanSession(tx, deps, change, now);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'session.move',
    subject: { type: 'session', id: sessionId },
    ...changedPart(before, after),
    at: now,
  });
  return { ...after, leftRule: await ruleLeftBy(tx, locked.session) };
});
