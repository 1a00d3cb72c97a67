import { savepoint, type Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import { type SessionForBooking, sessionsOfSeries } from '../../programme/index.ts';
import { ensurePolicies, policyInForce } from '../rules/policy.store.ts';
import { waitingCount } from '../seats/waitlist.store.ts';
import { mustBeSeries, obstacleOfSeries } from './course.ts';
import { enrolPerson, type SeriesClaim } from './enrol-person.ts';
import { courseOf, priceOfRest } from './series.rules.ts';
import { type ActivityKey, activeEnrolmentOf, writeEnrolment } from './series.store.ts';
import type { EnrolmentRow } from './series.tables.ts';

/**
 * Enrols a person in all sessions of a course that are still to come, or queues them where that is wished and it is full.
 * Throws an obstacle's code, `already-enrolled`, `capacity-exhausted`, ….
 */
export async function enrolInCourse(
  tx: Tx,
  deps: Deps,
  one: { readonly key: ActivityKey; readonly person: SeriesClaim['person']; readonly joinWaitlist: boolean },
  now: Date,
): Promise<EnrolmentRow> {
  const { key, person } = one;
  const sessions = await sessionsOfSeries(tx, key.palaceId, key.activityId);
  mustBeSeries(sessions);
  const { whole, ahead } = courseOf(sessions, now);
  const obstacle = obstacleOfSeries(ahead, whole, person, now);
  if (obstacle !== null) throw new Problem(obstacle);
  if (await activeEnrolmentOf(tx, key, person.personId)) throw new Problem('already-enrolled');
  const claim = { ...key, person, ahead, whole: whole.length };
  try {
    return await savepoint(tx, () => enrolPerson(tx, deps, claim, now));
  } catch (error) {
    const full = error instanceof Problem && error.code === 'capacity-exhausted';
    if (!full || !one.joinWaitlist) throw error;
    return joinQueue(tx, { key, actor: person, ahead, whole: whole.length }, now);
  }
}

/** Waits for a seat in every session. No lock: what comes free at this moment is found by the job. */
async function joinQueue(
  tx: Tx,
  one: { key: ActivityKey; actor: SeriesClaim['person']; ahead: readonly SessionForBooking[]; whole: number },
  now: Date,
): Promise<EnrolmentRow> {
  const { key, actor, ahead } = one;
  await ensurePolicies(tx, [key.palaceId], now);
  const policy = await policyInForce(tx, key.palaceId, now);
  if ((await waitingCount(tx, key.palaceId, actor.personId)) >= policy.max_active_per_person) {
    throw new Problem('too-many-bookings');
  }
  const activity = ahead[0]?.activity ?? { priceFen: 0, memberPriceFen: 0 };
  const row: EnrolmentRow = {
    palace_id: key.palaceId,
    id: newId(),
    activity_id: key.activityId,
    person_id: actor.personId,
    status: 'waitlisted',
    policy_version: policy.version,
    price_fen: priceOfRest(activity, actor, { ahead: ahead.length, whole: one.whole }),
    member_price: actor.member,
    sessions: ahead.length,
    queued_at: now,
    enrolled_at: null,
    ended_at: null,
  };
  await writeEnrolment(tx, row);
  return row;
}
