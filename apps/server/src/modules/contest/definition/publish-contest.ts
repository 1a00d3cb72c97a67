import { publishContest } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { insertRounds, updateContest } from '../contest.store.ts';
import { holdContest } from '../find-contest.ts';
import { staffContestOf } from './staff-contest.ts';

/** The first round is open from then on; when it is voted on and judged its times say. */
export const publishContestAction = handle(publishContest, async ({ params, actor, tx, now }) => {
  const contest = await holdContest(tx, params);
  if (contest.state !== 'draft') throw new Problem('contest-state');
  await updateContest(tx, params, { state: 'published', published_at: now });
  await insertRounds(tx, params, contest.definition.rounds.length);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'contest.publish',
    subject: { type: 'contest', id: params.contestId },
    after: { version: contest.version },
    at: now,
  });
  return staffContestOf(tx, params, now);
});
