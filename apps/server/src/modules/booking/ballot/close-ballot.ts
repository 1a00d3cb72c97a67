import { createHash } from 'node:crypto';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { standingsOf } from '../../identity/index.ts';
import { type SessionForBooking, sessionForBooking } from '../../programme/index.ts';
import type { PoolRow } from '../booking.tables.ts';
import { ensurePools, seatsOfSession } from '../seats/pools.store.ts';
import { isOpenTo, tokensOf } from '../seats/seats.rules.ts';
import { ballotSettled } from './ballot.events.ts';
import { voidReasonOf } from './ballot.rules.ts';
import { partsOf, writeEntryLines } from './ballot-files.store.ts';
import { type Ballot, type BallotKey, lockBallot, updateBallot } from './ballots.store.ts';
import { enteredAfter, type Judged, writeJudged } from './entries.store.ts';

/** What closing and drawing need of the app. */
export type BallotDeps = Pick<Deps, 'bus' | 'keys'>;

/** Entrants that are looked at again together. */
const BATCH = 2000;
/** Reserved pools that a ballot knows at most: a bit each. */
const MOST_RESERVED = 15;

/**
 * Fixes the entries of a ballot whose time has come, in one transaction: who may not take part any more is taken out
 * with a reason, the lines are written, and their hash is published. From then on the database refuses any change.
 * Run again it does nothing.
 */
export async function closeBallot(deps: Deps, key: BallotKey): Promise<void> {
  await deps.db.transact((tx) => fixEntries(tx, deps, key, deps.clock.now()));
}

/** What `closeBallot` does, in an open transaction. */
export async function fixEntries(tx: Tx, deps: BallotDeps, key: BallotKey, now: Date): Promise<void> {
  const ballot = await lockBallot(tx, key);
  if (ballot === undefined || ballot.closed_at !== null || ballot.called_off_at !== null) return;
  if (now < ballot.closes_at) return;
  const session = await sessionForBooking(tx, key.palaceId, ballot.session_id);
  if (session === null) return;
  if (session.status === 'cancelled') return callOff(tx, deps, ballot, now);
  await ensurePools(tx, [session]);
  const { pools } = await seatsOfSession(tx, key.palaceId, ballot.session_id);
  const reserved = reservedOf(pools);
  await judgeAgain(tx, key, session, reserved, now);
  const counted = await writeEntryLines(tx, key);
  await updateBallot(tx, ballot, {
    closed_at: now,
    entry_set_hash: await hashOfEntries(tx, key),
    reserved_pools: reserved.map((pool) => pool.id),
    ...counted,
  });
}

/** Ends a ballot whose session does not take place. Who entered is told. */
export async function callOff(tx: Tx, deps: BallotDeps, ballot: Ballot, now: Date): Promise<void> {
  await updateBallot(tx, ballot, { called_off_at: now });
  await deps.bus.emit(tx, ballotSettled, { palaceId: ballot.palace_id, ballotId: ballot.id, after: null });
}

/** Pools that are drawn from before everybody's. What is kept for the desk or for named people is not drawn. */
export const reservedOf = (pools: readonly PoolRow[]): PoolRow[] =>
  pools.filter((pool) => pool.kind === 'category' || pool.kind === 'union').slice(0, MOST_RESERVED);

/** The reserved pools that somebody may draw from, a bit each. */
const poolBits = (reserved: readonly PoolRow[], tokens: readonly string[], now: Date): number =>
  reserved.reduce((bits, pool, index) => (isOpenTo(pool, tokens, now) ? bits | (1 << index) : bits), 0);

async function judgeAgain(
  tx: Tx,
  key: BallotKey,
  session: SessionForBooking,
  reserved: readonly PoolRow[],
  now: Date,
): Promise<void> {
  if (session.activity.openTo === 'everyone' && reserved.length === 0) return;
  let after: string | null = null;
  for (;;) {
    const entries = await enteredAfter(tx, key, after, BATCH);
    const standings = await standingsOf(
      tx,
      entries.map((entry) => entry.person_id),
      now,
    );
    const judged = entries.map((entry): Judged => {
      const standing = standings.get(entry.person_id) ?? { member: false, categories: [], memberOf: [] };
      const tokens = tokensOf(standing);
      return {
        id: entry.id,
        void_reason: voidReasonOf(session.activity, standing),
        pools: poolBits(reserved, tokens, now),
        tokens,
      };
    });
    await writeJudged(tx, key.palaceId, judged);
    const last = entries.at(-1);
    if (last === undefined || entries.length < BATCH) return;
    after = last.id;
  }
}

async function hashOfEntries(tx: Tx, key: BallotKey): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const { body } of partsOf(tx, key, 'entries')) hash.update(body);
  return hash.digest();
}
