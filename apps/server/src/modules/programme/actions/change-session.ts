import { changeSession } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { replanSession } from '../planning/replan-session.ts';
import { changedPart } from '../programme.rules.ts';
import { lockSessionForChange } from '../session-change.ts';

export const changeSessionAction = handle(changeSession, async ({ params, body, actor, tx, deps, now }) => {
  const locked = await lockSessionForChange(tx, params, body.version, now);
  const { before, after } = await replanSession(tx, deps, { ...locked, plan: body.plan, alone: true }, now);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'session.change',
    subject: { type: 'session', id: after.id },
    ...changedPart(before, after),
    at: now,
  });
  return after;
});
