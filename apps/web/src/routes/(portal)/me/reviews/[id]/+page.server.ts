import { fail, redirect } from '@sveltejs/kit';
import { appealReview, getMyReview } from '@wengong/contract/moderation';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  await parent();
  const review = await locals.api.load(getMyReview, { params: { itemId: params.id } });
  return { review, sent: url.searchParams.has('sent') };
};

export const actions: Actions = {
  default: async ({ request, locals, params }) => {
    const form = await readForm(request);
    const text = form.text('text');
    const answer = await locals.api.submit(appealReview, {
      params: { itemId: params.id },
      body: { text },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, text });
    redirect(303, `/me/reviews/${params.id}?sent`);
  },
};
