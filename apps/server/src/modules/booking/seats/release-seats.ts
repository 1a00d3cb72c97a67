import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { bookingOffered, poolsOutdated, seatsChanged } from '../booking.events.ts';
import { factOf } from '../booking.present.ts';
import { holdUntil } from '../booking.rules.ts';
import type { PoolRow } from '../booking.tables.ts';
import type { Booking } from '../bookings.store.ts';
import { policyVersions } from '../rules/policy.store.ts';
import { lockQuotas } from './engagement.store.ts';
import { changePools, lockPoolsOfSession, type PoolChange } from './pools.store.ts';
import { type Ending, isCounted, lockWaiting, writeEndings, writeOffers } from './release.store.ts';
import { allotSeats, returnedInto } from './seats.rules.ts';

export interface SessionKey {
  readonly palaceId: string;
  readonly sessionId: string;
}

const keyOf = ({ palaceId, sessionId }: SessionKey) => ({ palaceId, sessionId });

/** How many waiting bookings are looked at together for the seats that came free. */
const WAITING_BATCH = 200;

/**
 * Ends bookings of one session, whose rows the caller has locked, gives their seats back and offers them to who waits.
 * Locks people before pools, as claiming does, and writes only then: a claim that waits for one of these rows
 * would otherwise hold the pool that this needs.
 */
export async function endBookings(
  tx: Tx,
  deps: Deps,
  session: SessionKey,
  endings: readonly (Ending & { readonly booking: Booking })[],
  options: { now: Date; reason: string | null },
): Promise<void> {
  if (endings.length === 0) return;
  await lockQuotas(
    tx,
    session.palaceId,
    endings.map(({ booking }) => booking.person_id),
  );
  const pools = await lockPoolsOfSession(tx, session.palaceId, session.sessionId);
  await writeEndings(tx, endings, { ...options, revoked: true });
  const changes = endings
    .filter(({ booking }) => booking.status === 'held' || isCounted(booking))
    .map(({ booking }) => ({
      palaceId: booking.palace_id,
      poolId: booking.pool_id,
      held: booking.status === 'held' ? -booking.seats : 0,
      confirmed: booking.status === 'held' ? 0 : -booking.seats,
    }));
  if (changes.length > 0) await returnSeats(tx, deps, session, pools, changes, options.now);
}

/** Gives seats back to the locked pools of a session and offers them to who waits. */
export async function returnSeats(
  tx: Tx,
  deps: Deps,
  session: SessionKey,
  pools: readonly PoolRow[],
  changes: readonly PoolChange[],
  at: Date,
): Promise<void> {
  await changePools(tx, changes);
  if (pools.some((pool) => pool.excess > 0 || pool.returned_at !== null))
    await deps.bus.emit(tx, poolsOutdated, keyOf(session));
  const freed = Map.groupBy(changes, (change) => change.poolId);
  const now = pools.map((pool) => {
    const mine = freed.get(pool.id) ?? [];
    return {
      ...pool,
      held: mine.reduce((sum, change) => sum + change.held, pool.held),
      confirmed: mine.reduce((sum, change) => sum + change.confirmed, pool.confirmed),
    };
  });
  await offerSeats(tx, deps, session, now, at);
  await deps.bus.emit(tx, seatsChanged, keyOf(session));
}

/**
 * Offers the free seats of locked pools to who waits, first come first served; a booking that needs more seats than
 * are free does not stop smaller ones behind it. After this no waiting booking fits what is left.
 */
export async function offerSeats(
  tx: Tx,
  deps: Pick<Deps, 'bus'>,
  session: SessionKey,
  pools: readonly PoolRow[],
  now: Date,
): Promise<void> {
  const free = new Map(
    pools
      .filter((pool) => !pool.closed)
      .map((pool) => [pool.id, pool.capacity - pool.held - pool.confirmed] as const)
      .filter(([, seats]) => seats > 0),
  );
  const returned = returnedInto(pools, now);
  const open = (id: string) => [id, ...(returned.get(id) ?? [])];
  while (free.size > 0) {
    const waiting = await lockWaiting(tx, session, {
      pools: pools.map((pool) => pool.id).filter((id) => open(id).some((each) => free.has(each))),
      maxSeats: Math.max(...free.values()),
      now,
      limit: WAITING_BATCH,
    });
    const offers = await offersFor(tx, waiting, free, now, open);
    if (offers.length === 0) return;
    await writeOffers(tx, offers);
    await changePools(
      tx,
      offers.map((offer) => ({
        palaceId: offer.palace_id,
        poolId: offer.pool_id,
        held: offer.booking.seats,
        confirmed: 0,
      })),
    );
    await deps.bus.emit(
      tx,
      bookingOffered,
      ...offers.map((offer) => ({
        ...factOf(offer.booking),
        holdExpiresAt: offer.hold_expires_at.toISOString(),
      })),
    );
    for (const offer of offers) {
      const left = (free.get(offer.pool_id) ?? 0) - offer.booking.seats;
      if (left > 0) free.set(offer.pool_id, left);
      else free.delete(offer.pool_id);
    }
  }
}

async function offersFor(
  tx: Tx,
  waiting: readonly Booking[],
  free: ReadonlyMap<string, number>,
  now: Date,
  open: (poolId: string) => string[],
) {
  const rulesOf = await policyVersions(tx, waiting);
  const allotted = allotSeats(
    waiting.map((booking) => ({
      id: booking.id,
      seats: booking.seats,
      pools: booking.eligible_pools.flatMap(open),
    })),
    free,
  );
  return waiting.flatMap((booking) => {
    const poolId = allotted.get(booking.id);
    const until = holdUntil(rulesOf(booking), { startsAt: booking.starts_at, endsAt: booking.ends_at }, now);
    if (poolId === undefined || until === null) return [];
    return [
      {
        palace_id: booking.palace_id,
        id: booking.id,
        pool_id: poolId,
        hold_expires_at: until,
        booking,
      },
    ];
  });
}
