import { getContest, getStaffContest, listContests, listStaffContests } from '@wengong/contract';
import type { Actor } from '../../../kernel/actor.ts';
import type { Reader } from '../../../kernel/db.ts';
import { handle } from '../../../kernel/module.ts';
import { presentContests } from '../contest.present.ts';
import { entriesOpen } from '../contest.rules.ts';
import { type Contest, contestsOfPalace, publishedContests } from '../contest.store.ts';
import { externalOf } from '../elsewhere/external-counts.ts';
import { findPublished } from '../find-contest.ts';
import { isExpert } from '../judging/experts.store.ts';
import { votesToday } from '../votes/my-votes.ts';
import { staffContestOf } from './staff-contest.ts';

export const listContestsAction = handle(listContests, async ({ query, reader, now }) => ({
  items: await presentContests(reader, await publishedContests(reader, query.palaceId, query.limit), now),
}));

export const getContestAction = handle(getContest, async ({ params, actor, reader, deps, now }) => {
  const contest = await findPublished(reader, params);
  const [shown] = await presentContests(reader, [contest], now);
  if (shown === undefined) throw new Error('a contest that was found is shown');
  return {
    ...shown,
    external: await externalOf(reader, deps, params),
    me: actor === null ? null : await presentMe(reader, contest, shown, actor, now),
  };
});

async function presentMe(
  reader: Reader,
  contest: Contest,
  shown: { readonly round: number | null; readonly timeZone: string; readonly votingOpen: boolean },
  actor: Actor,
  now: Date,
) {
  const { definition } = contest;
  const key = { palaceId: contest.palace_id, contestId: contest.id };
  const today = await votesToday(reader, key, shown.round, { ...shown, personId: actor.personId, now });
  const votesADay = shown.round === null ? 0 : (definition.rounds[shown.round]?.votesADay ?? 0);
  const mayVote = shown.votingOpen && (actor.member || !definition.votersMembers);
  return {
    mayEnter: entriesOpen(contest.state, definition, now) && (actor.member || !definition.entrantsMembers),
    mayVote,
    votesLeft: mayVote ? Math.max(0, votesADay - today.length) : 0,
    votedFor: today,
    expert: await isExpert(reader, key, actor.personId),
  };
}

export const listStaffContestsAction = handle(listStaffContests, async ({ params, reader, now }) => {
  const contests = await contestsOfPalace(reader, params.palaceId, 100);
  const shown = await presentContests(reader, contests, now);
  return { items: shown.map((each) => ({ ...each, me: null })) };
});

export const getStaffContestAction = handle(getStaffContest, async ({ params, reader, deps, now }) => ({
  ...(await staffContestOf(reader, params, now)),
  external: await externalOf(reader, deps, params),
}));
