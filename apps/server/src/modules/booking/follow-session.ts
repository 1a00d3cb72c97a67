import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { sessionsByIds } from '../programme/index.ts';
import {
  bookingCancelledByHost,
  bookingMoved,
  bookingsOutdated,
  placeChanged,
  seatsChanged,
} from './booking.events.ts';
import { factOf } from './booking.present.ts';
import { deadlineOf } from './booking.rules.ts';
import type { PoolRow } from './booking.tables.ts';
import { liveAfter, lockLive, lockMoved, moveBookings } from './follow-session.store.ts';
import { ensurePolicies } from './rules/policy.store.ts';
import { lockSession } from './seats/lock-session.ts';
import { lockPoolsOfSession, revisePools, seatsOfSession } from './seats/pools.store.ts';
import { endBookings, offerSeats, type SessionKey } from './seats/release-seats.ts';
import { isOutdated } from './seats/seats.rules.ts';

/** Bookings that are brought into line in one transaction. */
const BATCH = 500;

/**
 * Brings the pools of sessions in line with the programme: seats, reservations, times, and closed for good when the
 * session is cancelled. From then on no claim made under the old facts succeeds. Then the bookings follow.
 */
export async function followSessions(tx: Tx, deps: Deps, keys: readonly SessionKey[]): Promise<void> {
  // Before the first booking, not by it: a rush on a palace's first session would queue behind that one writer.
  await ensurePolicies(tx, [...new Set(keys.map((key) => key.palaceId))], deps.clock.now());
  for (const key of different(keys)) {
    const locked = await lockSession(tx, key);
    if (locked === null) continue;
    const { session, pools } = locked;
    await revisePools(tx, session, pools, session.status === 'cancelled');
    const after = await lockPoolsOfSession(tx, key.palaceId, key.sessionId);
    await offerSeats(tx, deps, key, after, deps.clock.now());
    await deps.bus.emit(tx, seatsChanged, key);
    if (!locked.made) await deps.bus.emit(tx, bookingsOutdated, key);
  }
}

/** Brings live bookings in line with the pools of their sessions, a batch a session; the rest comes as a new event. */
export async function followPools(tx: Tx, deps: Deps, keys: readonly SessionKey[]): Promise<void> {
  for (const key of different(keys)) {
    const { pools } = await seatsOfSession(tx, key.palaceId, key.sessionId);
    const [pool] = pools;
    if (pool === undefined) continue;
    const handled = pool.closed ? await cancelByHost(tx, deps, key) : await move(tx, deps, key, pool);
    if (handled === BATCH) await deps.bus.emit(tx, bookingsOutdated, key);
  }
}

async function cancelByHost(tx: Tx, deps: Deps, key: SessionKey): Promise<number> {
  const bookings = await lockLive(tx, key, BATCH);
  const reason = (await sessionsByIds(tx, [key])).get(key.sessionId)?.cancelReason ?? '';
  await endBookings(
    tx,
    deps,
    key,
    bookings.map((booking) => ({ booking, status: 'cancelled_by_host' })),
    { now: deps.clock.now(), reason },
  );
  await deps.bus.emit(
    tx,
    bookingCancelledByHost,
    ...bookings.map((booking) => ({ ...factOf(booking), reason })),
  );
  return bookings.length;
}

/** Moves bookings to the session's new time. Who is engaged elsewhere then keeps both bookings and is told. */
async function move(tx: Tx, deps: Deps, key: SessionKey, pool: PoolRow): Promise<number> {
  const to = { startsAt: pool.starts_at, endsAt: pool.ends_at };
  const bookings = await lockMoved(tx, key, to, BATCH);
  if (bookings.length === 0) return 0;
  // Moved on since it was read: whoever follows that has been here, or waits for these bookings.
  const { pools } = await seatsOfSession(tx, key.palaceId, key.sessionId);
  if (pools.some((each) => isOutdated(to, each))) return 0;
  const conflicts = await moveBookings(tx, bookings, to, deadlineOf(to));
  await deps.bus.emit(
    tx,
    bookingMoved,
    ...bookings.map((booking) => ({
      ...factOf({ ...booking, starts_at: to.startsAt, ends_at: to.endsAt }),
      previousStartsAt: booking.starts_at.toISOString(),
      previousEndsAt: booking.ends_at.toISOString(),
      conflict: conflicts.has(booking.id),
    })),
  );
  return bookings.length;
}

/** Tells who booked that the place is another one. */
export async function tellPlaceChanged(
  tx: Tx,
  deps: Deps,
  changes: readonly (SessionKey & { after: string | null })[],
): Promise<void> {
  for (const change of changes) {
    const bookings = await liveAfter(tx, change, change.after, BATCH);
    await deps.bus.emit(
      tx,
      bookingMoved,
      ...bookings.map((booking) => ({
        ...factOf(booking),
        previousStartsAt: booking.starts_at.toISOString(),
        previousEndsAt: booking.ends_at.toISOString(),
        conflict: false,
      })),
    );
    const last = bookings.at(-1);
    if (last !== undefined && bookings.length === BATCH) {
      await deps.bus.emit(tx, placeChanged, { ...change, after: last.id });
    }
  }
}

/** Each session once, in the order in which everybody locks. */
const different = (keys: readonly SessionKey[]): SessionKey[] =>
  [...new Map(keys.map(({ palaceId, sessionId }) => [sessionId, { palaceId, sessionId }])).values()].toSorted(
    (a, b) => (a.sessionId < b.sessionId ? -1 : 1),
  );
