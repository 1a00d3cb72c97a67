import { type ContestStanding, listContestStandings } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { roundsOf } from '../contest.store.ts';
import { findPublished } from '../find-contest.ts';
import { type StandingSeen, standingsOfRound, votesOfRound } from './results.store.ts';

export const listContestStandingsAction = handle(listContestStandings, async ({ params, query, reader }) => {
  const contest = await findPublished(reader, params);
  const round = (await roundsOf(reader, params)).find((each) => each.round === params.round);
  if (round === undefined) throw new Problem('not-found');
  const page = { category: query.category ?? null, limit: query.limit };
  const final = round.state === 'closed';
  const rows = final
    ? await standingsOfRound(reader, params, params.round, page)
    : await votesOfRound(reader, params, params.round, page);
  const prizes = new Map(contest.definition.prizes.map((prize) => [prize.key, prize.name]));
  return { state: round.state, final, items: rows.map((row) => present(row, prizes)) };
});

const present = (row: StandingSeen, prizes: ReadonlyMap<string, string>): ContestStanding => ({
  rank: row.rank,
  entryId: row.entry_id,
  number: row.number,
  category: row.category,
  entrantName: row.entrant_name,
  title: row.title,
  votes: row.votes,
  voteScore: row.vote_score,
  expertScore: row.expert_score,
  total: row.total,
  advanced: row.advanced,
  prize: row.prize === null ? null : (prizes.get(row.prize) ?? row.prize),
});
