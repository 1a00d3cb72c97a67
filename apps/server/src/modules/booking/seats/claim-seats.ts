import type { Tx } from '../../../kernel/db.ts';
import { isDropIn } from '../booking.rules.ts';
import { ensurePolicies } from '../rules/policy.store.ts';
import { openPlacing, type PlaceRefusal, type ToPlace } from '../seating/place-bookings.ts';
import type { NewBookingSeat } from '../seating/seating.store.ts';
import { issueTickets, newTickets, withNewCode } from '../tickets/issue-tickets.ts';
import type { NewTicket } from '../tickets/tickets.store.ts';
import { type NewBooking, settle } from './claims.store.ts';
import type { PoolsOfSession } from './plan-pools.ts';
import { ensurePools } from './pools.store.ts';
import { type LockedPool, type Reserved, reserve } from './reserve.store.ts';
import { allotSeats, isOutdated } from './seats.rules.ts';

/** Somebody who wants seats of a session now. `palaceId`, `sessionId`, times and quotas are the session's. */
export interface Claim extends PoolsOfSession {
  readonly bookingId: string;
  readonly personId: string;
  /** What they can claim (`tokensOf`): seats of the deepest pool that this opens are taken first. */
  readonly tokens: readonly string[];
  /** Pools that alone may give the seats: an allotment that they are enrolled in. Any when left out. */
  readonly within?: readonly string[];
  /** Names of those who come along; each takes a seat. */
  readonly companions: readonly string[];
  /** For all seats. */
  readonly priceFen: number;
  readonly memberPrice: boolean;
  readonly bookedBy: string;
  /** A pass of theirs that pays for their own seat; the database judges whether a unit is left. */
  readonly passId?: string;
  /** Numbered seats that were chosen, or how the best ones should be; matters where the session has them. */
  readonly seating?: Pick<ToPlace, 'chosen' | 'wish'>;
  /** `performance.now()` when it was asked for; left out: now. */
  readonly arrivedAt?: number;
}

export type ClaimRefusal =
  | 'capacity-exhausted'
  | 'too-many-bookings'
  | 'overlapping-booking'
  | 'already-booked'
  | PlaceRefusal;

export type ClaimOutcome =
  | {
      readonly won: true;
      readonly booking: NewBooking;
      readonly tickets: readonly NewTicket[];
      /** Numbered seats by the tickets' ordinals; none where the session has no map. */
      readonly seats: readonly NewBookingSeat[];
    }
  | { readonly won: false; readonly why: ClaimRefusal };

/**
 * Books seats for any number of claims in two statements: who won is decided in the order of `claims`. All or
 * nothing for each claim: one that is refused leaves nothing behind. The database judges: limit, overlap, one booking
 * a session, and the pools' capacity. `overlapping-booking` may be the same session booked twice. A person may be
 * named once in a batch. Returns the outcomes in the order of the claims.
 */
export async function claimSeats(tx: Tx, claims: readonly Claim[], now: Date): Promise<ClaimOutcome[]> {
  if (claims.length === 0) return [];
  if (new Set(claims.map((claim) => claim.personId)).size < claims.length) {
    throw new TypeError('claimSeats: a person may be named once in a batch');
  }
  const reserved = await reserveAll(tx, claims, now);
  const byId = new Map(reserved.claims.map((each) => [each.bookingId, each]));
  const pools = new Map(reserved.pools.map((pool) => [pool.id, pool]));
  const ready = claims.filter((claim) => byId.get(claim.bookingId)?.unengaged);
  const current = ready.filter((claim) => !changedMeanwhile(claim, byId, pools));
  const placing = await openPlacing(tx, reserved.pools);
  const allotted = allotSeats(
    current.map((claim) => ({
      id: claim.bookingId,
      seats: seatsOf(claim),
      pools: openPools(byId.get(claim.bookingId), pools),
      claim,
    })),
    new Map(reserved.pools.map((pool) => [pool.id, pool.free])),
    placing === null
      ? undefined
      : ({ claim }) => placing.place({ ...claim, ...claim.seating, count: seatsOf(claim) }),
  );
  const bookings = current.flatMap((claim) => {
    const pool = allotted.get(claim.bookingId);
    return pool === undefined ? [] : [newBooking(claim, byId, pool, now)];
  });
  const tickets = await settleAll(tx, claims, byId, bookings, now);
  await placing?.write(tx, tickets.keys());
  const winners = new Map(bookings.map((booking) => [booking.id, booking]));
  return claims.map((claim) => {
    const booking = winners.get(claim.bookingId);
    const issued = tickets.get(claim.bookingId);
    if (booking !== undefined && issued !== undefined) {
      return { won: true, booking, tickets: issued, seats: placing?.seatsOf(booking.id) ?? [] };
    }
    const outcome = byId.get(claim.bookingId);
    if (!outcome?.promising) return { won: false, why: 'capacity-exhausted' };
    if (!outcome.counted) return { won: false, why: 'too-many-bookings' };
    if (!outcome.unengaged) return { won: false, why: 'overlapping-booking' };
    if (changedMeanwhile(claim, byId, pools)) return { won: false, why: 'session-changed' };
    if (booking !== undefined) return { won: false, why: 'already-booked' };
    return { won: false, why: placing?.refusalOf(claim.bookingId) ?? 'capacity-exhausted' };
  });
}

export const seatsOf = (claim: Pick<Claim, 'companions'>): number => 1 + claim.companions.length;

/** `reserve`, after making the pools and rules that a first booking of a session or palace finds missing. */
async function reserveAll(tx: Tx, claims: readonly Claim[], now: Date) {
  const inputs = claims.map((claim) => ({
    booking_id: claim.bookingId,
    palace_id: claim.palaceId,
    session_id: claim.sessionId,
    person_id: claim.personId,
    seats: seatsOf(claim),
    tokens: claim.tokens,
    within: claim.within ?? null,
    starts_at: claim.startsAt,
    ends_at: claim.endsAt,
    engages: !isDropIn(claim),
    waited_ms: claim.arrivedAt === undefined ? 0 : performance.now() - claim.arrivedAt,
  }));
  const first = await reserve(tx, inputs, now);
  const lacking = new Set(
    first.claims
      .filter((each) => each.policyVersion === null || each.pools.length === 0)
      .map((each) => each.bookingId),
  );
  if (lacking.size === 0) return first;
  const incomplete = claims.filter((claim) => lacking.has(claim.bookingId));
  await ensurePolicies(tx, [...new Set(incomplete.map((claim) => claim.palaceId))], now);
  await ensurePools(tx, incomplete);
  const second = await reserve(
    tx,
    inputs.filter((input) => lacking.has(input.booking_id)),
    now,
  );
  return {
    claims: [...first.claims.filter((each) => !lacking.has(each.bookingId)), ...second.claims],
    pools: [...first.pools, ...second.pools],
  };
}

/** Pools the claimant may take from, without those that reopened only after they asked. */
const openPools = (reserved: Reserved | undefined, pools: ReadonlyMap<string, LockedPool>): string[] =>
  (reserved?.pools ?? []).filter((id) => {
    const openMs = pools.get(id)?.openMs ?? null;
    return openMs === null || openMs >= (reserved?.waitedMs ?? 0);
  });

/** The host moved, closed or cancelled the session after the caller read it. */
function changedMeanwhile(
  claim: Claim,
  reserved: ReadonlyMap<string, Reserved>,
  pools: ReadonlyMap<string, LockedPool>,
): boolean {
  return (reserved.get(claim.bookingId)?.pools ?? []).some((id) => {
    const pool = pools.get(id);
    if (pool === undefined) return false;
    const { closed, startsAt, endsAt } = pool;
    return isOutdated(claim, { closed, starts_at: new Date(startsAt), ends_at: new Date(endsAt) });
  });
}

function newBooking(
  claim: Claim,
  reserved: ReadonlyMap<string, Reserved>,
  poolId: string,
  now: Date,
): NewBooking {
  const { policyVersion, pools } = reserved.get(claim.bookingId) ?? {};
  return {
    palace_id: claim.palaceId,
    id: claim.bookingId,
    session_id: claim.sessionId,
    person_id: claim.personId,
    pool_id: poolId,
    eligible_pools: pools ?? [],
    seats: seatsOf(claim),
    status: 'confirmed',
    policy_version: policyVersion ?? 1,
    price_fen: claim.priceFen,
    member_price: claim.memberPrice,
    starts_at: claim.startsAt,
    ends_at: claim.endsAt,
    queued_at: now,
    confirmed_at: now,
    booked_by: claim.bookedBy,
    pass_id: claim.passId ?? null,
  };
}

/**
 * Writes the winners and undoes the rest; nothing to do when nobody got as far as a reservation. Returns the tickets
 * of each booking written.
 */
async function settleAll(
  tx: Tx,
  claims: readonly Claim[],
  reserved: ReadonlyMap<string, Reserved>,
  bookings: readonly NewBooking[],
  now: Date,
): Promise<Map<string, NewTicket[]>> {
  const counted = claims.filter((claim) => reserved.get(claim.bookingId)?.counted);
  if (counted.length === 0) return new Map();
  const won = new Set(bookings.map((booking) => booking.id));
  const tickets = bookings.flatMap((booking) => newTickets(booking, now));
  const { written, codesInUse } = await settle(tx, {
    bookings,
    companions: companionsOf(claims.filter((claim) => won.has(claim.bookingId))),
    tickets,
    reserved: counted.map((claim) => ({
      palace_id: claim.palaceId,
      person_id: claim.personId,
      booking_id: claim.bookingId,
    })),
  });
  const reissued = await issueTickets(tx, codesInUse.map(withNewCode));
  const final = new Map(reissued.map((ticket) => [ticket.id, ticket]));
  return Map.groupBy(
    tickets
      .filter((ticket) => written.has(ticket.booking_id))
      .map((ticket) => final.get(ticket.id) ?? ticket),
    (ticket) => ticket.booking_id,
  );
}

export const companionsOf = (claims: readonly Pick<Claim, 'palaceId' | 'bookingId' | 'companions'>[]) =>
  claims.flatMap((claim) =>
    claim.companions.map((name, index) => ({
      palace_id: claim.palaceId,
      booking_id: claim.bookingId,
      ordinal: index + 1,
      name,
    })),
  );
