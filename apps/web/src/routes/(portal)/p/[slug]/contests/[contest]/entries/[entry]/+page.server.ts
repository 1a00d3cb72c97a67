import { fail } from '@sveltejs/kit';
import { castContestVote, getContest, getContestEntry } from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, locals }) => {
  const { detail } = await parent();
  const key = { palaceId: detail.id, contestId: params.contest };
  const [contest, entry] = await Promise.all([
    locals.api.load(getContest, { params: key }),
    locals.api.load(getContestEntry, { params: { ...key, entryId: params.entry } }),
  ]);
  return { contest, entry };
};

export const actions: Actions = {
  vote: async ({ params, locals }) => {
    const palace = await locals.api.load(getPalace, { params: { slug: params.slug } });
    const answer = await locals.api.submit(castContestVote, {
      params: { palaceId: palace.id, contestId: params.contest, entryId: params.entry },
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, vote: null });
    return { problem: null, vote: answer.data };
  },
};
