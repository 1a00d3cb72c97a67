import { addContestExternalCount, type ExternalCount } from '@wengong/contract';
import type { CountedElsewhere } from '../../../kernel/counted-elsewhere.ts';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { externalCountsIn, presentExternalCounts } from '../../media/index.ts';
import type { ContestKey } from '../contest.store.ts';
import { findContest } from '../find-contest.ts';
import { contestsNamed } from './external-counts.store.ts';

const counts = externalCountsIn('contest_external_count', 'contest_id');

export const contestsElsewhere: CountedElsewhere = {
  of: 'contest',
  named: contestsNamed,
  enter: counts.enter,
};

/** What other platforms counted of a contest: the latest number of each platform and kind. */
export const externalOf = async (
  reader: Reader | Tx,
  { keys }: Pick<Deps, 'keys'>,
  key: ContestKey,
): Promise<ExternalCount[]> =>
  presentExternalCounts(reader, keys, await counts.latest(reader, key.palaceId, key.contestId));

export const addContestExternalCountAction = handle(
  addContestExternalCount,
  async ({ params, body, actor, tx, deps, now }) => {
    await findContest(tx, params);
    const { asOf, ...given } = body;
    await counts.enter(tx, params.palaceId, [
      {
        ...given,
        subjectId: params.contestId,
        as_of: new Date(asOf),
        entered_by: actor.personId,
        entered_at: now,
      },
    ]);
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
