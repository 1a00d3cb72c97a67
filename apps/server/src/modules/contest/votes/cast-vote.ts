import { randomBytes } from 'node:crypto';
import { castContestVote } from '@wengong/contract';
import { Batcher } from '../../../kernel/batcher.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { handle } from '../../../kernel/module.ts';
import { settleVotes, type VoteSettlement, type WaitingVote } from './settle-votes.ts';
import { addressHash, deviceHash } from './voter.ts';

/** Votes that share a transaction at most, those that may wait for one in this process, and the longest wait, ms. */
const BATCH = 500;
const WAITING = 10_000;
const PATIENCE_MS = 5000;

const queues = new WeakMap<Deps, Batcher<WaitingVote, VoteSettlement>>();

function voteQueue(deps: Deps): Batcher<WaitingVote, VoteSettlement> {
  const known = queues.get(deps);
  if (known !== undefined) return known;
  const made = new Batcher<WaitingVote, VoteSettlement>(
    (votes) => settleVotes(deps, votes, deps.clock.now()),
    {
      limit: BATCH,
      waiting: WAITING,
      patience: PATIENCE_MS,
      // A person's votes go one after the other: each must know of the one before.
      keyOf: (vote) => `${vote.contestId} ${vote.personId}`,
    },
  );
  queues.set(deps, made);
  return made;
}

/** Tells one device from another, for a year; it says nothing else. */
const COOKIE = 'wengong_device';

function deviceOf(headers: Readonly<Record<string, string | string[] | undefined>>): string | null {
  const { cookie } = headers;
  const found =
    typeof cookie === 'string' ? /(?:^|;\s*)wengong_device=([\w-]{22})(?:;|$)/.exec(cookie) : null;
  return found?.[1] ?? null;
}

export const castContestVoteAction = handle(castContestVote, async (call) => {
  const { params, actor, deps } = call;
  const known = deviceOf(call.headers);
  // The first vote from a device counts as its own already: who votes next from it is the second person.
  const device = known ?? randomBytes(16).toString('base64url');
  if (known === null) {
    const secure = call.origin.startsWith('https:') ? '; Secure' : '';
    call.setHeader(
      'set-cookie',
      `${COOKIE}=${device}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`,
    );
  }
  const settlement = await voteQueue(deps).submit({
    ...params,
    personId: actor.personId,
    member: actor.member,
    device: deviceHash(deps.keys, device),
    address: addressHash(deps.keys, call.address),
  });
  if ('problem' in settlement) throw settlement.problem;
  return settlement.vote;
});
