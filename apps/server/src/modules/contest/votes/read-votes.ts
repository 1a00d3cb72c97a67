import { createHash } from 'node:crypto';
import { type VoteHeader, voteFormat } from '@wengong/ballot';
import { readContestVotes } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { findPalace } from '../../network/index.ts';
import { type ContestKey, roundsOf } from '../contest.store.ts';
import { findPublished } from '../find-contest.ts';
import { publishedBatches, publishedTallies } from './vote-file.store.ts';

/** Batches, and tallies, read at once: what is held of a file while it is sent. */
const BATCHES = 64;
const TALLIES = 5000;

/**
 * Sent as it is read: a file of millions of votes needs no more memory than one of a few. What was decided about votes
 * makes another version of the file, which its name and its header tell; who has the one in force is not sent it again.
 */
export const readContestVotesAction = handle(readContestVotes, async ({ params, reader, setHeader }) => {
  const contest = await findPublished(reader, params);
  const round = (await roundsOf(reader, params)).find((each) => each.round === params.round);
  if (round === undefined || round.closed_at === null) throw new Problem('round-not-over');
  const palace = await findPalace(reader, params.palaceId);
  const rules = contest.definition.rounds[params.round];
  const header: VoteHeader = {
    format: voteFormat,
    contest: contest.id,
    palace: palace?.name ?? '',
    title: contest.definition.title,
    round: params.round,
    roundName: rules?.name ?? '',
    votesADay: rules?.votesADay ?? 0,
    votes: round.votes,
    voided: round.voided,
    batches: round.batches,
    head: round.head.toString('hex'),
    version: round.rulings + 1,
    closedAt: round.closed_at.toISOString(),
  };
  setHeader('cache-control', 'public, max-age=60, must-revalidate');
  setHeader('etag', `"${createHash('sha256').update(JSON.stringify(header)).digest('base64url')}"`);
  const name = `votes-${contest.id}-${params.round}-v${header.version}.txt`;
  setHeader('content-disposition', `attachment; filename="${name}"`);
  return linesOf(reader, params, params.round, header);
});

async function* linesOf(
  reader: Reader,
  key: ContestKey,
  round: number,
  header: VoteHeader,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(header)}\n`);
  for (let after = 0; after < header.batches; ) {
    const batches = await publishedBatches(reader, key, round, { after, limit: BATCHES });
    yield Buffer.from(batches.map(({ lines, hash }) => `${lines}#${hash}\n`).join(''));
    after = batches.at(-1)?.batch ?? header.batches;
  }
  for (let after = 0; ; ) {
    const tallies = await publishedTallies(reader, key, round, { after, limit: TALLIES });
    yield Buffer.from(tallies.map(({ number, votes, voided }) => `=${number} ${votes} ${voided}\n`).join(''));
    if (tallies.length < TALLIES) return;
    after = tallies.at(-1)?.number ?? 0;
  }
}
