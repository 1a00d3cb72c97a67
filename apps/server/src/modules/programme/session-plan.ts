import type { ReleaseMode, SessionPlan } from '@wengong/contract';
import type { Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { periodText } from '../../kernel/zone.ts';
import { allocateAll, resourcesById, SpaceTaken, type Taken, type Wanted } from '../venue/index.ts';
import type { SessionRow } from './programme.tables.ts';
import { titlesOfSessions } from './session.store.ts';

/** Columns of a plan; a plan that names no release leaves it as it is. */
export const planned = (plan: SessionPlan, release: ReleaseMode = 'first_come') => ({
  space_id: plan.spaceId,
  teacher_id: plan.teacherId,
  starts_at: new Date(plan.startsAt),
  ends_at: new Date(plan.endsAt),
  capacity: plan.capacity,
  booking_opens_at: new Date(plan.bookingOpensAt),
  booking_closes_at: new Date(plan.bookingClosesAt),
  release: plan.release ?? release,
});

/** Refuses what no session can be: over already, or held by somebody who is no teacher of the palace. */
export async function checkPlans(
  tx: Tx,
  palaceId: string,
  plans: readonly SessionPlan[],
  now: Date,
): Promise<void> {
  if (plans.some((plan) => Date.parse(plan.endsAt) <= now.getTime())) throw new Problem('session-in-past');
  const teacherIds = plans.flatMap((plan) => plan.teacherId ?? []);
  const teachers = await resourcesById(tx, palaceId, teacherIds);
  if (teacherIds.some((id) => teachers.get(id)?.kind !== 'teacher')) throw new Problem('teacher-unknown');
}

/** Takes rooms and teachers of sessions. Throws `space-taken`, naming what is in the way and when. */
export async function takeRooms(tx: Tx, sessions: readonly SessionRow[]): Promise<void> {
  const [first] = sessions;
  if (first === undefined) return;
  const wanted: Wanted[] = sessions.map((session) => ({
    palaceId: session.palace_id,
    spaceId: session.space_id,
    resourceId: session.teacher_id,
    during: { startsAt: session.starts_at, endsAt: session.ends_at },
    holder: { kind: 'session', id: session.id },
  }));
  try {
    await allocateAll(tx, first.palace_id, wanted);
  } catch (error) {
    if (!(error instanceof SpaceTaken) || error.taken.length === 0) throw error;
    throw await namingSessions(tx, first, error.taken, sessions);
  }
}

/** The refusal with the activities that are in the way by their titles. */
async function namingSessions(
  tx: Tx,
  { palace_id, time_zone }: SessionRow,
  taken: readonly Taken[],
  sessions: readonly SessionRow[],
): Promise<Problem> {
  const holders = taken.filter((each) => each.holderKind === 'session').map((each) => each.holderId);
  const titles = await titlesOfSessions(tx, palace_id, holders);
  const described = taken.map((each) => {
    const title = titles.get(each.holderId);
    return {
      path: sessions.some((session) => session.teacher_id === each.resourceId) ? 'teacherId' : 'spaceId',
      what: title === undefined ? each.resourceName : `${each.resourceName}（《${title}》）`,
      when: periodText(each.startsAt, each.endsAt, time_zone),
    };
  });
  const [first] = described;
  return new Problem(
    'space-taken',
    { what: first?.what ?? '', when: first?.when ?? '' },
    { fields: described.map(({ path, what, when }) => ({ path, message: `${what} ${when}` })) },
  );
}
