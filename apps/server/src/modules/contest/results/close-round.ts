import { type ContestRound, closeContestRound } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { recordAudit } from '../../identity/index.ts';
import { countUnderReview } from '../../moderation/index.ts';
import { issueCertificates } from '../certificates/issue-certificates.ts';
import { contestEntryPlaced } from '../contest.events.ts';
import { type Contest, type ContestKey, lockRound, updateContest, updateRound } from '../contest.store.ts';
import { staffContestOf } from '../definition/staff-contest.ts';
import { entriesByIds } from '../entries/entries.store.ts';
import { holdContest } from '../find-contest.ts';
import { type Contender, type Placed, placeAll, prizeOf } from './results.rules.ts';
import { advanceEntries, contendersOf, insertResults, undecided } from './results.store.ts';

export const closeContestRoundAction = handle(closeContestRound, async ({ params, actor, tx, deps, now }) => {
  const { placed, votes, voided, head } = await closeRound(tx, deps, params, now);
  await recordAudit(tx, {
    palaceId: params.palaceId,
    actor,
    action: 'contest.close-round',
    subject: { type: 'contest', id: params.contestId },
    after: {
      round: params.round,
      votes,
      voided,
      head: head.toString('hex'),
      entries: placed.length,
      advanced: placed.filter((each) => each.advanced).length,
    },
    at: now,
  });
  return staffContestOf(tx, params, now);
});

/**
 * Closes a round whose time is over: its votes are fixed, the result is written, and who goes on is in the next; after
 * the last one certificates are issued. Throws while something about it is still to be decided.
 */
export async function closeRound(
  tx: Tx,
  deps: Pick<Deps, 'bus' | 'keys'>,
  key: ContestKey & { readonly round: number },
  now: Date,
) {
  const contest = await holdContest(tx, key);
  if (contest.state !== 'published') throw new Problem('contest-state');
  const round = await lockRound(tx, key, key.round);
  const rules = contest.definition.rounds[key.round];
  if (round === undefined || rules === undefined) throw new Problem('not-found');
  if (round.state === 'closed') throw new Problem('round-closed');
  if (round.state === 'waiting' || now.getTime() < Date.parse(rules.endsAt))
    throw new Problem('round-not-over');
  const contenders = await contendersOf(tx, key, key.round);
  await refuseUnready(tx, key, key.round, { rules, contenders, now });
  const placed = placeAll(rules, contenders);
  const last = key.round === contest.definition.rounds.length - 1;
  await write(tx, contest, { key, round: key.round, placed, last, now });
  if (last) await issueCertificates(tx, deps, contest, now);
  await tellPlaces(tx, deps, contest, { round: key.round, placed, last });
  return { placed, votes: round.votes, voided: round.voided, head: round.head };
}

/** Whose votes were voided has so long to appeal before the round may be closed. */
const APPEAL_MS = 24 * 3_600_000;

/** Throws while something about the round is still to be decided. */
async function refuseUnready(
  tx: Tx,
  key: ContestKey,
  round: number,
  {
    rules,
    contenders,
    now,
  }: { readonly rules: ContestRound; readonly contenders: readonly Contender[]; readonly now: Date },
): Promise<void> {
  const open = await undecided(tx, key, round, new Date(now.getTime() - APPEAL_MS));
  if (open.entries > 0) throw new Problem('entries-undecided', { entries: open.entries });
  if (open.findings > 0) throw new Problem('findings-open');
  if (open.appeals > 0) throw new Problem('appeals-open', { appeals: open.appeals });
  if (open.young > 0) throw new Problem('voids-young');
  if (rules.kind === 'final') {
    const subjectIds = contenders.map((each) => each.entryId);
    const open = await countUnderReview(tx, { palaceId: key.palaceId, kind: 'contest-entry', subjectIds });
    if (open > 0) throw new Problem('entries-undecided', { entries: open });
  }
  const needed = rules.judging?.scoresNeeded ?? 0;
  const lacking = contenders.filter((each) => each.scores.length < needed).map((each) => each.number);
  if (lacking.length > 0)
    throw new Problem('scores-missing', { entries: lacking.length, numbers: listed(lacking) });
}

/** Numbers of entries to look for, the first ten of many. */
const listed = (numbers: readonly number[]): string => {
  const first = numbers.toSorted((one, other) => one - other).slice(0, 10);
  return first.join('、') + (numbers.length > first.length ? '…' : '');
};

interface Outcome {
  readonly round: number;
  readonly placed: readonly Placed[];
  readonly last: boolean;
}

async function write(
  tx: Tx,
  contest: Contest,
  { key, round, placed, last, now }: Outcome & { readonly key: ContestKey; readonly now: Date },
): Promise<void> {
  await insertResults(
    tx,
    placed.map((each) => ({
      palace_id: key.palaceId,
      contest_id: key.contestId,
      round,
      entry_id: each.entryId,
      category: each.category,
      votes: each.votes,
      vote_score: each.voteScore,
      expert_score: each.expertScore,
      total: each.total,
      rank: each.rank,
      advanced: each.advanced,
      prize: last && each.advanced ? (prizeOf(contest.definition, each.rank)?.key ?? null) : null,
    })),
  );
  await updateRound(tx, key, round, { state: 'closed', closed_at: now });
  if (last) {
    await updateContest(tx, key, { state: 'finished', ended_at: now });
    return;
  }
  await advanceEntries(tx, key, round);
  await updateRound(tx, key, round + 1, { state: 'open' });
}

/** Entries told of at once. */
const TOLD = 2000;

async function tellPlaces(
  tx: Tx,
  deps: Pick<Deps, 'bus'>,
  contest: Contest,
  { round, placed, last }: Outcome,
): Promise<void> {
  const { definition } = contest;
  const rules = definition.rounds[round];
  const key = { palaceId: contest.palace_id, contestId: contest.id };
  for (let from = 0; from < placed.length; from += TOLD) {
    const some = placed.slice(from, from + TOLD);
    const entries = await entriesByIds(
      tx,
      key,
      some.map((each) => each.entryId),
    );
    const facts = some.flatMap((each) => {
      const entry = entries.get(each.entryId);
      const prize = last && each.advanced ? prizeOf(definition, each.rank) : undefined;
      return entry === undefined
        ? []
        : [
            {
              ...key,
              entryId: entry.id,
              personId: entry.person_id,
              title: entry.title,
              contestTitle: definition.title,
              contestTitleEn: definition.titleEn,
              roundName: rules?.name ?? '',
              roundNameEn: rules?.nameEn ?? '',
              rank: each.rank,
              advanced: each.advanced,
              last,
              toFinal: each.advanced && definition.rounds[round + 1]?.kind === 'final',
              prize: prize?.name ?? null,
              prizeEn: prize?.nameEn ?? null,
            },
          ];
    });
    await deps.bus.emit(tx, contestEntryPlaced, ...facts);
  }
}
