import type { BookingStatus, WorkerCategory } from '@wengong/contract';
import { DAY, type DemoCalendar, HOUR, later, MINUTE } from './calendar.ts';
import { type Policy, policyAt } from './policies.ts';
import { isDropIn, type Session } from './programme.ts';
import { isTooLate, type Request } from './requests.ts';
import type { Seed } from './seed.ts';

export interface Pool {
  readonly id: string;
  readonly category: WorkerCategory | null;
  readonly capacity: number;
  held: number;
  confirmed: number;
}

/** A request with what became of it. */
export interface Seated {
  request: Request;
  readonly seats: number;
  readonly policy: Policy;
  /** The pools it may take seats from, the preferred first. */
  readonly pools: readonly Pool[];
  pool: Pool;
  status: BookingStatus;
  confirmedAt: Date | null;
  offeredAt: Date | null;
  holdExpiresAt: Date | null;
  endedAt: Date | null;
}

/** Chances of what becomes of a booking. */
const CANCELLED = 0.11;
const CANCELLED_LATE = 0.02;
const NO_SHOW = 0.1;
const EXCUSED = 0.25;

const free = (pool: Pool) => pool.capacity - pool.held - pool.confirmed;

/** The pools of a session: one for each category that seats are reserved for, the rest for everybody. */
export function poolsOf(session: Session, seed: Seed): Pool[] {
  const at = session.opensAt;
  const reserved = Object.entries(session.activity.reserved ?? {}) as [WorkerCategory, number][];
  const rest = session.activity.seats - reserved.reduce((sum, [, seats]) => sum + seats, 0);
  return [...reserved.toSorted(([a], [b]) => (a < b ? -1 : 1)), [null, rest] as const].map(
    ([category, capacity]) => ({
      id: seed.id(at),
      category,
      capacity,
      held: 0,
      confirmed: 0,
    }),
  );
}

/** Gives out the seats in the order of the requests, as booking does: who does not fit waits. */
export function seat(
  calendar: DemoCalendar,
  seed: Seed,
  session: Session,
  pools: readonly Pool[],
  requests: readonly Request[],
  policies: readonly Policy[],
): Seated[] {
  // Nobody gives a seat back where the story needs a full house.
  const cancelling = requests.some(isTooLate) ? 0 : CANCELLED;
  const seated = requests.map((request) =>
    seatOne({ calendar, seed, session, pools, policies, cancelling }, request),
  );
  for (const each of seated) {
    if (each.request.fate !== 'held') continue;
    goFirst(each, seated);
    offer(calendar, session, each, seated);
  }
  if (session.calledOff === null) offerOne(calendar, seed, session, seated);
  for (const each of seated) conclude(calendar, seed, session, each);
  return seated.toSorted((a, b) => a.request.queuedAt.getTime() - b.request.queuedAt.getTime());
}

interface House {
  readonly calendar: DemoCalendar;
  readonly seed: Seed;
  readonly session: Session;
  readonly pools: readonly Pool[];
  readonly policies: readonly Policy[];
  /** Chance that a seat is given back. */
  readonly cancelling: number;
}

function seatOne(house: House, request: Request): Seated {
  const { calendar, seed, session, pools, policies } = house;
  const seats = 1 + request.companions.length;
  const mine = pools.filter(
    ({ category }) => category === null || request.worker.categories.includes(category),
  );
  const [preferred] = mine;
  if (preferred === undefined) throw new RangeError('a session without seats for everybody');
  const one: Seated = {
    request,
    seats,
    policy: policyAt(policies, request.queuedAt),
    pools: mine,
    pool: preferred,
    status: 'waitlisted',
    confirmedAt: null,
    offeredAt: null,
    holdExpiresAt: null,
    endedAt: null,
  };
  const cancelled = request.fate ? request.fate === 'cancelled_early' : seed.chance(house.cancelling);
  if (cancelled) return giveUp(calendar, seed, session, one);
  const fitting = mine.find((pool) => free(pool) >= seats);
  if (fitting === undefined) return one;
  fitting.confirmed += seats;
  return Object.assign(one, { pool: fitting, status: 'confirmed', confirmedAt: request.queuedAt });
}

/** Booked and given back in time, so that the seat went to somebody else. */
function giveUp(calendar: DemoCalendar, seed: Seed, session: Session, one: Seated): Seated {
  const { queuedAt } = one.request;
  const late = seed.chance(CANCELLED_LATE / CANCELLED) && !isDropIn(session);
  const limit = later(session.startsAt, -one.policy.cancelUntilMinutes * MINUTE);
  const from = late && limit > queuedAt ? limit : queuedAt;
  const deadline = late || isDropIn(session) ? session.closesAt : limit;
  const until = [deadline, calendar.now, session.calledOff?.at ?? calendar.now].reduce((a, b) =>
    a < b ? a : b,
  );
  const endedAt = new Date(from.getTime() + Math.max(0, until.getTime() - from.getTime()) * seed.next());
  const status = late && endedAt > limit ? 'cancelled_late' : 'cancelled_early';
  return Object.assign(one, { status, confirmedAt: queuedAt, endedAt });
}

/** Changes places with the first who waits: offers are made in the order of the queue. */
function goFirst(one: Seated, seated: readonly Seated[]): void {
  const first = seated.find((each) => each.status === 'waitlisted');
  if (first === undefined || first === one) return;
  const { queuedAt } = one.request;
  one.request = { ...one.request, queuedAt: first.request.queuedAt };
  first.request = { ...first.request, queuedAt };
}

/** Somebody cancels, and the seat is kept for one who waits. */
function offer(calendar: DemoCalendar, session: Session, waiting: Seated, others: readonly Seated[]): void {
  const endedAt = later(calendar.now, -25 * MINUTE);
  const leaving = others.findLast(
    (each) =>
      each.request.fate === undefined &&
      each.status === 'confirmed' &&
      each.seats === waiting.seats &&
      each.request.queuedAt < endedAt &&
      waiting.pools.includes(each.pool),
  );
  if (leaving === undefined || waiting.status !== 'waitlisted') return;
  const until = later(endedAt, waiting.policy.offerMinutes * MINUTE);
  if (until <= calendar.now) return;
  Object.assign(leaving, { status: 'cancelled_early', endedAt });
  leaving.pool.confirmed -= leaving.seats;
  leaving.pool.held += waiting.seats;
  const holdExpiresAt = until < session.closesAt ? until : session.closesAt;
  Object.assign(waiting, { status: 'held', pool: leaving.pool, offeredAt: endedAt, holdExpiresAt });
}

/** On some sold-out sessions to come, an offer is under way. */
function offerOne(calendar: DemoCalendar, seed: Seed, session: Session, seated: readonly Seated[]): void {
  if (
    session.startsAt.getTime() < calendar.now.getTime() + DAY ||
    seated.some((each) => each.status === 'held')
  )
    return;
  const first = seated.find((each) => each.status === 'waitlisted' && each.request.fate === undefined);
  if (first !== undefined && seed.chance(0.4)) offer(calendar, session, first, seated);
}

/** What time has made of it by now. */
function conclude(calendar: DemoCalendar, seed: Seed, session: Session, one: Seated): void {
  if (session.calledOff !== null) {
    callOff(session, one);
    return;
  }
  if (one.status === 'waitlisted' && session.closesAt <= calendar.now) {
    // Some had been offered a seat that they did not take.
    const offered = one.request.fate === undefined && seed.chance(0.25);
    const endedAt = offered ? later(session.startsAt, -3 * HOUR) : session.startsAt;
    if (offered && endedAt > one.request.queuedAt) {
      Object.assign(one, { status: 'expired', endedAt, holdExpiresAt: endedAt });
    } else {
      Object.assign(one, { status: 'lapsed', endedAt: session.startsAt });
    }
    return;
  }
  if (one.status !== 'confirmed' || session.endsAt > calendar.now) return;
  const { fate } = one.request;
  const missed = fate ? fate === 'no_show' || fate === 'excused' : seed.chance(NO_SHOW);
  const excused = missed && (fate ? fate === 'excused' : seed.chance(EXCUSED));
  one.status = excused ? 'excused' : missed ? 'no_show' : 'completed';
  one.endedAt = session.endsAt;
}

function callOff(session: Session, one: Seated): void {
  if (one.status === 'confirmed') one.pool.confirmed -= one.seats;
  if (one.status !== 'confirmed' && one.status !== 'waitlisted') return;
  one.status = 'cancelled_by_host';
  one.endedAt = session.calledOff?.at ?? session.startsAt;
}
