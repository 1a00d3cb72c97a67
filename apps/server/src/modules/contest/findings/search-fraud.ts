import type { Tx } from '../../../kernel/db.ts';
import { type ContestKey, lockRound, roundsOf } from '../contest.store.ts';
import { openRound } from '../find-contest.ts';
import { SEARCHED_MS, suspicion } from './findings.rules.ts';
import { putFinding } from './findings.store.ts';
import { searchVotes } from './search.store.ts';

/** Looks through the latest votes of the round under way. Returns how many findings are new. */
export async function searchFraud(tx: Tx, key: ContestKey, now: Date): Promise<number> {
  const round = openRound(await roundsOf(tx, key));
  if (round === undefined) return 0;
  const since = new Date(now.getTime() - SEARCHED_MS);
  const suspects = await searchVotes(tx, { ...key, round: round.round, since, limits: suspicion });
  if (suspects.length === 0) return 0;
  // Held only to write: while it was searched, people went on voting.
  const held = await lockRound(tx, key, round.round);
  if (held?.state !== 'open') return 0;
  let found = 0;
  for (const suspect of suspects) {
    if (await putFinding(tx, key, round.round, suspect, now)) found += 1;
  }
  return found;
}
