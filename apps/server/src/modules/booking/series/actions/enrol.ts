import { enrol } from '@wengong/contract';
import type { Actor } from '../../../../kernel/actor.ts';
import { savepoint, type Tx } from '../../../../kernel/db.ts';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { type SessionForBooking, sessionsOfSeries } from '../../../programme/index.ts';
import { ensurePolicies, policyInForce } from '../../rules/policy.store.ts';
import { waitingCount } from '../../seats/waitlist.store.ts';
import { mustBeSeries, obstacleOfSeries } from '../course.ts';
import { enrolPerson } from '../enrol-person.ts';
import { enrolmentViews } from '../enrolment-views.ts';
import { courseOf, priceOfRest } from '../series.rules.ts';
import { type ActivityKey, activeEnrolmentOf, writeEnrolment } from '../series.store.ts';
import type { EnrolmentRow } from '../series.tables.ts';

export const enrolAction = handle(enrol, async ({ params, body, actor, tx, deps, now }) => {
  const sessions = await sessionsOfSeries(tx, params.palaceId, params.activityId);
  mustBeSeries(sessions);
  const { whole, ahead } = courseOf(sessions, now);
  const obstacle = obstacleOfSeries(ahead, whole, actor, now);
  if (obstacle !== null) throw new Problem(obstacle);
  if (await activeEnrolmentOf(tx, params, actor.personId)) throw new Problem('already-enrolled');
  const claim = { ...params, person: actor, ahead, whole: whole.length };
  let enrolment: EnrolmentRow;
  try {
    enrolment = await savepoint(tx, () => enrolPerson(tx, deps, claim, now));
  } catch (error) {
    const full = error instanceof Problem && error.code === 'capacity-exhausted';
    if (!full || body.joinWaitlist !== true) throw error;
    enrolment = await joinQueue(tx, { key: params, actor, ahead, whole: whole.length }, now);
  }
  const [shown] = await enrolmentViews(tx, [enrolment], now);
  if (shown === undefined) throw new Problem('not-found');
  return shown;
});

/** Waits for a seat in every session. No lock: what comes free at this moment is found by the job. */
async function joinQueue(
  tx: Tx,
  one: { key: ActivityKey; actor: Actor; ahead: readonly SessionForBooking[]; whole: number },
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
