import {
  ENTRY_LINE,
  type Header,
  isOutcomeWon,
  OUTCOME,
  ranksOf,
  resultFormat,
  toHex,
  wonFrom,
  writeResultLines,
} from '@wengong/ballot';
import type { Tx } from '../../../kernel/db.ts';
import { deadlineOf } from '../booking.rules.ts';
import type { PoolRow } from '../booking.tables.ts';
import { ensurePolicies, policyInForce } from '../rules/policy.store.ts';
import { isOpenTo } from '../seats/seats.rules.ts';
import { confirmUntil, queuedAt } from './ballot.rules.ts';
import { insertParts, PART_LINES } from './ballot-files.store.ts';
import { type DrawnBooking, writeDrawn } from './draw.store.ts';
import type { Draw } from './draw-ballot.ts';
import { type Entry, entriesByLeaves } from './entries.store.ts';
import { leafAt } from './leaves.ts';

/** Parts written by one statement. */
const AT_ONCE = 16;

/** Writes the result lines and returns the file's first line. */
export async function writeResult(
  tx: Tx,
  { ballot, drawn, now }: Draw,
  outcomes: Uint8Array,
  about: Pick<Header, 'palace' | 'title' | 'places'>,
): Promise<string> {
  const ranks = ranksOf(drawn.order);
  const parts = Math.ceil(drawn.list.count / PART_LINES);
  for (let from = 0; from < parts; from += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, parts - from) }, (_, more) => {
      const part = from + more;
      const lines = drawn.lines.subarray(
        part * PART_LINES * ENTRY_LINE,
        (part + 1) * PART_LINES * ENTRY_LINE,
      );
      return {
        palace_id: ballot.palace_id,
        ballot_id: ballot.id,
        kind: 'result' as const,
        part,
        first_leaf: Buffer.from(leafAt(drawn.list, part * PART_LINES), 'hex'),
        body: Buffer.from(writeResultLines(lines, ranks, outcomes, part * PART_LINES).buffer),
      };
    });
    await insertParts(tx, rows);
  }
  const header: Header = {
    format: resultFormat,
    ballot: ballot.id,
    ...about,
    closedAt: ballot.closed_at?.toISOString() ?? '',
    drawnAt: now.toISOString(),
    commitment: ballot.commitment.toString('hex'),
    entrySetHash: ballot.entry_set_hash?.toString('hex') ?? '',
    entries: drawn.list.count,
    publicSource: ballot.public_source,
    publicValue: ballot.public_value,
    seed: toHex(drawn.seed),
    waiting: ballot.waiting_places,
  };
  return JSON.stringify(header);
}

/** Makes the bookings: won places are held until they are confirmed, and the waiting list is in the drawn order. */
export async function writeBookings(
  tx: Tx,
  draw: Draw,
  {
    outcomes,
    drawnFrom,
    pools,
  }: {
    readonly outcomes: Uint8Array;
    readonly drawnFrom: readonly (PoolRow | undefined)[];
    readonly pools: readonly PoolRow[];
  },
): Promise<void> {
  const { ballot, session, drawn, now } = draw;
  await ensurePolicies(tx, [ballot.palace_id], now);
  const policy = await policyInForce(tx, ballot.palace_id, now);
  const chosen = [...drawn.order].filter((index) => {
    const outcome = outcomes[index] as number;
    return isOutcomeWon(outcome) || outcome === OUTCOME.waiting;
  });
  const leaves = chosen.map((index) => leafAt(drawn.list, index));
  const key = { palaceId: ballot.palace_id, ballotId: ballot.id };
  const entries = new Map((await entriesByLeaves(tx, key, leaves)).map((entry) => [entry.leaf_text, entry]));
  const until = confirmUntil(now, ballot.confirm_minutes, deadlineOf(session));
  const bookings = chosen.flatMap((index, place): DrawnBooking[] => {
    const entry = entries.get(leaves[place] ?? '');
    const outcome = outcomes[index] as number;
    const open = entry === undefined ? [] : poolsOpenTo(pools, entry, now);
    const pool = isOutcomeWon(outcome) ? drawnFrom[outcome - wonFrom(0)]?.id : open[0];
    if (entry === undefined || pool === undefined) return [];
    return [
      {
        palace_id: ballot.palace_id,
        id: entry.id,
        session_id: ballot.session_id,
        person_id: entry.person_id,
        pool_id: pool,
        eligible_pools: open,
        seats: entry.seats,
        status: isOutcomeWon(outcome) ? 'held' : 'waitlisted',
        policy_version: policy.version,
        price_fen: entry.price_fen,
        member_price: entry.member_price,
        starts_at: session.startsAt,
        ends_at: session.endsAt,
        queued_at: queuedAt(now, place, chosen.length),
        hold_expires_at: isOutcomeWon(outcome) ? until : null,
        companions: entry.companions,
      },
    ];
  });
  await writeDrawn(tx, bookings);
}

const poolsOpenTo = (pools: readonly PoolRow[], entry: Entry, now: Date): string[] =>
  pools.filter((pool) => isOpenTo(pool, entry.tokens, now)).map((pool) => pool.id);
