import type { SessionPlan, StaffSession } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { release } from '../../venue/index.ts';
import { refreshListings } from '../listings.ts';
import { sessionChanged, sessionRescheduled } from '../programme.events.ts';
import type { ActivityRow, SessionRow } from '../programme.tables.ts';
import { checkSeatMap } from '../seat-session.ts';
import { replaceQuotas, seatsOfSession, updateSessionRow } from '../session.store.ts';
import { noteForReviewer, staffSessionOf } from '../session-change.ts';
import { checkPlans, planned, takeRooms } from '../session-plan.ts';
import { leaveRule, OWN_WAY } from './leave-rule.ts';

export interface Replanned {
  readonly before: StaffSession;
  readonly after: StaffSession;
}

export interface Replan {
  readonly activity: ActivityRow;
  readonly session: SessionRow;
  readonly plan: SessionPlan;
  /** It is changed by itself, not with the others of its rule. */
  readonly alone: boolean;
  /** The rule it repeats by from now on, and the day of the rule that it stands for. */
  readonly joins?: { readonly rule_id: string; readonly rule_day: string };
  /** The caller has freed its room and teacher already: they are taken again in any case. */
  readonly roomsFreed?: true;
}

/**
 * Gives a locked session another plan: its room and teacher, its seats, the portal, the reviewer, and who booked
 * follow. One that is moved by itself (`alone`) leaves the rule it repeated by.
 */
export async function replanSession(tx: Tx, deps: Deps, of: Replan, now: Date): Promise<Replanned> {
  const { activity, session, plan } = of;
  if (activity.status === 'cancelled') throw new Problem('activity-cancelled');
  await checkPlans(tx, session.palace_id, [plan], now);
  const { taken } = await seatsOfSession(tx, session);
  if (plan.capacity < taken) throw new Problem('session-seats-taken', { taken });
  const before = await staffSessionOf(tx, session);
  const wanted = planned(plan, session.release);
  const moves = isMoved(session, wanted);
  const leaves = of.alone && moves && session.rule_id !== null;
  if (leaves) await leaveRule(tx, session);
  const row = await updateSessionRow(tx, session, { ...wanted, ...(leaves ? OWN_WAY : of.joins) });
  await checkSeatMap(tx, row);
  await replaceQuotas(tx, row.palace_id, row.id, plan.quotas);
  if (moves || of.roomsFreed) {
    await release(tx, row.palace_id, row.id);
    await takeRooms(tx, [row]);
  }
  await refreshListings(tx, activity, now);
  await noteForReviewer(tx, activity, now);
  const after = await staffSessionOf(tx, row);
  if (activity.published_at !== null) await tell(tx, deps, session, row, { before, after });
  return { before, after };
}

type Placed = Pick<SessionRow, 'starts_at' | 'ends_at' | 'space_id' | 'teacher_id'>;
type Times = Pick<Placed, 'starts_at' | 'ends_at'>;

const isRetimed = (before: Times, after: Times): boolean =>
  before.starts_at.getTime() !== after.starts_at.getTime() ||
  before.ends_at.getTime() !== after.ends_at.getTime();

/** Of another time or room: who booked is told. */
export const isElsewhere = (before: Omit<Placed, 'teacher_id'>, after: Omit<Placed, 'teacher_id'>): boolean =>
  isRetimed(before, after) || before.space_id !== after.space_id;

const isMoved = (before: Placed, after: Placed): boolean =>
  isElsewhere(before, after) || before.teacher_id !== after.teacher_id;

/** Tells who keeps seats of new times and seats, and who tells people of new times and places. */
async function tell(
  tx: Tx,
  deps: Deps,
  before: SessionRow,
  after: SessionRow,
  shown: Replanned,
): Promise<void> {
  const key = { palaceId: after.palace_id, sessionId: after.id };
  const seatsChanged =
    before.capacity !== after.capacity ||
    JSON.stringify(shown.before.quotas) !== JSON.stringify(shown.after.quotas);
  if (seatsChanged || isRetimed(before, after)) {
    const startsAt = after.starts_at.toISOString();
    const endsAt = after.ends_at.toISOString();
    await deps.bus.emit(tx, sessionChanged, { ...key, capacity: after.capacity, startsAt, endsAt });
  }
  if (isElsewhere(before, after)) {
    await deps.bus.emit(tx, sessionRescheduled, {
      ...key,
      before: placeAndTime(before),
      after: placeAndTime(after),
    });
  }
}

const placeAndTime = (row: SessionRow) => ({
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  spaceId: row.space_id,
});
