import { fail, redirect } from '@sveltejs/kit';
import { deleteMe, listMyConsents } from '@wengong/contract/identity';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  await parent();
  return { consents: (await locals.api.load(listMyConsents)).items };
};

export const actions: Actions = {
  delete: async ({ request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(deleteMe, key);
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/goodbye?after=${encodeURIComponent(answer.data.eraseAfter)}`);
  },
};
