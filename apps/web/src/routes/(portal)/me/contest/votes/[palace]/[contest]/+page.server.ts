import { fail, redirect } from '@sveltejs/kit';
import { appealContestVoid, listMyContestVotes } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  await parent();
  const key = { palaceId: params.palace, contestId: params.contest };
  const votes = await locals.api.load(listMyContestVotes, { params: key });
  return { votes, sent: url.searchParams.has('sent') };
};

export const actions: Actions = {
  default: async ({ request, locals, params, url }) => {
    const form = await readForm(request);
    const findingId = form.text('finding');
    const answer = await locals.api.submit(appealContestVoid, {
      params: { palaceId: params.palace, contestId: params.contest, findingId },
      body: { text: form.text('text') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { findingId, problem: answer.problem });
    redirect(303, `${url.pathname}?sent`);
  },
};
