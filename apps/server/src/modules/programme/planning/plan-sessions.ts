import type { SessionPlan } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import { refreshListings } from '../listings.ts';
import type { ActivityRow, SessionRow } from '../programme.tables.ts';
import { announcePublished } from '../published-sessions.ts';
import { insertQuotas, insertSessions } from '../session.store.ts';
import { noteForReviewer } from '../session-change.ts';
import { checkPlans, planned, takeRooms } from '../session-plan.ts';

/** A session to be planned; `rule` when it stands for a day of one. */
export interface PlannedSession {
  readonly plan: SessionPlan;
  readonly rule?: { readonly id: string; readonly day: string };
}

/**
 * Adds sessions to an activity whose lock is held, all or none: takes their rooms and teachers, and tells the portal
 * and the reviewer. Throws what `checkPlans` and `takeRooms` throw.
 */
export async function planSessions(
  tx: Tx,
  deps: Deps,
  activity: ActivityRow,
  zone: string,
  wanted: readonly PlannedSession[],
  now: Date,
): Promise<SessionRow[]> {
  const plans = wanted.map((each) => each.plan);
  await checkPlans(tx, activity.palace_id, plans, now);
  const rows = wanted.map(
    ({ plan, rule }): SessionRow => ({
      palace_id: activity.palace_id,
      id: newId(),
      activity_id: activity.id,
      ...planned(plan),
      time_zone: zone,
      status: 'scheduled',
      cancel_reason: null,
      created_at: now,
      version: 1,
      seat_map_id: null,
      rule_id: rule?.id ?? null,
      rule_day: rule?.day ?? null,
    }),
  );
  if (rows.length === 0) return rows;
  await insertSessions(tx, rows);
  await insertQuotas(
    tx,
    activity.palace_id,
    rows.map((row, index) => ({ sessionId: row.id, quotas: plans[index]?.quotas ?? [] })),
  );
  await takeRooms(tx, rows);
  if (activity.status === 'published') {
    await refreshListings(tx, activity, now);
    await announcePublished(tx, deps, rows, now);
  }
  await noteForReviewer(tx, activity, now);
  return rows;
}
