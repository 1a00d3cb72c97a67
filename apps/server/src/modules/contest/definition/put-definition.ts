import { putContestDefinition } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { judgeChange } from '../contest.rules.ts';
import { insertVersion, roundsOf, updateContest } from '../contest.store.ts';
import { holdContest } from '../find-contest.ts';
import { staffContestOf } from './staff-contest.ts';

export const putContestDefinitionAction = handle(
  putContestDefinition,
  async ({ params, body, actor, tx, now }) => {
    const contest = await holdContest(tx, params);
    if (contest.version !== body.version) throw new Problem('contest-version-changed');
    if (contest.state === 'finished' || contest.state === 'called_off') throw new Problem('contest-state');
    if (contest.state === 'published') {
      const closed = (await roundsOf(tx, params)).filter((each) => each.state === 'closed').length;
      const fault = judgeChange(contest.definition, body.definition, { closed, now });
      if (fault?.code === 'contest-round-begun') throw new Problem(fault.code, { round: fault.round });
      if (fault !== null) throw new Problem(fault.code);
    }
    const version = contest.version + 1;
    await insertVersion(tx, params, { version, definition: body.definition, by: actor.personId, at: now });
    await updateContest(tx, params, { version });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: 'contest.change',
      subject: { type: 'contest', id: params.contestId },
      before: contest.definition,
      after: body.definition,
      at: now,
    });
    return staffContestOf(tx, params, now);
  },
);
