import { type BookingObstacle, getAvailability } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Reader } from '../../../kernel/db.ts';
import { Problem, problemDocument } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import { isDrawn } from '../ballot/ballots.store.ts';
import { termsOf } from '../book-session.ts';
import { cancelEarlyUntil, deadlineOf, isDropIn, obstacleOf, priceOf } from '../booking.rules.ts';
import type { PolicyRow, PoolRow } from '../booking.tables.ts';
import { activeBookingOf, type Booking } from '../bookings.store.ts';
import { policyInForce } from '../rules/policy.store.ts';
import { engagementsAt, isAtLimit } from '../seats/engagement.store.ts';
import { planPools, seatsOfSession } from '../seats/pools.store.ts';
import { isOpenTo, tokensOf } from '../seats/seats.rules.ts';

export const getAvailabilityAction = handle(getAvailability, async ({ params, actor, reader, now }) => {
  const session = await sessionForBooking(reader, params.palaceId, params.sessionId);
  if (session === null || session.activity.status !== 'published') throw new Problem('not-found');
  const { pools, waitlisted } = await seatsOfSession(reader, params.palaceId, params.sessionId);
  const policy = await policyInForce(reader, params.palaceId, now);
  const seatsLeft = seatsLeftFor(session, pools, actor, now);
  return {
    sessionId: session.sessionId,
    activityId: session.activityId,
    capacity: session.capacity,
    seatsLeft,
    waitlistLength: waitlisted,
    bookingOpensAt: session.bookingOpensAt.toISOString(),
    bookingClosesAt: session.bookingClosesAt.toISOString(),
    release: session.release,
    maxCompanions: session.activity.maxCompanions,
    cancelEarlyUntil: cancelEarlyUntil(policy, session).toISOString(),
    seatMapId: session.seatMapId,
    me: actor === null ? null : await optionsOf(reader, actor, { session, policy, seatsLeft, now }),
  };
});

/** Everybody's seats, and those reserved for a category or union of the caller's. */
function seatsLeftFor(
  session: SessionForBooking,
  pools: readonly PoolRow[],
  actor: Actor | null,
  now: Date,
): number {
  const tokens = actor === null ? [] : tokensOf(actor);
  return (pools.length > 0 ? pools : planPools(session, []))
    .filter((pool) => !pool.closed && isOpenTo(pool, tokens, now))
    .reduce((sum, pool) => sum + Math.max(0, pool.capacity - pool.held - pool.confirmed), 0);
}

interface Situation {
  readonly session: SessionForBooking;
  readonly policy: PolicyRow;
  readonly seatsLeft: number;
  readonly now: Date;
}

async function optionsOf(reader: Reader, actor: Actor, situation: Situation) {
  const { session, seatsLeft, now } = situation;
  const booked = await activeBookingOf(reader, session.palaceId, session.sessionId, actor.personId);
  const obstacle = await personalObstacle(reader, actor, booked, situation);
  const reason = obstacle ?? (seatsLeft > 0 ? null : 'capacity-exhausted');
  const price = priceOf(termsOf(session), actor, 0);
  return {
    canBook: reason === null,
    canJoinWaitlist: reason === 'capacity-exhausted' && now < deadlineOf(session),
    reason,
    message: reason === null ? null : sentence(reason, 'zh'),
    messageEn: reason === null ? null : sentence(reason, 'en'),
    priceFen: price.own,
    companionPriceFen: price.companion,
    memberPrice: actor.member,
    alreadyBooked: booked !== undefined,
    bookingId: booked?.id ?? null,
    bookingStatus: booked?.status ?? null,
  };
}

/** What is in the person's way apart from seats. Advice: the booking itself is judged by the database. */
async function personalObstacle(
  reader: Reader,
  actor: Actor,
  booked: Booking | undefined,
  { session, policy, now }: Situation,
): Promise<BookingObstacle | null> {
  if (booked !== undefined) return 'already-booked';
  if (session.release === 'ballot' && !(await isDrawn(reader, session.palaceId, session.sessionId))) {
    return 'ballot-session';
  }
  const obstacle = obstacleOf(termsOf(session), actor, now);
  if (obstacle !== null) return obstacle;
  const limit = {
    palaceId: session.palaceId,
    personId: actor.personId,
    maximum: policy.max_active_per_person,
  };
  if (await isAtLimit(reader, limit, now)) return 'too-many-bookings';
  if (isDropIn(session)) return null;
  const engaged = await engagementsAt(reader, actor.personId, session);
  return engaged.length > 0 ? 'overlapping-booking' : null;
}

function sentence(reason: BookingObstacle, locale: 'zh' | 'en'): string {
  const { title, detail } = problemDocument(new Problem(reason), locale, '');
  return locale === 'zh' ? `${title}：${detail}` : `${title}. ${detail}`;
}
