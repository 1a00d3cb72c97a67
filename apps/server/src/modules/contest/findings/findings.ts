import { decideContestFinding, listContestFindings, searchContestFraud } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { findContest } from '../find-contest.ts';
import { findingById, findingsOf } from './findings.store.ts';
import { presentFindings } from './present-findings.ts';
import { ruleOnFinding } from './rule-on-finding.ts';
import { searchFraud } from './search-fraud.ts';

export const listContestFindingsAction = handle(
  listContestFindings,
  async ({ params, actor, reader, deps }) => {
    await findContest(reader, params);
    const findings = await findingsOf(reader, params, 200);
    return { items: await presentFindings(reader, deps, findings, actor.personId) };
  },
);

export const searchContestFraudAction = handle(searchContestFraud, async ({ params, actor, tx, now }) => {
  await findContest(tx, params);
  const found = await searchFraud(tx, params, now);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'contest.search-fraud',
    subject: { type: 'contest', id: params.contestId },
    after: { found },
    at: now,
  });
  return { found };
});

export const decideContestFindingAction = handle(
  decideContestFinding,
  async ({ params, body, actor, tx, deps, now }) => {
    const { before, state } = await ruleOnFinding(tx, deps, params, { ...body, by: actor.personId, now });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: `contest-finding.${body.decision}`,
      subject: { type: 'contest-finding', id: before.id },
      before: { state: before.state, kind: before.kind, votes: before.votes, figures: before.figures },
      after: { state, reason: body.reason },
      at: now,
    });
    const after = await findingById(tx, params, before.id);
    const [presented] = await presentFindings(tx, deps, after === undefined ? [] : [after], actor.personId);
    if (presented === undefined) throw new Problem('not-found');
    return presented;
  },
);
