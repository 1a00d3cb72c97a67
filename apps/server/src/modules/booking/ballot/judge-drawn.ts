import { isOutcomeWon, OUTCOME, wonFrom } from '@wengong/ballot';
import type { Tx } from '../../../kernel/db.ts';
import { standingsOf } from '../../identity/index.ts';
import type { PoolRow } from '../booking.tables.ts';
import { isOpenTo, tokensOf } from '../seats/seats.rules.ts';
import { voidReasonOf } from './ballot.rules.ts';
import type { VoidReason } from './ballot.tables.ts';
import type { Draw } from './draw-ballot.ts';
import { entriesByLeaves, voidEntries } from './entries.store.ts';
import { indexesOf, leafAt } from './leaves.ts';

/**
 * Looks again at those who would get a place or wait: who may not take part any more is voided, and the draw passes
 * over them. `judged` and `voided` grow. Returns whether somebody was voided, so that the places are given out anew.
 */
export async function judgeDrawn(
  tx: Tx,
  { ballot, session, drawn, now }: Draw,
  state: {
    readonly outcomes: Uint8Array;
    readonly drawnFrom: readonly (PoolRow | undefined)[];
    readonly judged: Set<number>;
    readonly voided: Map<number, number>;
  },
): Promise<boolean> {
  if (session.activity.openTo === 'everyone' && ballot.reserved_pools.length === 0) return false;
  const fresh: number[] = [];
  for (const [index, outcome] of state.outcomes.entries()) {
    const concerned = isOutcomeWon(outcome) || outcome === OUTCOME.waiting;
    if (concerned && !state.judged.has(index)) fresh.push(index);
  }
  for (const index of fresh) state.judged.add(index);
  const byLeaf = new Map(fresh.map((index) => [leafAt(drawn.list, index), index]));
  const key = { palaceId: ballot.palace_id, ballotId: ballot.id };
  const entries = await entriesByLeaves(tx, key, [...byLeaf.keys()]);
  const standings = await standingsOf(
    tx,
    entries.map((entry) => entry.person_id),
    now,
  );
  const voids: { id: string; leaf: string; reason: VoidReason }[] = [];
  for (const entry of entries) {
    const standing = standings.get(entry.person_id) ?? { member: false, categories: [], memberOf: [] };
    const outcome = state.outcomes[byLeaf.get(entry.leaf_text) ?? -1] ?? 0;
    const pool = isOutcomeWon(outcome) ? state.drawnFrom[outcome - wonFrom(0)] : undefined;
    const lost = pool !== undefined && !isOpenTo(pool, tokensOf(standing), now);
    const reason = voidReasonOf(session.activity, standing) ?? (lost ? 'category-ended' : null);
    if (reason !== null) voids.push({ id: entry.id, leaf: entry.leaf_text, reason });
  }
  await voidEntries(tx, ballot.palace_id, voids, now);
  for (const [index, outcome] of indexesOf(drawn.list, voids)) state.voided.set(index, outcome);
  return voids.length > 0;
}
