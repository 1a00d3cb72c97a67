import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { contestAppealDecided, contestVotesVoided } from '../contest.events.ts';
import { type ContestKey, lockRound } from '../contest.store.ts';
import { findContest } from '../find-contest.ts';
import { upholdRest } from './appeals.store.ts';
import { decideFinding, type FindingSeen, findingById } from './findings.store.ts';
import { restoreVotes, voidVotes, votersOf } from './rulings.store.ts';

const decided = { void: 'voided', dismiss: 'dismissed', restore: 'restored' } as const;

interface Ruling {
  readonly decision: keyof typeof decided;
  readonly reason: string;
  readonly by: string;
  readonly now: Date;
}

/**
 * Voids the votes of a finding, gives them back or leaves them, and tells whose they are. Returns the finding as it was, and
 * its state now. Throws `not-found`, `round-closed`, `finding-decided`.
 */
export async function ruleOnFinding(
  tx: Tx,
  deps: Pick<Deps, 'bus'>,
  key: ContestKey & { readonly findingId: string },
  ruling: Ruling,
) {
  const { decision, reason, by, now } = ruling;
  const seen = await findingById(tx, key, key.findingId);
  if (seen === undefined) throw new Problem('not-found');
  const round = await lockRound(tx, key, seen.round);
  if (round?.state !== 'open') throw new Problem('round-closed');
  const before = await findingById(tx, key, key.findingId);
  const isOpen = before?.state === (decision === 'restore' ? 'voided' : 'open');
  if (before === undefined || !isOpen) throw new Problem('finding-decided');
  if (decision === 'void') await voidVotes(tx, before, now);
  if (decision === 'restore') await restoreVotes(tx, before, { kind: 'restore', personId: null, now });
  const state = decided[decision];
  await decideFinding(tx, before, { state, reason, decided_by: by, decided_at: now });
  await tellVoters(tx, deps, before, ruling);
  return { before, state };
}

/** People told at once. */
const TOLD = 2000;

/** Whose votes were voided learns it with the reason, and who appealed that they were given back. */
async function tellVoters(
  tx: Tx,
  deps: Pick<Deps, 'bus'>,
  finding: FindingSeen,
  { decision, reason, by, now }: Ruling,
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
