import { arrivalOf } from './arrivals.ts';
import { DAY, HOUR, later } from './calendar.ts';
import type { Credit } from './credit.ts';
import { addMessages } from './messages.ts';
import type { Policy } from './policies.ts';
import { isDropIn, type Session } from './programme.ts';
import type { Quotas } from './quotas.ts';
import { type Public, type Request, requestsFor } from './requests.ts';
import { type Rows, range } from './rows.ts';
import { HouseSeats } from './seat-maps.ts';
import { type Pool, poolsOf, type Seated, seat } from './seating.ts';
import { Seed } from './seed.ts';
import type { Visits } from './visits.ts';

interface Context extends Public {
  readonly rows: Rows;
  readonly visits: Visits;
  readonly quotas: Quotas;
  readonly credit: Credit;
  /** Gives a new code for a ticket, from numbers below a bound. */
  ticketCode(pick: (below: number) => number): string;
}

/** Writes the bookings of all sessions that could be booked by now, in the order in which they take place, and every pool. */
export function makeBookings(
  context: Context,
  sessions: readonly Session[],
  policies: ReadonlyMap<string, readonly Policy[]>,
  story: ReadonlyMap<string, readonly Request[]>,
): void {
  const codes = new Map<string, Set<string>>();
  const published = sessions
    .filter((session) => session.published)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  for (const session of published) {
    const seed = new Seed(`bookings ${session.id}`);
    const single = session.activity.ballot === undefined && !session.activity.series;
    const open = single && bookableFor(context, session) >= HOUR;
    const requests = open ? requestsFor(context, seed, session, story.get(session.id) ?? []) : [];
    const pools = poolsOf(session, seed);
    const rules = policies.get(session.palace.content.slug) ?? [];
    const seated = seat(context.calendar, seed, session, pools, requests, rules);
    const arrivals = seated.map((one) => arrivalOf(context.calendar, seed, session, one));
    if (seated.length > 0 || session.endsAt > context.calendar.now) addPools(context.rows, session, pools);
    const house = new HouseSeats(session);
    let position = 0;
    for (const [at, one] of seated.entries()) {
      if (one.status === 'waitlisted') position += 1;
      addBooking(context, seed, session, { one, arrival: arrivals[at] ?? null, position, codes, house });
    }
  }
}

/** For how long it could be booked by now, in ms. */
function bookableFor({ calendar }: Context, session: Session): number {
  const until = session.calledOff?.at ?? calendar.now;
  return until.getTime() - session.opensAt.getTime();
}

function addPools(rows: Rows, session: Session, pools: readonly Pool[]): void {
  for (const pool of pools) {
    rows.add('pool', {
      palace_id: session.palace.id,
      id: pool.id,
      session_id: session.id,
      kind: pool.category === null ? 'general' : 'category',
      parent_id: null,
      union_id: null,
      label: '',
      seats: null,
      returns_at: null,
      returned_at: null,
      created_by: null,
      depth: pool.category === null ? 0 : 1,
      category: pool.category,
      demands: pool.category === null ? [] : [pool.category],
      demands_until: pool.category === null ? [] : [null],
      capacity: pool.capacity,
      excess: 0,
      held: pool.held,
      confirmed: pool.confirmed,
      starts_at: session.startsAt,
      ends_at: session.endsAt,
      closed: session.calledOff !== null,
    });
  }
}

/** A seated request on its way into the rows. */
interface Entry {
  readonly one: Seated;
  /** When it was let in. */
  readonly arrival: Date | null;
  /** Place on the waiting list. */
  readonly position: number;
  /** Codes in use, by palace. */
  readonly codes: Map<string, Set<string>>;
  readonly house: HouseSeats;
}

function addBooking(context: Context, seed: Seed, session: Session, entry: Entry): void {
  const { one } = entry;
  const { rows } = context;
  const { request, seats, pools } = one;
  const { activity, palace } = session;
  const price = activity.price ?? 0;
  const own = request.worker.member ? (activity.memberPrice ?? 0) : price;
  const id = seed.id(request.queuedAt);
  const reminded = remindedAt(context, session, one);
  rows.add('booking', {
    palace_id: palace.id,
    id,
    session_id: session.id,
    person_id: request.worker.id,
    pool_id: one.pool.id,
    eligible_pools: pools.map((pool) => pool.id),
    seats,
    status: one.status,
    policy_version: one.policy.version,
    price_fen: own + (seats - 1) * price,
    member_price: request.worker.member,
    starts_at: session.startsAt,
    ends_at: session.endsAt,
    queued_at: request.queuedAt,
    hold_expires_at: one.holdExpiresAt,
    confirmed_at: one.confirmedAt,
    reminded_at: reminded,
    // What begins soon when the demonstration is loaded is no news.
    reminded_soon_at: reminded === null ? null : later(session.startsAt, -2 * HOUR),
    ended_at: one.endedAt,
    cancel_reason: one.status === 'cancelled_by_host' ? (session.calledOff?.reason ?? null) : null,
    booked_by: request.worker.id,
    pass_id: null,
  });
  request.companions.forEach((name, at) => {
    rows.add('companion', { palace_id: palace.id, booking_id: id, ordinal: at + 1, name });
  });
  entry.house.add(rows, one, id);
  if (one.status === 'confirmed' || one.status === 'checked_in') commit(context, session, one, id);
  if (one.confirmedAt !== null) addTickets(context, seed, { ...entry, session, id });
  const entered = context.credit.enter(session, one, id);
  addMessages(context, seed, session, one, { id, remindedAt: reminded, position: entry.position, entered });
}

/** A day before the session, to those who had booked by then; who booked within that day knows. */
function remindedAt({ calendar }: Context, session: Session, one: Seated): Date | null {
  const due = later(session.startsAt, -DAY);
  const expected = ['confirmed', 'checked_in', 'completed', 'no_show', 'excused'].includes(one.status);
  if (!expected || due > calendar.now || one.confirmedAt === null || one.confirmedAt > due) return null;
  return due;
}

/** Counts the booking against the person's limit and keeps their time. */
function commit({ rows, quotas }: Context, session: Session, one: Seated, bookingId: string): void {
  quotas.add(session.palace.id, one.request.worker.id);
  if (isDropIn(session)) return;
  rows.add('person_engagement', {
    person_id: one.request.worker.id,
    booking_id: bookingId,
    palace_id: session.palace.id,
    during: range(session.startsAt, session.endsAt),
    active: true,
  });
}

const CANCELLED = ['cancelled_early', 'cancelled_late', 'cancelled_by_host'];

function addTickets(
  context: Context,
  seed: Seed,
  of: Entry & { readonly session: Session; readonly id: string },
): void {
  const { session, one, id, arrival } = of;
  const palaceId = session.palace.id;
  const used = of.codes.get(palaceId) ?? new Set();
  of.codes.set(palaceId, used);
  for (let ordinal = 0; ordinal < one.seats; ordinal += 1) {
    let code = context.ticketCode(seed.int);
    while (used.has(code)) code = context.ticketCode(seed.int);
    used.add(code);
    const issued = one.confirmedAt ?? one.request.queuedAt;
    const ticketId = seed.id(issued);
    context.rows.add('ticket', {
      palace_id: palaceId,
      id: ticketId,
      booking_id: id,
      session_id: session.id,
      ordinal,
      code,
      issued_at: issued,
      revoked_at: CANCELLED.includes(one.status) ? one.endedAt : null,
    });
    // Now and then somebody who was to come along does not.
    if (arrival !== null && (ordinal === 0 || seed.chance(0.93)))
      admit(context, seed, { ...of, ticketId, arrival });
  }
}

function admit(
  { rows, visits }: Context,
  seed: Seed,
  of: { session: Session; one: Seated; id: string; ticketId: string; arrival: Date },
): void {
  const { session, one, arrival } = of;
  const row = (at: Date, admission: number) => ({
    palace_id: session.palace.id,
    id: seed.id(at),
    ticket_id: of.ticketId,
    booking_id: of.id,
    session_id: session.id,
    person_id: one.request.worker.id,
    checkpoint: 'door',
    admission,
    at,
    recorded_by: session.palace.staff.front_desk,
    method: seed.chance(0.85) ? 'camera' : 'code',
    overridden: false,
  });
  const first = row(arrival, 1);
  rows.add('check_in', first);
  // Somebody was let in by mistake, taken back, and let in again.
  if (one.status === 'completed' && seed.chance(0.002)) {
    const undone = later(arrival, 40_000);
    rows.add('check_in_undo', {
      palace_id: session.palace.id,
      check_in_id: first.id,
      at: undone,
      recorded_by: session.palace.staff.front_desk,
    });
    rows.add('check_in', row(later(undone, 50_000), 2));
  }
  visits.count(session, arrival);
}
