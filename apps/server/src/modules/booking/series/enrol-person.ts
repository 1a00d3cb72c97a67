import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { SessionForBooking } from '../../programme/index.ts';
import { seatsChanged } from '../booking.events.ts';
import { isDropIn, type Standing } from '../booking.rules.ts';
import type { PoolRow } from '../booking.tables.ts';
import { ensurePolicies, policyInForce } from '../rules/policy.store.ts';
import { commitPerson } from '../seats/engagement.store.ts';
import { changePools, ensurePools } from '../seats/pools.store.ts';
import { isOpenTo, isOutdated, tokensOf } from '../seats/seats.rules.ts';
import { issueTickets, newTickets } from '../tickets/issue-tickets.ts';
import { courseChanged } from './course.ts';
import { engage } from './engagements.store.ts';
import { seriesEnrolled } from './series.events.ts';
import { priceOfRest, sharesOf } from './series.rules.ts';
import { insertDates, lockPoolsOfSessions, type NewDate, writeEnrolment } from './series.store.ts';
import type { EnrolmentRow } from './series.tables.ts';

export interface SeriesClaim {
  readonly palaceId: string;
  readonly activityId: string;
  /** Of a waiting enrolment: its id and since when it waits. */
  readonly waiting?: Pick<EnrolmentRow, 'id' | 'queued_at'>;
  readonly person: Standing & { readonly personId: string; readonly memberOf: readonly string[] };
  /** Sessions still to come, soonest first; at least one. */
  readonly ahead: readonly SessionForBooking[];
  /** Sessions of the whole course. */
  readonly whole: number;
}

interface Planned {
  readonly bookingId: string;
  readonly session: SessionForBooking;
}

/**
 * Enrols a person in every session to come, all or nothing: counted once against their limit, engaged for each date,
 * and a seat from a pool of each session, whose pools are locked together in the one order. Throws why not; the caller
 * gives up the transaction or the savepoint.
 */
export async function enrolPerson(tx: Tx, deps: Deps, claim: SeriesClaim, now: Date): Promise<EnrolmentRow> {
  const { palaceId, person, ahead } = claim;
  await ensurePolicies(tx, [palaceId], now);
  await ensurePools(tx, ahead);
  const policy = await policyInForce(tx, palaceId, now);
  const [{ priceFen, memberPriceFen } = { priceFen: 0, memberPriceFen: 0 }] = ahead.map(
    (each) => each.activity,
  );
  const enrolment: EnrolmentRow = {
    palace_id: palaceId,
    id: claim.waiting?.id ?? newId(),
    activity_id: claim.activityId,
    person_id: person.personId,
    status: 'active',
    policy_version: policy.version,
    price_fen: priceOfRest({ priceFen, memberPriceFen }, person, { ahead: ahead.length, whole: claim.whole }),
    member_price: person.member,
    sessions: ahead.length,
    queued_at: claim.waiting?.queued_at ?? now,
    enrolled_at: now,
    ended_at: null,
  };
  const planned = ahead.map((session) => ({ bookingId: newId(), session }));
  await commitToSeries(tx, enrolment, planned, policy.max_active_per_person, now);
  const pools = await lockPoolsOfSessions(
    tx,
    palaceId,
    ahead.map((session) => session.sessionId),
  );
  // Whoever gives a new date to the enrolled waits for these pools, and finds this enrolment.
  if (await courseChanged(tx, claim, now)) throw new Problem('series-changed');
  const dates = allotDates(enrolment, planned, pools, tokensOf(person), now);
  await writeEnrolment(tx, enrolment);
  await writeDates(tx, deps, dates, now);
  const [first] = dates;
  if (first === undefined) throw new Problem('series-over');
  await deps.bus.emit(tx, seriesEnrolled, {
    ...factOfDate(first),
    dates: dates.length,
    promoted: claim.waiting !== undefined,
  });
  return enrolment;
}

/** People before pools: counts the enrolment once, and engages the person for every date. */
async function commitToSeries(
  tx: Tx,
  enrolment: EnrolmentRow,
  planned: readonly Planned[],
  maximum: number,
  now: Date,
): Promise<void> {
  const [first] = planned;
  if (first === undefined) throw new Problem('series-over');
  const person = { personId: enrolment.person_id, palaceId: enrolment.palace_id };
  const { startsAt, endsAt } = first.session;
  const limit = await commitPerson(
    tx,
    { ...person, bookingId: enrolment.id, startsAt, endsAt, engages: false, maximum },
    now,
  );
  if (limit !== null) throw new Problem(limit);
  const times = planned
    .filter(({ session }) => !isDropIn(session))
    .map(({ bookingId, session }) => ({ bookingId, startsAt: session.startsAt, endsAt: session.endsAt }));
  const engaged = await engage(tx, person, times);
  if (engaged.size < times.length) throw new Problem('overlapping-booking');
}

/** A seat in each session, from the deepest pool that is open to the person and has one. Throws when one has none. */
function allotDates(
  enrolment: EnrolmentRow,
  planned: readonly Planned[],
  pools: readonly PoolRow[],
  tokens: readonly string[],
  now: Date,
): NewDate[] {
  const shares = sharesOf(enrolment.price_fen, planned.length);
  return planned.map(({ bookingId, session }, index) => {
    const mine = pools.filter((pool) => pool.session_id === session.sessionId);
    if (mine.some((pool) => isOutdated(session, pool))) {
      throw new Problem('series-changed');
    }
    const open = openPools(mine, tokens, now);
    const pool = open.find((each) => each.capacity - each.held - each.confirmed > 0);
    if (pool === undefined) throw new Problem('capacity-exhausted');
    return {
      palace_id: enrolment.palace_id,
      id: bookingId,
      session_id: session.sessionId,
      person_id: enrolment.person_id,
      pool_id: pool.id,
      eligible_pools: open.map((each) => each.id),
      policy_version: enrolment.policy_version,
      price_fen: shares[index] ?? 0,
      member_price: enrolment.member_price,
      starts_at: session.startsAt,
      ends_at: session.endsAt,
      enrolment_id: enrolment.id,
    };
  });
}

/** Pools of one session that are open to a person, the deepest first, as in claiming. */
export const openPools = (pools: readonly PoolRow[], tokens: readonly string[], now: Date): PoolRow[] =>
  pools.filter((pool) => isOpenTo(pool, tokens, now)).toSorted((a, b) => b.depth - a.depth);

/** Writes dates whose pools are locked: bookings, tickets, counters. */
export async function writeDates(tx: Tx, deps: Deps, dates: readonly NewDate[], now: Date): Promise<void> {
  if (dates.length === 0) return;
  await insertDates(tx, dates, now);
  await changePools(
    tx,
    dates.map((date) => ({ palaceId: date.palace_id, poolId: date.pool_id, held: 0, confirmed: 1 })),
  );
  await issueTickets(
    tx,
    dates.flatMap((date) => newTickets({ ...date, seats: 1 }, now)),
  );
  const sessions = new Set(dates.map((date) => date.session_id));
  const palaceId = dates[0]?.palace_id ?? '';
  await deps.bus.emit(tx, seatsChanged, ...[...sessions].map((sessionId) => ({ palaceId, sessionId })));
}

/** What the events about one date of an enrolment say. */
export const factOfDate = (date: NewDate) => ({
  palaceId: date.palace_id,
  sessionId: date.session_id,
  bookingId: date.id,
  personId: date.person_id,
  seats: 1,
  startsAt: date.starts_at.toISOString(),
  endsAt: date.ends_at.toISOString(),
  path: `/me/enrolments/${date.enrolment_id}`,
});
