import { addSessions } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { lockActivity } from '../activity.store.ts';
import { refreshListings } from '../listings.ts';
import type { SessionRow } from '../programme.tables.ts';
import { announcePublished } from '../published-sessions.ts';
import { insertQuotas, insertSessions } from '../session.store.ts';
import { noteForReviewer } from '../session-change.ts';
import { checkPlans, planned, takeRooms } from '../session-plan.ts';
import { staffSessionsOf } from '../staff-activity.ts';

export const addSessionsAction = handle(addSessions, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, activityId } = params;
  const activity = await lockActivity(tx, palaceId, activityId);
  const palace = await findPalace(tx, palaceId);
  if (activity === undefined || palace === undefined) throw new Problem('not-found');
  if (activity.status === 'cancelled') throw new Problem('activity-cancelled');
  await checkPlans(tx, palaceId, body.sessions, now);
  const rows = body.sessions.map(
    (plan): SessionRow => ({
      palace_id: palaceId,
      id: newId(),
      activity_id: activityId,
      ...planned(plan),
      time_zone: palace.time_zone,
      status: 'scheduled',
      cancel_reason: null,
      created_at: now,
      version: 1,
      seat_map_id: null,
    }),
  );
  await insertSessions(tx, rows);
  await insertQuotas(
    tx,
    palaceId,
    rows.map((row, index) => ({ sessionId: row.id, quotas: body.sessions[index]?.quotas ?? [] })),
  );
  await takeRooms(tx, rows);
  if (activity.status === 'published') {
    await refreshListings(tx, activity, now);
    await announcePublished(tx, deps, rows, now);
  }
  await noteForReviewer(tx, activity, now);
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
