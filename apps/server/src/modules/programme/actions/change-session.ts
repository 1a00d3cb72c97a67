import { changeSession, type StaffSession } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { release } from '../../venue/index.ts';
import { refreshListings } from '../listings.ts';
import { sessionChanged, sessionRescheduled } from '../programme.events.ts';
import { changedPart } from '../programme.rules.ts';
import type { SessionRow } from '../programme.tables.ts';
import { checkSeatMap } from '../seat-session.ts';
import { replaceQuotas, seatsOfSession, updateSessionRow } from '../session.store.ts';
import { lockSessionForChange, noteForReviewer, staffSessionOf } from '../session-change.ts';
import { checkPlans, planned, takeRooms } from '../session-plan.ts';

export const changeSessionAction = handle(changeSession, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId } = params;
  const { activity, session: before } = await lockSessionForChange(tx, params, body.version, now);
  if (activity.status === 'cancelled') throw new Problem('activity-cancelled');
  await checkPlans(tx, palaceId, [body.plan], now);
  const { taken } = await seatsOfSession(tx, before);
  if (body.plan.capacity < taken) throw new Problem('session-seats-taken', { taken });
  const shownBefore = await staffSessionOf(tx, before);
  const after = await updateSessionRow(tx, before, planned(body.plan, before.release));
  await checkSeatMap(tx, after);
  await replaceQuotas(tx, palaceId, after.id, body.plan.quotas);
  if (isMoved(before, after) || before.teacher_id !== after.teacher_id) {
    await release(tx, palaceId, after.id);
    await takeRooms(tx, [after]);
  }
  await refreshListings(tx, activity, now);
  await noteForReviewer(tx, activity, now);
  const shownAfter = await staffSessionOf(tx, after);
  if (activity.published_at !== null) await tell(tx, deps, before, after, shownBefore, shownAfter);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'session.change',
    subject: { type: 'session', id: after.id },
    ...changedPart(shownBefore, shownAfter),
    at: now,
  });
  return shownAfter;
});

const isRetimed = (before: SessionRow, after: SessionRow): boolean =>
  before.starts_at.getTime() !== after.starts_at.getTime() ||
  before.ends_at.getTime() !== after.ends_at.getTime();

const isMoved = (before: SessionRow, after: SessionRow): boolean =>
  isRetimed(before, after) || before.space_id !== after.space_id;

/** Tells who keeps seats of new times and seats, and who tells people of new times and places. */
async function tell(
  tx: Tx,
  deps: Deps,
  before: SessionRow,
  after: SessionRow,
  shownBefore: StaffSession,
  shownAfter: StaffSession,
): Promise<void> {
  const key = { palaceId: after.palace_id, sessionId: after.id };
  const seatsChanged =
    before.capacity !== after.capacity ||
    JSON.stringify(shownBefore.quotas) !== JSON.stringify(shownAfter.quotas);
  if (seatsChanged || isRetimed(before, after)) {
    await deps.bus.emit(tx, sessionChanged, {
      ...key,
      capacity: after.capacity,
      startsAt: shownAfter.startsAt,
      endsAt: shownAfter.endsAt,
    });
  }
  if (isMoved(before, after)) {
    await deps.bus.emit(tx, sessionRescheduled, {
      ...key,
      before: placeAndTime(shownBefore),
      after: placeAndTime(shownAfter),
    });
  }
}

const placeAndTime = ({ startsAt, endsAt, space }: StaffSession) => ({
  startsAt,
  endsAt,
  spaceId: space?.id ?? null,
});
