import { type BookingObstacle, getAvailability } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Reader } from '../../../kernel/db.ts';
import { Problem, problemDocument } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import { freeOf } from '../allotments/allotments.rules.ts';
import { termsOf } from '../book-session.ts';
import { cancelEarlyUntil, deadlineOf, priceOf } from '../booking.rules.ts';
import type { PolicyRow, PoolRow } from '../booking.tables.ts';
import { activeBookingOf } from '../bookings.store.ts';
import { personalObstacle } from '../personal-obstacle.ts';
import { policyInForce } from '../rules/policy.store.ts';
import { planPools } from '../seats/plan-pools.ts';
import { seatsOfSession } from '../seats/pools.store.ts';
import { isOpenTo, tokensOf } from '../seats/seats.rules.ts';
import { teamOffer } from '../teams/teams.rules.ts';

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
    companionNames: session.activity.companionNames,
    cancelEarlyUntil: cancelEarlyUntil(policy, session).toISOString(),
    team: teamOf(policy, session, pools, now),
    seatMapId: session.seatMapId,
    me: actor === null ? null : await optionsOf(reader, actor, { session, policy, seatsLeft, now }),
  };
});

/** A team's seats are carved out of everybody's. */
function teamOf(policy: PolicyRow, session: SessionForBooking, pools: readonly PoolRow[], now: Date) {
  const everybody = (pools.length > 0 ? pools : planPools(session, [])).find((pool) => pool.depth === 0);
  const offer = everybody === undefined ? null : teamOffer(policy, session, freeOf(everybody), now);
  return offer && { most: offer.most, nameBy: offer.nameBy.toISOString() };
}

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

function sentence(reason: BookingObstacle, locale: 'zh' | 'en'): string {
  const { title, detail } = problemDocument(new Problem(reason), locale, '');
  return locale === 'zh' ? `${title}：${detail}` : `${title}. ${detail}`;
}
