import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { newId } from '../../../kernel/ids.ts';
import { standingsOf } from '../../identity/index.ts';
import { type SessionForBooking, sessionForBooking, sessionsOfSeries } from '../../programme/index.ts';
import { isDropIn } from '../booking.rules.ts';
import type { PoolRow } from '../booking.tables.ts';
import { changedSince } from '../seats/lock-session.ts';
import { ensurePools } from '../seats/pools.store.ts';
import type { SessionKey } from '../seats/release-seats.ts';
import { tokensOf } from '../seats/seats.rules.ts';
import { disengage, engage, noteClash } from './engagements.store.ts';
import { factOfDate, openPools, writeDates } from './enrol-person.ts';
import { lockEnrolled } from './queue.store.ts';
import { seriesDateAdded } from './series.events.ts';
import { courseOf } from './series.rules.ts';
import {
  type ActivityKey,
  activeBookingsOfSession,
  enrolmentsOf,
  lockPoolsOfSessions,
  type NewDate,
} from './series.store.ts';
import type { EnrolmentRow } from './series.tables.ts';

interface Planned {
  readonly enrolment: EnrolmentRow;
  readonly bookingId: string;
}

/** People of a course who follow it in one transaction; a course is smaller. */
const MOST = 1000;

/**
 * Gives who is enrolled a place in a session that was added to their course, in the order they enrolled, as far as its
 * seats go. Who has something else then keeps both, and is told. Free: the course was paid as it was.
 */
export async function followSeries(tx: Tx, deps: Deps, keys: readonly SessionKey[]): Promise<void> {
  for (const key of keys) {
    const session = await sessionForBooking(tx, key.palaceId, key.sessionId);
    if (!session?.activity.series || session.status === 'cancelled') continue;
    if (session.startsAt <= deps.clock.now()) continue;
    await addDate(tx, deps, session);
  }
}

/** Locks the enrolled, engages them, and only then locks the pools. Throws when the course changed meanwhile: the event comes again. */
async function addDate(tx: Tx, deps: Deps, session: SessionForBooking): Promise<void> {
  const now = deps.clock.now();
  const enrolled = await lockEnrolled(tx, session, MOST);
  const known = await activeBookingsOfSession(tx, session);
  const joining = enrolled.filter((each) => !known.has(each.person_id));
  const planned = joining.map((enrolment) => ({ enrolment, bookingId: newId() }));
  const course = await sessionsOfSeries(tx, session.palaceId, session.activityId);
  await ensurePools(tx, courseOf(course, now).ahead);
  const clashing = await engageAll(tx, session, planned);
  const pools = await lockPoolsOfSessions(
    tx,
    session.palaceId,
    course.map((each) => each.sessionId),
  );
  if (await changedSince(tx, session)) throw new Error(`session ${session.sessionId} changed meanwhile`);
  if (await joinedSince(tx, session, enrolled)) throw new Error(`${session.activityId} was joined meanwhile`);
  const mine = pools.filter((pool) => pool.session_id === session.sessionId);
  const dates = await placesIn(tx, session, planned, mine, now);
  await writeDates(tx, deps, dates, now);
  await deps.bus.emit(
    tx,
    seriesDateAdded,
    ...dates.map((date) => ({ ...factOfDate(date), conflict: clashing.has(date.id) })),
  );
}

/**
 * Whether somebody was enrolled since `enrolled` were read, asked under the lock of the pools of all dates: who joins
 * holds those of theirs, and nobody else joins by the dates there were before.
 */
async function joinedSince(tx: Tx, key: ActivityKey, enrolled: readonly EnrolmentRow[]): Promise<boolean> {
  const before = new Set(enrolled.map((each) => each.id));
  return (await enrolmentsOf(tx, key, ['active'], MOST)).some((each) => !before.has(each.id));
}

/** Seats of the added session for the enrolled, as far as its locked pools go; who gets none is engaged no more. */
async function placesIn(
  tx: Tx,
  session: SessionForBooking,
  planned: readonly Planned[],
  pools: readonly PoolRow[],
  now: Date,
): Promise<NewDate[]> {
  const people = planned.map(({ enrolment }) => enrolment.person_id);
  const standings = await standingsOf(tx, people, now);
  const free = new Map(
    pools.map((pool) => [pool.id, pool.closed ? 0 : pool.capacity - pool.held - pool.confirmed]),
  );
  const dates: NewDate[] = [];
  for (const { enrolment, bookingId } of planned) {
    const standing = standings.get(enrolment.person_id) ?? { categories: [], memberOf: [] };
    const open = openPools(pools, tokensOf(standing), now);
    const pool = open.find((each) => (free.get(each.id) ?? 0) > 0);
    if (pool === undefined) {
      await disengage(tx, enrolment.person_id, bookingId);
      continue;
    }
    free.set(pool.id, (free.get(pool.id) ?? 0) - 1);
    dates.push({
      palace_id: enrolment.palace_id,
      id: bookingId,
      session_id: session.sessionId,
      person_id: enrolment.person_id,
      pool_id: pool.id,
      eligible_pools: open.map((each) => each.id),
      policy_version: enrolment.policy_version,
      price_fen: 0,
      member_price: enrolment.member_price,
      starts_at: session.startsAt,
      ends_at: session.endsAt,
      enrolment_id: enrolment.id,
    });
  }
  return dates;
}

/** Engages everybody for the added session; gives the bookings that clash with something else of theirs. */
async function engageAll(
  tx: Tx,
  session: SessionForBooking,
  planned: readonly Planned[],
): Promise<Set<string>> {
  const clashing = new Set<string>();
  if (isDropIn(session)) return clashing;
  const sorted = planned.toSorted((a, b) => (a.enrolment.person_id < b.enrolment.person_id ? -1 : 1));
  for (const { enrolment, bookingId } of sorted) {
    const person = { personId: enrolment.person_id, palaceId: enrolment.palace_id };
    const time = { bookingId, startsAt: session.startsAt, endsAt: session.endsAt };
    if ((await engage(tx, person, [time])).size > 0) continue;
    await noteClash(tx, { ...person, ...time });
    clashing.add(bookingId);
  }
  return clashing;
}
