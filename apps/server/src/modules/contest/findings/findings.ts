import {
  appealContestVoid,
  type ContestFinding,
  decideContestFinding,
  listContestFindings,
  searchContestFraud,
} from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { peopleOf, recordAudit } from '../../identity/index.ts';
import { lockRound } from '../contest.store.ts';
import { findContest } from '../find-contest.ts';
import {
  concerns,
  decideFinding,
  type FindingSeen,
  findingById,
  findingsOf,
  insertVoidAppeal,
  restoreVotes,
  voidVotes,
} from './findings.store.ts';
import { searchFraud } from './search-fraud.ts';

export const listContestFindingsAction = handle(listContestFindings, async ({ params, reader, deps }) => {
  await findContest(reader, params);
  return { items: await present(reader, deps, await findingsOf(reader, params, 200)) };
});

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
    if (body.decision === 'void') await voidVotes(tx, finding);
    if (body.decision === 'restore') await restoreVotes(tx, finding);
    const state = decided[body.decision];
    await decideFinding(tx, finding, {
      state,
      reason: body.reason,
      decided_by: actor.personId,
      decided_at: now,
    });
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
    const [presented] = await present(tx, deps, after === undefined ? [] : [after]);
    if (presented === undefined) throw new Problem('not-found');
    return presented;
  },
);

export const appealContestVoidAction = handle(appealContestVoid, async ({ params, body, actor, tx, now }) => {
  const finding = await findingById(tx, params, params.findingId);
  if (finding?.state !== 'voided' || !(await concerns(tx, finding, actor.personId))) {
    throw new Problem('not-found');
  }
  await insertVoidAppeal(tx, { ...params, personId: actor.personId, text: body.text, at: now });
  return { findingId: finding.id, at: now.toISOString() };
});

async function present(
  reader: Reader | Tx,
  deps: Deps,
  findings: readonly FindingSeen[],
): Promise<ContestFinding[]> {
  const people = await peopleOf(
    reader,
    deps.keys,
    findings.flatMap((finding) => finding.decided_by ?? []),
  );
  return findings.map((finding) => ({
    id: finding.id,
    round: finding.round,
    kind: finding.kind,
    entryId: finding.entry_id,
    entryNumber: finding.number,
    entryTitle: finding.title,
    state: finding.state,
    votes: finding.votes,
    people: finding.people,
    from: finding.from_at.toISOString(),
    to: finding.to_at.toISOString(),
    figures: finding.figures,
    reason: finding.reason,
    decidedBy: finding.decided_by === null ? null : (people.get(finding.decided_by)?.displayName ?? ''),
    decidedAt: finding.decided_at?.toISOString() ?? null,
    appeals: [...finding.appeals],
    foundAt: finding.found_at.toISOString(),
  }));
}
