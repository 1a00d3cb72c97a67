import { createHash } from 'node:crypto';
import type { ContestVote } from '@wengong/contract';
import type { Keys } from '../../../kernel/crypto.ts';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { localDay } from '../../../kernel/zone.ts';
import { newcomersOf } from '../../identity/index.ts';
import { findPalace } from '../../network/index.ts';
import { votingOpen } from '../contest.rules.ts';
import { type ContestKey, contestById, lockRound, roundsOf } from '../contest.store.ts';
import type { ContestRoundRow } from '../contest.tables.ts';
import { openRound } from '../find-contest.ts';
import { voterOf } from './voter.ts';
import { appendVotes, type NewVote, type VotableEntry, votableEntries, votesOfDay } from './votes.store.ts';

export interface WaitingVote extends ContestKey {
  readonly entryId: string;
  readonly personId: string;
  /** Their union membership is verified. */
  readonly member: boolean;
  readonly device: Buffer | null;
  readonly address: Buffer;
}

export type VoteSettlement = { readonly vote: ContestVote } | { readonly problem: Problem };

/** An account younger than this is noted as new with its votes. */
const NEW_ACCOUNT_MS = 2 * 86_400_000;

/** Settles votes in a transaction of their own; see `castVotes`. */
export const settleVotes = (
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  waiting: readonly WaitingVote[],
  now: Date,
): Promise<VoteSettlement[]> => db.transact((tx) => castVotes(tx, keys, waiting, now));

/**
 * Casts votes: each contest's round is held, its chain goes on by one batch, and the tallies follow. Nobody may be named
 * twice in a contest. Gives what became of the votes in their order.
 */
export async function castVotes(
  tx: Tx,
  keys: Keys,
  waiting: readonly WaitingVote[],
  now: Date,
): Promise<VoteSettlement[]> {
  const contests = Map.groupBy(waiting, (vote) => vote.contestId);
  const settled = new Map<WaitingVote, VoteSettlement>();
  // Sorted, so that two batches hold the rounds in the same order.
  for (const contestId of [...contests.keys()].toSorted()) {
    await settleContest(tx, keys, contests.get(contestId) ?? [], { now, settled });
  }
  return waiting.map((vote) => settled.get(vote) ?? { problem: new Problem('not-found') });
}

interface Round {
  readonly key: ContestKey;
  readonly round: ContestRoundRow;
  readonly votesADay: number;
  readonly membersOnly: boolean;
  readonly day: string;
}

async function settleContest(
  tx: Tx,
  keys: Keys,
  votes: readonly WaitingVote[],
  { now, settled }: { readonly now: Date; readonly settled: Map<WaitingVote, VoteSettlement> },
): Promise<void> {
  const [first] = votes;
  if (first === undefined) return;
  const held = await holdRound(tx, { palaceId: first.palaceId, contestId: first.contestId }, now);
  if (held === null) {
    for (const vote of votes) settled.set(vote, { problem: new Problem('voting-closed') });
    return;
  }
  const people = votes.map((vote) => vote.personId);
  const entries = await votableEntries(
    tx,
    held,
    votes.map((vote) => vote.entryId),
  );
  const earlier = Map.groupBy(await votesOfDay(tx, held, people), (vote) => vote.person_id);
  const newcomers = await newcomersOf(tx, people, new Date(now.getTime() - NEW_ACCOUNT_MS));
  const accepted: { readonly vote: WaitingVote; readonly row: NewVote }[] = [];
  for (const vote of votes) {
    const entry = entries.get(vote.entryId);
    const given = earlier.get(vote.personId) ?? [];
    const voter = voterOf(keys, vote.contestId, vote.personId);
    const again = given.find((each) => each.entry_id === vote.entryId);
    const left = held.votesADay - given.length;
    if (held.membersOnly && !vote.member) settled.set(vote, { problem: new Problem('contest-members-only') });
    else if (entry === undefined) settled.set(vote, { problem: new Problem('entry-not-in-round') });
    else if (again !== undefined) {
      const count = { entry, votes: entry.votes, left: Math.max(0, left) };
      settled.set(vote, { vote: present(vote, voter, { ...count, seq: again.seq, again: true }) });
    } else if (left <= 0) settled.set(vote, { problem: new Problem('votes-used-up') });
    else {
      const seq = held.round.votes + accepted.length + 1;
      accepted.push({
        vote,
        row: newVote(vote, { entry, voter, seq, newAccount: newcomers.has(vote.personId) }),
      });
      settled.set(vote, {
        vote: present(vote, voter, { entry, votes: entry.votes, left: left - 1, seq, again: false }),
      });
    }
  }
  const counted = await append(
    tx,
    held,
    accepted.map((each) => each.row),
    now,
  );
  for (const { vote } of accepted) {
    const settlement = settled.get(vote);
    if (settlement === undefined || 'problem' in settlement) continue;
    settled.set(vote, {
      vote: { ...settlement.vote, votes: counted.get(vote.entryId) ?? settlement.vote.votes },
    });
  }
}

/** The open round, held, with what a vote is judged by; null while there is no voting. */
async function holdRound(tx: Tx, key: ContestKey, now: Date): Promise<Round | null> {
  const open = openRound(await roundsOf(tx, key));
  const round = open === undefined ? undefined : await lockRound(tx, key, open.round);
  const contest = await contestById(tx, key);
  const palace = await findPalace(tx, key.palaceId);
  if (round?.state !== 'open' || contest === undefined || palace === undefined) return null;
  const rules = contest.definition.rounds[round.round];
  if (rules === undefined || !votingOpen(contest.state, rules, now)) return null;
  const today = localDay(now, palace.time_zone);
  // Clocks of several servers may differ around midnight: the chain's days never go back.
  const day = round.last_day !== null && round.last_day > today ? round.last_day : today;
  return { key, round, votesADay: rules.votesADay, membersOnly: contest.definition.votersMembers, day };
}

/** Writes a batch and gives the votes that its entries have then. */
async function append(
  tx: Tx,
  held: Round,
  rows: readonly NewVote[],
  now: Date,
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const hash = createHash('sha256').update(held.round.head);
  for (const row of rows) hash.update(voteLine(row, held.day));
  return appendVotes(tx, { ...held, rows, hash: hash.digest(), now });
}

/** A vote as it is hashed and published: `<voter, 22 letters> <entry’s number, 6 digits> <day>\n`. */
const voteLine = (row: NewVote, day: string) =>
  `${row.voter.toString('base64url')} ${String(row.number).padStart(6, '0')} ${day}\n`;

function newVote(
  vote: WaitingVote,
  facts: { entry: VotableEntry; voter: Buffer; seq: number; newAccount: boolean },
): NewVote {
  return {
    seq: facts.seq,
    entryId: vote.entryId,
    number: facts.entry.number,
    personId: vote.personId,
    voter: facts.voter,
    device: vote.device,
    address: vote.address,
    newAccount: facts.newAccount,
  };
}

function present(
  vote: WaitingVote,
  voter: Buffer,
  facts: { entry: VotableEntry; votes: number; left: number; seq: number; again: boolean },
): ContestVote {
  return {
    entryId: vote.entryId,
    votes: facts.votes,
    votesLeft: facts.left,
    seq: facts.seq,
    voter: voter.toString('base64url'),
    again: facts.again,
  };
}
