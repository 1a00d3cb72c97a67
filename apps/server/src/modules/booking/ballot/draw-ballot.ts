import { setImmediate as others } from 'node:timers/promises';
import {
  allot,
  drawKey,
  drawOrder,
  type EntryList,
  fromHex,
  isOutcomeWon,
  OUTCOME,
  readEntryLines,
  sha256,
  toHex,
} from '@wengong/ballot';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { type SessionForBooking, sessionsByIds } from '../../programme/index.ts';
import { seatsChanged } from '../booking.events.ts';
import type { PoolRow } from '../booking.tables.ts';
import { lockSession } from '../seats/lock-session.ts';
import { lockPoolsOfSession } from '../seats/pools.store.ts';
import { offerSeats } from '../seats/release-seats.ts';
import { ballotSettled } from './ballot.events.ts';
import { isDrawable } from './ballot.rules.ts';
import { partsOf } from './ballot-files.store.ts';
import { type Ballot, type BallotKey, ballotById, lockBallot, updateBallot } from './ballots.store.ts';
import { type BallotDeps, callOff, fixEntries } from './close-ballot.ts';
import { voidedLeaves } from './entries.store.ts';
import { judgeDrawn } from './judge-drawn.ts';
import { indexesOf } from './leaves.ts';
import { writeBookings, writeResult } from './write-draw.ts';

/** The drawn order, and all that it was made from. Pure: however often it is made, it is the same. */
export interface Drawn {
  readonly lines: Buffer;
  readonly list: EntryList;
  readonly order: Uint32Array;
  readonly seed: Uint8Array;
}

/**
 * Draws a closed ballot and publishes the result. The order is computed from what was published, before anything is
 * locked; then one transaction gives the places out, writes the result and reveals the seed. Killed at any moment it
 * leaves nothing behind, and run again it comes to the same order; run when it is drawn, it does nothing.
 */
export async function drawBallot(deps: Deps, key: BallotKey): Promise<void> {
  const ballot = await ballotById(deps.db.reader, key);
  if (ballot === undefined || !isDrawable(ballot)) return;
  const drawn = await computeOrder(deps.db.reader, deps, ballot);
  await deps.db.transact((tx) => settleDrawn(tx, deps, key, drawn, deps.clock.now()));
}

/** Closes and draws a ballot in an open transaction, as of the given instants: for data that tells of the past. */
export async function closeAndDraw(
  tx: Tx,
  deps: BallotDeps,
  key: BallotKey,
  at: { readonly closed: Date; readonly drawn: Date },
): Promise<void> {
  await fixEntries(tx, deps, key, at.closed);
  const ballot = await ballotById(tx, key);
  if (ballot === undefined || !isDrawable(ballot)) return;
  await settleDrawn(tx, deps, key, await computeOrder(tx, deps, ballot), at.drawn);
}

async function settleDrawn(tx: Tx, deps: BallotDeps, key: BallotKey, drawn: Drawn, now: Date): Promise<void> {
  const ballot = await lockBallot(tx, key);
  if (ballot === undefined || !isDrawable(ballot)) return;
  const locked = await lockSession(tx, { palaceId: key.palaceId, sessionId: ballot.session_id });
  if (locked === null) return;
  const { session, pools } = locked;
  if (session.status === 'cancelled') return callOff(tx, deps, ballot, now);
  await settle(tx, deps, { ballot, session, drawn, now }, pools);
}

/** Reads the published entry lines and puts them in the drawn order, letting others have the processor meanwhile. */
async function computeOrder(reader: Reader | Tx, deps: BallotDeps, ballot: Ballot): Promise<Drawn> {
  const parts: Buffer[] = [];
  const key = { palaceId: ballot.palace_id, ballotId: ballot.id };
  for await (const { body } of partsOf(reader, key, 'entries')) parts.push(body);
  const lines = Buffer.concat(parts);
  const entrySetHash = sha256(lines);
  const seed = fromHex(deps.keys.open(ballot.seed_sealed));
  if (seed === null || toHex(entrySetHash) !== ballot.entry_set_hash?.toString('hex'))
    throw new Error(`ballot ${ballot.id}: entries or seed are not those that were published`);
  const list = readEntryLines(lines);
  const drawKeyBytes = drawKey(seed, entrySetHash, ballot.public_value);
  const order = await drawOrder(list, drawKeyBytes, () => others());
  return { lines, list, order, seed };
}

export interface Draw {
  readonly ballot: Ballot;
  readonly session: SessionForBooking;
  readonly drawn: Drawn;
  readonly now: Date;
}

/** Gives the places out under the lock of the pools. */
async function settle(tx: Tx, deps: BallotDeps, draw: Draw, pools: readonly PoolRow[]): Promise<void> {
  const { ballot, session, drawn, now } = draw;
  const key = { palaceId: ballot.palace_id, ballotId: ballot.id };
  const drawnFrom = poolsOfDraw(ballot, pools);
  const places = drawnFrom.map((pool, index) => ({
    pool: index === 0 ? 'general' : `R${index}`,
    seats: pool === undefined ? 0 : Math.max(0, pool.capacity - pool.held - pool.confirmed),
  }));
  const voided = indexesOf(drawn.list, await voidedLeaves(tx, key));
  const judged = new Set<number>();
  let outcomes = allot(drawn.list, drawn.order, places, ballot.waiting_places, voided);
  while (await judgeDrawn(tx, draw, { outcomes, drawnFrom, judged, voided })) {
    outcomes = allot(drawn.list, drawn.order, places, ballot.waiting_places, voided);
  }
  const shown = (await sessionsByIds(tx, [session])).get(session.sessionId);
  const header = {
    palace: shown?.palaceName ?? '',
    title: session.activity.title,
    places,
  };
  const text = await writeResult(tx, draw, outcomes, header);
  await writeBookings(tx, draw, { outcomes, drawnFrom, pools });
  await updateBallot(tx, ballot, {
    drawn_at: now,
    seed: Buffer.from(drawn.seed),
    header: text,
    won: outcomes.filter(isOutcomeWon).length,
    waiting: outcomes.filter((outcome) => outcome === OUTCOME.waiting).length,
    voided: voided.size,
  });
  await offerSeats(tx, deps, session, await lockPoolsOfSession(tx, ballot.palace_id, ballot.session_id), now);
  await deps.bus.emit(tx, seatsChanged, { palaceId: ballot.palace_id, sessionId: ballot.session_id });
  await deps.bus.emit(tx, ballotSettled, { palaceId: ballot.palace_id, ballotId: ballot.id, after: null });
}

/** Everybody's pool, and the reserved ones as the entries count them; one that is gone or closed gives nothing. */
function poolsOfDraw(ballot: Ballot, pools: readonly PoolRow[]): (PoolRow | undefined)[] {
  const open = pools.filter((pool) => !pool.closed);
  return [
    open.find((pool) => pool.kind === 'general'),
    ...ballot.reserved_pools.map((id) => open.find((pool) => pool.id === id)),
  ];
}
