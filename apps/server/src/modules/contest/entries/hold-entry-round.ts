import type { Tx } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { type ContestKey, lockRound } from '../contest.store.ts';

/**
 * Holds the round an entry is in, before the entry itself is locked, so that it neither joins nor leaves a round while
 * that is being closed. Throws `round-closed`.
 */
export async function holdEntryRound(tx: Tx, key: ContestKey, number: number): Promise<number> {
  const round = await lockRound(tx, key, number);
  if (round === undefined || round.state === 'closed') throw new Problem('round-closed');
  return round.round;
}
