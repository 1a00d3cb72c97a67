import { addSessions } from '@wengong/contract';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { lockForPlanning } from '../planning/lock-for-planning.ts';
import { planSessions } from '../planning/plan-sessions.ts';
import { staffSessionsOf } from '../staff-activity.ts';

export const addSessionsAction = handle(addSessions, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, activityId } = params;
  const { activity, zone } = await lockForPlanning(tx, palaceId, activityId);
  const wanted = body.sessions.map((plan) => ({ plan }));
  const rows = await planSessions(tx, deps, activity, zone, wanted, now);
  const withSeats = rows.map((row) => ({ ...row, seats_left: row.capacity }));
  const items = await staffSessionsOf(tx, palaceId, withSeats);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'session.add',
    subject: { type: 'activity', id: activityId },
    after: items,
    at: now,
  });
  return { items };
});
