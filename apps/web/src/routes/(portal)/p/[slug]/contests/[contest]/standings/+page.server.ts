import { getContest, listContestStandings } from '@wengong/contract';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, locals, url }) => {
  const { detail } = await parent();
  const key = { palaceId: detail.id, contestId: params.contest };
  const contest = await locals.api.load(getContest, { params: key });
  const category = url.searchParams.get('category') ?? contest.definition.categories[0]?.key ?? '';
  const asked = Number(url.searchParams.get('round') ?? contest.round ?? contest.rounds.length - 1);
  const round = Number.isInteger(asked) && asked >= 0 && asked < contest.rounds.length ? asked : 0;
  const standings =
    contest.state === 'called_off'
      ? { state: 'waiting' as const, final: false, items: [] }
      : await locals.api.load(listContestStandings, {
          params: { ...key, round },
          query: { category, limit: 100 },
        });
  return { contest, category, round, standings };
};
