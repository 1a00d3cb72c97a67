import type { Reader, Tx } from '../../kernel/db.ts';
import { Problem } from '../../kernel/errors.ts';
import { type Contest, type ContestKey, contestById, lockContest } from './contest.store.ts';
import type { ContestRoundRow } from './contest.tables.ts';

/** A contest that everybody may see. Throws `not-found` for a draft. */
export async function findPublished(reader: Reader | Tx, key: ContestKey): Promise<Contest> {
  const contest = await contestById(reader, key);
  if (contest === undefined || contest.state === 'draft') throw new Problem('not-found');
  return contest;
}

/** A contest of a palace, drafts too. Throws `not-found`. */
export async function findContest(reader: Reader | Tx, key: ContestKey): Promise<Contest> {
  const contest = await contestById(reader, key);
  if (contest === undefined) throw new Problem('not-found');
  return contest;
}

/** A contest, held until the transaction ends. Throws `not-found`. */
export async function holdContest(tx: Tx, key: ContestKey): Promise<Contest> {
  const contest = await lockContest(tx, key);
  if (contest === undefined) throw new Problem('not-found');
  return contest;
}

/** The round under way: the first that is open. Undefined before the contest is published and after the last round. */
export const openRound = (rounds: readonly ContestRoundRow[]): ContestRoundRow | undefined =>
  rounds.find((round) => round.state === 'open');
