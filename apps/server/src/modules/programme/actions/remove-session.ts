import { removeSession } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { release } from '../../venue/index.ts';
import { leaveRule } from '../planning/leave-rule.ts';
import { isEditable } from '../programme.rules.ts';
import { deleteSession } from '../session.store.ts';
import { lockSessionForChange, staffSessionOf } from '../session-change.ts';

export const removeSessionAction = handle(removeSession, async ({ params, actor, tx, now }) => {
  const { palaceId, sessionId } = params;
  const { activity, session } = await lockSessionForChange(tx, params, undefined, now);
  if (activity.published_at !== null || !isEditable(activity.status)) {
    throw new Problem('session-not-removable');
  }
  const before = await staffSessionOf(tx, session);
  await leaveRule(tx, session);
  await release(tx, palaceId, sessionId);
  await deleteSession(tx, palaceId, sessionId);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'session.remove',
    subject: { type: 'session', id: sessionId },
    before,
    at: now,
  });
});
