import { fail, redirect } from '@sveltejs/kit';
import { createMyCalendar, deleteMyCalendar, getMyCalendar } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  await parent();
  return { feed: await locals.api.load(getMyCalendar) };
};

export const actions: Actions = {
  /** Makes a new address; it is shown in this answer and never again. */
  make: async ({ request, locals, url }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(createMyCalendar, key);
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    return { address: new URL(answer.data.url, url.origin).href };
  },
  stop: async ({ request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(deleteMyCalendar, key);
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, '/me/calendar');
  },
};
