import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { defineJob, enqueue } from '../../../kernel/jobs.ts';
import { seatsChanged } from '../booking.events.ts';
import { deadlineOf } from '../booking.rules.ts';
import type { PoolRow } from '../booking.tables.ts';
import { lapseInvitations } from '../groups/invitations.ts';
import { type LockedSession, lockSession } from '../seats/lock-session.ts';
import { insertPool, lockPoolsOfSession, revisePools } from '../seats/pools.store.ts';
import { offerSeats, type SessionKey } from '../seats/release-seats.ts';
import {
  type AllotmentWish,
  freeOf,
  hasReturned,
  MOST_ALLOTMENTS,
  poolOf,
  returnDue,
} from './allotments.rules.ts';
import { sessionsToReturn } from './allotments.store.ts';

/** Returns the due allotments of a session; with an empty payload, of all sessions. */
export const returnAllotments = defineJob<Partial<SessionKey>>('booking.return-allotments');

/** The pools of a session, all of them locked, with what they are made from. */
export type SharedOut = Pick<LockedSession, 'session' | 'pools'>;

/** Locks the pools of a session that seats can still be set apart of. Throws `not-found`, `booking-closed`, … */
export async function lockSharedOut(tx: Tx, key: SessionKey, now: Date): Promise<SharedOut> {
  const locked = await lockSession(tx, key);
  if (locked === null) throw new Problem('not-found');
  if (locked.session.status === 'cancelled') throw new Problem('session-called-off');
  if (now >= deadlineOf(locked.session)) throw new Problem('booking-closed');
  return locked;
}

/** Shares the seats of locked pools out anew, as `pools` wants them, and offers on what came free. */
export async function shareOut(
  tx: Tx,
  deps: Deps,
  { session }: SharedOut,
  pools: readonly PoolRow[],
  now: Date,
): Promise<void> {
  await revisePools(tx, session, pools, session.status === 'cancelled');
  const after = await lockPoolsOfSession(tx, session.palaceId, session.sessionId);
  await offerSeats(tx, deps, session, after, now);
  await deps.bus.emit(tx, seatsChanged, { palaceId: session.palaceId, sessionId: session.sessionId });
  for (const pool of pools) await returnOnTime(tx, pool);
}

/** Punctual for those who wait: the job of every minute would do. */
async function returnOnTime(tx: Tx, pool: PoolRow): Promise<void> {
  if (pool.returns_at === null || pool.returned_at !== null) return;
  const key = { palaceId: pool.palace_id, sessionId: pool.session_id };
  await enqueue(tx, returnAllotments, key, {
    runAt: pool.returns_at,
    key: `return-allotment ${pool.id}`,
  });
}

/** Sets seats apart, carved out of what has them free now. Throws `allotment-no-room`, `allotment-returned`, …. */
export async function setApart(
  tx: Tx,
  deps: Deps,
  shared: SharedOut,
  wish: AllotmentWish,
  now: Date,
): Promise<PoolRow> {
  const { pools } = shared;
  if (pools.filter((pool) => pool.seats !== null).length >= MOST_ALLOTMENTS) {
    throw new Problem('too-many-allotments', { max: MOST_ALLOTMENTS });
  }
  const everybody = pools.find((pool) => pool.depth === 0);
  if (everybody === undefined) throw new Problem('session-changed');
  if (wish.parent !== null && hasReturned(wish.parent, now)) throw new Problem('allotment-returned');
  const free = freeOf(wish.parent ?? everybody);
  if (wish.seats > free) throw new Problem('allotment-no-room', { free });
  const pool = poolOf(everybody, wish, now);
  await insertPool(tx, pool);
  await shareOut(tx, deps, shared, [...pools, pool], now);
  return pool;
}

/** Gives the unused seats of a session's due allotments back to what they were carved out of. */
export async function returnSession(tx: Tx, deps: Deps, key: SessionKey): Promise<void> {
  const now = deps.clock.now();
  await lapseInvitations(tx, deps, key);
  const locked = await lockSession(tx, key);
  if (locked === null) return;
  const due = returnDue(locked.pools, now);
  if (due.every((pool, index) => pool === locked.pools[index])) return;
  await shareOut(tx, deps, locked, due, now);
}

/** Sessions looked at in one run; the rest waits for the next minute. */
const BATCH = 500;

/** What no punctual job has returned. */
export async function returnAllDue(deps: Deps): Promise<void> {
  for (const key of await sessionsToReturn(deps.db.reader, deps.clock.now(), BATCH)) {
    await deps.db.transact((tx) => returnSession(tx, deps, key));
  }
}
