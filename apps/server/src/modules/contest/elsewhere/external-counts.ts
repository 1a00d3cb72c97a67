import { addContestExternalCount, type ExternalCount } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { presentExternalCounts } from '../../media/index.ts';
import type { ContestKey } from '../contest.store.ts';
import { findContest } from '../find-contest.ts';
import { externalCountsOfContest, insertExternalCount } from './external-counts.store.ts';

/** What other platforms counted of a contest: the latest number of each platform and kind. */
export const externalOf = async (
  reader: Reader | Tx,
  { keys }: Pick<Deps, 'keys'>,
  key: ContestKey,
): Promise<ExternalCount[]> =>
  presentExternalCounts(reader, keys, await externalCountsOfContest(reader, key));

export const addContestExternalCountAction = handle(
  addContestExternalCount,
  async ({ params, body, actor, tx, deps, now }) => {
    await findContest(tx, params);
    const { asOf, ...given } = body;
    await insertExternalCount(tx, params, {
      ...given,
      as_of: new Date(asOf),
      entered_by: actor.personId,
      entered_at: now,
    });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'contest.external-count',
      subject: { type: 'contest', id: params.contestId },
      after: body,
      at: now,
    });
    return { items: await externalOf(tx, deps, params) };
  },
);
