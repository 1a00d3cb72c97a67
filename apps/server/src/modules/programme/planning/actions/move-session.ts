import { moveSession } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { changedPart } from '../../programme.rules.ts';
import { quotasOf } from '../../session.store.ts';
import { lockSessionForChange } from '../../session-change.ts';
import { movedPlan } from '../moved-plan.rules.ts';
import { replanSession } from '../replan-session.ts';

export const moveSessionAction = handle(moveSession, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, sessionId } = params;
  const locked = await lockSessionForChange(tx, params, body.version, now);
  const quotas = (await quotasOf(tx, palaceId, [sessionId])).get(sessionId) ?? [];
  const plan = movedPlan({ ...locked.session, quotas }, body, now);
  const { before, after } = await replanSession(tx, deps, { ...locked, plan, alone: true }, now);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'session.move',
    subject: { type: 'session', id: sessionId },
    ...changedPart(before, after),
    at: now,
  });
  return after;
});
