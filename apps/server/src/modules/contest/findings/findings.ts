import { decideContestFinding, listContestFindings, searchContestFraud } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { contestAppealDecided, contestVotesVoided } from '../contest.events.ts';
import { lockRound } from '../contest.store.ts';
import { findContest } from '../find-contest.ts';
import { upholdRest } from './appeals.store.ts';
import { decideFinding, type FindingSeen, findingById, findingsOf } from './findings.store.ts';
import { presentFindings } from './present-findings.ts';
import { restoreVotes, voidVotes, votersOf } from './rulings.store.ts';
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

const decided = { void: 'voided', dismiss: 'dismissed', restore: 'restored' } as const;

export const decideContestFindingAction = handle(
  decideContestFinding,
  async ({ params, body, actor, tx, deps, now }) => {
    const seen = await findingById(tx, params, params.findingId);
    if (seen === undefined) throw new Problem('not-found');
    const round = await lockRound(tx, params, seen.round);
    if (round?.state !== 'open') throw new Problem('round-closed');
    const finding = await findingById(tx, params, params.findingId);
    const isOpen = finding?.state === (body.decision === 'restore' ? 'voided' : 'open');
    if (finding === undefined || !isOpen) throw new Problem('finding-decided');
    if (body.decision === 'void') await voidVotes(tx, finding, now);
    if (body.decision === 'restore')
      await restoreVotes(tx, finding, { kind: 'restore', personId: null, now });
    const state = decided[body.decision];
    await decideFinding(tx, finding, {
      state,
      reason: body.reason,
      decided_by: actor.personId,
      decided_at: now,
    });
    await tellVoters(tx, deps, finding, { ...body, by: actor.personId, now });
    await recordAudit(tx, {
      palaceId: params.palaceId,
      actor,
      action: `contest-finding.${body.decision}`,
      subject: { type: 'contest-finding', id: finding.id },
      before: { state: finding.state, kind: finding.kind, votes: finding.votes, figures: finding.figures },
      after: { state, reason: body.reason },
      at: now,
    });
    const after = await findingById(tx, params, finding.id);
    const [presented] = await presentFindings(tx, deps, after === undefined ? [] : [after], actor.personId);
    if (presented === undefined) throw new Problem('not-found');
    return presented;
  },
);

/** People told at once. */
const TOLD = 2000;

/** Whose votes were voided learns it with the reason, and who appealed that they were given back. */
async function tellVoters(
  tx: Tx,
  deps: Deps,
  finding: FindingSeen,
  { decision, reason, by, now }: { decision: string; reason: string; by: string; now: Date },
): Promise<void> {
  if (decision === 'dismiss') return;
  const key = { palaceId: finding.palace_id, contestId: finding.contest_id };
  const { definition } = await findContest(tx, key);
  const fact = {
    ...key,
    title: finding.title ?? definition.title,
    contestTitle: definition.title,
    contestTitleEn: definition.titleEn,
  };
  if (decision === 'restore') {
    const told = await upholdRest(tx, key, finding.id, { answer: reason, by, now });
    const facts = told.map((personId) => ({ ...fact, personId, upheld: true, answer: reason }));
    await deps.bus.emit(tx, contestAppealDecided, ...facts);
    return;
  }
  const voters = await votersOf(tx, finding);
  for (let from = 0; from < voters.length; from += TOLD) {
    const facts = voters.slice(from, from + TOLD).map((personId) => ({ ...fact, personId, reason }));
    await deps.bus.emit(tx, contestVotesVoided, ...facts);
  }
}
