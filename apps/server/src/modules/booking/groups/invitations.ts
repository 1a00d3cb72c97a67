import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { poolsOutdated, seatsChanged } from '../booking.events.ts';
import type { GroupSeatRow } from '../booking.tables.ts';
import { changePools, lockPoolsOfSession } from '../seats/pools.store.ts';
import { offerSeats, type SessionKey } from '../seats/release-seats.ts';
import { endInvitations, lockExpired, sessionsWithExpired } from './groups.store.ts';

/** Ends locked invitations of one session and offers their seats on. */
export async function endAll(
  tx: Tx,
  deps: Deps,
  key: SessionKey,
  seats: readonly GroupSeatRow[],
  status: 'lapsed' | 'withdrawn',
): Promise<void> {
  if (seats.length === 0) return;
  const now = deps.clock.now();
  await lockPoolsOfSession(tx, key.palaceId, key.sessionId);
  await endInvitations(tx, seats, status, now);
  await changePools(
    tx,
    seats.map((seat) => ({ palaceId: seat.palace_id, poolId: seat.pool_id, held: -1, confirmed: 0 })),
  );
  const pools = await lockPoolsOfSession(tx, key.palaceId, key.sessionId);
  await offerSeats(tx, deps, key, pools, now);
  const topic = { palaceId: key.palaceId, sessionId: key.sessionId };
  // Seats of an allotment that has returned belong to the one above.
  if (pools.some((pool) => pool.excess > 0 || pool.returned_at !== null)) {
    await deps.bus.emit(tx, poolsOutdated, topic);
  }
  await deps.bus.emit(tx, seatsChanged, topic);
}

/** Ends what has run out of a session's invitations. */
export async function lapseInvitations(tx: Tx, deps: Deps, key: SessionKey): Promise<void> {
  await endAll(tx, deps, key, await lockExpired(tx, key, deps.clock.now()), 'lapsed');
}

/** Sessions looked at in one run; the rest waits for the next minute. */
const BATCH = 500;

export async function lapseAllInvitations(deps: Deps): Promise<void> {
  for (const key of await sessionsWithExpired(deps.db.reader, deps.clock.now(), BATCH)) {
    await deps.db.transact((tx) => lapseInvitations(tx, deps, key));
  }
}
