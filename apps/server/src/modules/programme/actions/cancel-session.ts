import { cancelSession } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { cancelSessions } from '../cancel-sessions.ts';
import { refreshListings } from '../listings.ts';
import { sessionById } from '../session.store.ts';
import { lockSessionForChange, noteForReviewer, staffSessionOf } from '../session-change.ts';

export const cancelSessionAction = handle(cancelSession, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, sessionId } = params;
  const { activity, session: before } = await lockSessionForChange(tx, params, body.version, now);
  await cancelSessions(tx, deps, [before], body.reason);
  await refreshListings(tx, activity, now);
  await noteForReviewer(tx, activity, now);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'session.cancel',
    subject: { type: 'session', id: sessionId },
    before: { status: 'scheduled' },
    after: { status: 'cancelled', reason: body.reason },
    at: now,
  });
  return staffSessionOf(tx, (await sessionById(tx, palaceId, sessionId)) ?? before);
});
