import type { Tx } from '../../../kernel/db.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import type { PoolRow } from '../booking.tables.ts';
import { ensurePools, lockPoolsOfSession } from './pools.store.ts';
import type { SessionKey } from './release-seats.ts';

/** A session as it is while its pools, all of them locked, are brought into line with it. */
export interface LockedSession {
  readonly session: SessionForBooking;
  readonly pools: readonly PoolRow[];
  /** The pools were made by this: nobody can have booked yet. */
  readonly made: boolean;
}

/**
 * Locks the pools of a session, made where it has none yet, and only then reads the session. Read before the lock it
 * may have been called off and its pools closed meanwhile; whoever writes pools by such a session opens them again, and
 * who booked keeps a place in what does not take place. What the host changes from now on is followed under the same
 * lock, later. Null: there is no such session.
 */
export async function lockSession(
  tx: Tx,
  { palaceId, sessionId }: SessionKey,
): Promise<LockedSession | null> {
  const known = await lockPoolsOfSession(tx, palaceId, sessionId);
  const session = await sessionForBooking(tx, palaceId, sessionId);
  if (session === null) return null;
  if (known.length > 0) return { session, pools: known, made: false };
  const made = await ensurePools(tx, [session]);
  const pools = await lockPoolsOfSession(tx, palaceId, sessionId);
  const current = (await sessionForBooking(tx, palaceId, sessionId)) ?? session;
  return { session: current, pools, made: pools.every((pool) => made.has(pool.id)) };
}

/**
 * Whether the host has called off or moved a session since it was read, asked under the lock of its pools: what is
 * booked by the older facts may not be looked at again.
 */
export async function changedSince(tx: Tx, read: SessionForBooking): Promise<boolean> {
  const current = await sessionForBooking(tx, read.palaceId, read.sessionId);
  return (
    current?.status !== read.status ||
    current.startsAt.getTime() !== read.startsAt.getTime() ||
    current.endsAt.getTime() !== read.endsAt.getTime()
  );
}
