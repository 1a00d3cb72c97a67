import type { StaffContest } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import { presentContests } from '../contest.present.ts';
import type { ContestKey } from '../contest.store.ts';
import { findContest } from '../find-contest.ts';
import { deskFigures } from './desk.store.ts';

/** A contest as its staff see it. Throws `not-found`. */
export async function staffContestOf(reader: Reader | Tx, key: ContestKey, now: Date): Promise<StaffContest> {
  const [shown] = await presentContests(reader, [await findContest(reader, key)], now);
  if (shown === undefined) throw new Error('a contest that was found is shown');
  return { ...shown, me: null, ...(await deskFigures(reader, key)) };
}
