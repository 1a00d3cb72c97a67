import type { ContestFinding } from '@wengong/contract';
import type { Reader, Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { peopleOf } from '../../identity/index.ts';
import type { FindingSeen } from './findings.store.ts';

/** Findings as an officer sees them, in their order. */
export async function presentFindings(
  reader: Reader | Tx,
  deps: Deps,
  findings: readonly FindingSeen[],
  officerId: string,
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
    appeals: finding.appeals.map(({ personId, ...appeal }) => ({
      ...appeal,
      mayDecide:
        appeal.state === 'waiting' &&
        finding.state === 'voided' &&
        finding.decided_by !== officerId &&
        personId !== officerId,
    })),
    foundAt: finding.found_at.toISOString(),
  }));
}
