import { callOffContest } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { updateContest } from '../contest.store.ts';
import { holdContest } from '../find-contest.ts';
import { staffContestOf } from './staff-contest.ts';

export const callOffContestAction = handle(callOffContest, async ({ params, body, actor, tx, now }) => {
  const contest = await holdContest(tx, params);
  if (contest.state !== 'published') throw new Problem('contest-state');
  await updateContest(tx, params, { state: 'called_off', ended_at: now, call_off_reason: body.reason });
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'contest.call-off',
    subject: { type: 'contest', id: params.contestId },
    after: { reason: body.reason },
    at: now,
  });
  return staffContestOf(tx, params, now);
});
