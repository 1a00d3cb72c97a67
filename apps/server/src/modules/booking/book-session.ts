import type { BookingResult } from '@wengong/contract';
import type { Reader, Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { type SessionForBooking, sessionForBooking } from '../programme/index.ts';
import { requireDrawn } from './ballot/find-ballot.ts';
import { bookingConfirmed, bookingWaitlisted } from './booking.events.ts';
import { factOf, unsignedTickets } from './booking.present.ts';
import { deadlineOf, obstacleOf, priceOf, type Standing, type Terms } from './booking.rules.ts';
import { activeBookingOf, type Booking, bookingById, queuePositions } from './bookings.store.ts';
import { requirePass } from './passes/require-pass.ts';
import { policyInForce } from './rules/policy.store.ts';
import { keepSeatWish, problemOf, seatingOf, type WishedSeats } from './seating/wished-seats.ts';
import {
  type Claim,
  type ClaimOutcome,
  type ClaimRefusal,
  claimSeats,
  companionsOf,
  seatsOf,
} from './seats/claim-seats.ts';
import { type NewBooking, settle } from './seats/claims.store.ts';
import { lockPoolsOfSession } from './seats/pools.store.ts';
import { offerSeats } from './seats/release-seats.ts';
import { isOpenTo, isOutdated, tokensOf } from './seats/seats.rules.ts';
import { waitingCount } from './seats/waitlist.store.ts';
import type { TicketSeen } from './tickets/tickets.store.ts';

export interface Wish extends WishedSeats {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly person: Standing & {
    readonly personId: string;
    readonly displayName: string;
    /** Unions that they are members of, and those above. */
    readonly memberOf: readonly string[];
  };
  /** What else is claimed for them: `WALK_IN` by the desk. */
  readonly tokens?: readonly string[];
  /** Names of those who come along. */
  readonly companions: readonly string[];
  /** Sold out: queue instead of being refused. */
  readonly joinWaitlist: boolean;
  /** A pass of theirs that pays for their own seat. */
  readonly passId?: string | undefined;
  /** Who does it: the person, or staff on their behalf. */
  readonly bookedBy: string;
  /** `performance.now()` when it arrived; left out, it arrives with its transaction. */
  readonly arrivedAt?: number;
}

/** What decides about booking, of a session as programme tells it. */
export const termsOf = (session: SessionForBooking): Terms => ({
  startsAt: session.startsAt,
  endsAt: session.endsAt,
  published: session.activity.status === 'published',
  cancelled: session.status === 'cancelled',
  bookingOpensAt: session.bookingOpensAt,
  bookingClosesAt: session.bookingClosesAt,
  openTo: session.activity.openTo,
  categories: session.activity.categories,
  priceFen: session.activity.priceFen,
  memberPriceFen: session.activity.memberPriceFen,
  maxCompanions: session.activity.maxCompanions,
  series: session.activity.series,
});

/** A wish that nothing but seats, limits and other bookings can be in the way of. */
export interface PreparedWish {
  readonly wish: Wish;
  readonly session: SessionForBooking;
  readonly claim: Claim;
}

/** Checks what needs no lock. Throws `not-found` without a session, an obstacle's code, `too-many-companions`. */
export function prepareWish(session: SessionForBooking | null, wish: Wish, now: Date): PreparedWish {
  if (session === null) throw new Problem('not-found');
  const terms = termsOf(session);
  const obstacle = obstacleOf(terms, wish.person, now);
  if (obstacle !== null) throw new Problem(obstacle);
  if (wish.companions.length > terms.maxCompanions) {
    throw new Problem('too-many-companions', { max: terms.maxCompanions });
  }
  const seating = seatingOf(session, wish, 1 + wish.companions.length);
  const price = priceOf(terms, wish.person, wish.companions.length);
  const claim: Claim = {
    palaceId: session.palaceId,
    sessionId: session.sessionId,
    startsAt: session.startsAt,
    endsAt: session.endsAt,
    capacity: session.capacity,
    quotas: session.quotas,
    bookingId: newId(),
    personId: wish.person.personId,
    tokens: [...tokensOf(wish.person), ...(wish.tokens ?? [])],
    companions: wish.companions,
    priceFen: wish.passId === undefined ? price.total : price.total - price.own,
    memberPrice: wish.person.member,
    bookedBy: wish.bookedBy,
    ...(wish.passId === undefined ? {} : { passId: wish.passId }),
    ...(seating === undefined ? {} : { seating }),
    ...(wish.arrivedAt === undefined ? {} : { arrivedAt: wish.arrivedAt }),
  };
  return { wish, session, claim };
}

/**
 * Books seats of a session for a person: confirmed at once, or waiting. The confirmed path is four statements. The
 * tickets of the answer are not signed yet (`signed`).
 * Throws what `prepareWish` does, or why the claim was refused.
 */
export async function bookSession(tx: Tx, deps: Deps, wish: Wish, now: Date): Promise<BookingResult> {
  const session = await sessionForBooking(tx, wish.palaceId, wish.sessionId);
  await requireDrawn(tx, session);
  await requirePass(tx, session, wish);
  const prepared = prepareWish(session, wish, now);
  const [outcome] = await claimSeats(tx, [prepared.claim], now);
  if (!outcome?.won) return afterLoss(tx, deps, prepared, outcome?.why ?? 'capacity-exhausted', now);
  await deps.bus.emit(tx, bookingConfirmed, confirmedFact(prepared, outcome));
  return confirmedResult(prepared, outcome);
}

type Won = Extract<ClaimOutcome, { won: true }>;

/** What the event says of a booking that got its seats. */
export const confirmedFact = ({ wish }: PreparedWish, { booking }: Won) => ({
  ...factOf(booking),
  byStaff: wish.bookedBy !== wish.person.personId,
});

/** The answer to somebody who got seats, with their tickets; these are not yet signed. */
export const confirmedResult = ({ wish, session }: PreparedWish, outcome: Won): BookingResult =>
  resultOf(session, outcome.booking, {
    tickets: unsignedTickets(
      outcome.tickets.map(
        (ticket): TicketSeen => ({
          ...ticket,
          admitted_at: null,
          place: outcome.seats[ticket.ordinal]?.place ?? null,
          place_en: outcome.seats[ticket.ordinal]?.place_en ?? null,
        }),
      ),
      [wish.person.displayName, ...wish.companions],
    ),
  });

/** Whether somebody whose claim was refused could still queue. */
export const mayWait = ({ wish, session }: PreparedWish, why: ClaimRefusal, now: Date): boolean =>
  why === 'capacity-exhausted' && wish.joinWaitlist && now < deadlineOf(session);

/** Queues a refused claim where that is wished and possible; else throws why it was refused. */
export async function afterLoss(
  tx: Tx,
  deps: Deps,
  prepared: PreparedWish,
  why: ClaimRefusal,
  now: Date,
): Promise<BookingResult> {
  await refuseSecondBooking(tx, prepared);
  if (!mayWait(prepared, why, now)) throw await problemOf(tx, prepared.claim, why);
  return joinWaitlist(tx, deps, prepared.session, prepared.claim, now);
}

/** Throws `already-booked`, which explains more than the collision with one's own booking does. */
async function refuseSecondBooking(reader: Reader | Tx, { claim }: PreparedWish): Promise<void> {
  const known = await activeBookingOf(reader, claim.palaceId, claim.sessionId, claim.personId);
  if (known !== undefined) throw new Problem('already-booked');
}

/** Queues a claim that found no seats. The pools are locked, so that none comes free unseen meanwhile. */
async function joinWaitlist(
  tx: Tx,
  deps: Deps,
  session: SessionForBooking,
  claim: Claim,
  now: Date,
): Promise<BookingResult> {
  const policy = await policyInForce(tx, claim.palaceId, now);
  if ((await waitingCount(tx, claim.palaceId, claim.personId)) >= policy.max_active_per_person) {
    throw new Problem('too-many-bookings');
  }
  const pools = await lockPoolsOfSession(tx, claim.palaceId, claim.sessionId);
  // Called off or moved since the session was read: whoever follows the host has seen all who waited by then.
  if (pools.some((pool) => isOutdated(claim, pool))) throw new Problem('session-changed');
  const eligible = pools.filter((pool) => isOpenTo(pool, claim.tokens, now)).map((pool) => pool.id);
  const [preferred] = eligible;
  if (preferred === undefined) throw new Problem('session-changed');
  const waiting: NewBooking = {
    palace_id: claim.palaceId,
    id: claim.bookingId,
    session_id: claim.sessionId,
    person_id: claim.personId,
    pool_id: preferred,
    eligible_pools: eligible,
    seats: seatsOf(claim),
    status: 'waitlisted',
    policy_version: policy.version,
    price_fen: claim.priceFen,
    member_price: claim.memberPrice,
    starts_at: claim.startsAt,
    ends_at: claim.endsAt,
    queued_at: now,
    confirmed_at: null,
    booked_by: claim.bookedBy,
    pass_id: claim.passId ?? null,
  };
  const { written } = await settle(tx, {
    bookings: [waiting],
    companions: companionsOf([claim]),
    tickets: [],
    reserved: [],
  });
  if (!written.has(waiting.id)) throw new Problem('already-booked');
  await keepSeatWish(tx, claim);
  const position = (await queuePositions(tx, [waiting])).get(waiting.id) ?? 1;
  await deps.bus.emit(tx, bookingWaitlisted, { ...factOf(waiting), position });
  await offerSeats(tx, deps, session, pools, now);
  const booking = (await bookingById(tx, claim.palaceId, claim.bookingId)) as Booking;
  return resultOf(session, booking, {
    queuePosition: booking.status === 'waitlisted' ? position : null,
    holdExpiresAt: booking.hold_expires_at,
  });
}

export function resultOf(
  session: SessionForBooking,
  booking: NewBooking | Booking,
  more: { tickets?: BookingResult['tickets']; queuePosition?: number | null; holdExpiresAt?: Date | null },
): BookingResult {
  return {
    id: booking.id,
    palaceId: booking.palace_id,
    sessionId: booking.session_id,
    title: session.activity.title,
    titleEn: session.activity.titleEn,
    startsAt: booking.starts_at.toISOString(),
    endsAt: booking.ends_at.toISOString(),
    timeZone: session.timeZone,
    status: booking.status,
    seats: booking.seats,
    priceFen: booking.price_fen,
    memberPrice: booking.member_price,
    queuePosition: more.queuePosition ?? null,
    holdExpiresAt: more.holdExpiresAt?.toISOString() ?? null,
    tickets: more.tickets ?? [],
  };
}
