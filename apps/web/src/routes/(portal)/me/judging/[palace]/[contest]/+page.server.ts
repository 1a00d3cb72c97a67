import { fail, redirect } from '@sveltejs/kit';
import { declareConflict, getMyJudging, putMyScore } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, params, url }) => {
  await parent();
  const key = { palaceId: params.palace, contestId: params.contest };
  const sheet = await locals.api.load(getMyJudging, { params: key, query: {} });
  const asked = url.searchParams.get('entry');
  const chosen =
    sheet.entries.find((entry) => entry.entryId === asked) ??
    sheet.entries.find((entry) => entry.scores === null && !entry.conflict) ??
    null;
  return { sheet, chosen, saved: url.searchParams.has('saved') };
};

export const actions: Actions = {
  score: async ({ request, locals, params, url }) => {
    const form = await readForm(request);
    const key = { palaceId: params.palace, contestId: params.contest, entryId: form.text('entry') };
    const scores = Object.fromEntries(
      form.all('criterion').map((name) => [name, Number(form.text(`score-${name}`))]),
    );
    const answer = await locals.api.submit(putMyScore, {
      params: key,
      body: { scores, note: form.text('note') },
      ...form.key,
    });
    if (!answer.ok)
      return fail(answer.status, {
        entryId: key.entryId,
        problem: answer.problem,
        scores,
        note: form.text('note'),
      });
    redirect(303, `${url.pathname}?saved`);
  },
  conflict: async ({ request, locals, params, url }) => {
    const form = await readForm(request);
    const entryId = form.text('entry');
    const answer = await locals.api.submit(declareConflict, {
      params: { palaceId: params.palace, contestId: params.contest, entryId },
      body: { reason: form.text('reason') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { entryId, problem: answer.problem, scores: {}, note: '' });
    redirect(303, url.pathname);
  },
};
