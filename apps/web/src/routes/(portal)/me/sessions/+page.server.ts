import { fail, redirect } from '@sveltejs/kit';
import { listMySessions, revokeMySession } from '@wengong/contract/identity';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const { items } = await locals.api.load(listMySessions);
  return { sessions: items, ended: url.searchParams.has('ended') };
};

export const actions: Actions = {
  end: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(revokeMySession, {
      params: { sessionId: form.text('session') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, '/me/sessions?ended');
  },
};
