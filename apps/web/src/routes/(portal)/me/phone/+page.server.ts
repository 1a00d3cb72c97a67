import { fail, redirect } from '@sveltejs/kit';
import { askMyNewPhone, changeMyPhone } from '@wengong/contract/phone-change';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ changed: url.searchParams.has('changed') });

export const actions: Actions = {
  /** First step: a code to the new number. */
  code: async ({ request, locals }) => {
    const form = await readForm(request);
    const phone = form.text('phone');
    const answer = await locals.api.submit(askMyNewPhone, { body: { phone }, ...form.key });
    if (!answer.ok) return fail(answer.status, { step: 'phone' as const, phone, problem: answer.problem });
    return { step: 'code' as const, phone, sent: answer.data };
  },

  /** Second step: the change. What another number would mend leads back to the first step. */
  change: async ({ request, locals }) => {
    const form = await readForm(request);
    const phone = form.text('phone');
    const answer = await locals.api.submit(changeMyPhone, {
      body: { phone, code: form.text('code') },
      ...form.key,
    });
    if (answer.ok) redirect(303, '/me/phone?changed');
    const step = answer.problem.code === 'phone-taken' ? ('phone' as const) : ('code' as const);
    return fail(answer.status, { step, phone, problem: answer.problem });
  },
};
