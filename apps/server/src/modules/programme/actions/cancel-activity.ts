import { cancelActivity } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { cancelSessions } from '../cancel-sessions.ts';
import { moveActivity } from '../move-activity.ts';
import { isComing } from '../programme.rules.ts';
import { lockSessions, sessionsOfActivity } from '../session.store.ts';
import { lockForChange, staffActivityOf } from '../staff-activity.ts';

export const cancelActivityAction = handle(
  cancelActivity,
  async ({ params, body, actor, tx, deps, now, headers }) => {
    const { palaceId } = params;
    const before = await lockForChange(tx, params, body.version, headers);
    const coming = (await sessionsOfActivity(tx, palaceId, before.id, now)).filter((session) =>
      isComing(session, now),
    );
    const locked = await lockSessions(
      tx,
      palaceId,
      coming.map((session) => session.id),
    );
    await cancelSessions(tx, deps, locked, body.reason);
    const change = { status: 'cancelled', publish_at: null } as const;
    const after = await moveActivity(tx, actor, before, { verb: 'cancel', change, note: body.reason }, now);
    return staffActivityOf(tx, deps.keys, after);
  },
);
