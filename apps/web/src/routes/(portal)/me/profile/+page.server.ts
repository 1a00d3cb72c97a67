import { fail, redirect } from '@sveltejs/kit';
import { updateMe } from '@wengong/contract/identity';
import { readForm } from '#lib/server/form.ts';
import { keepPreferences } from '#lib/server/preference-cookies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ saved: url.searchParams.has('saved') });

export const actions: Actions = {
  /** Saves the profile; this device reads in the chosen language and type at once. */
  default: async ({ request, locals, cookies, url }) => {
    const form = await readForm(request);
    const values = { displayName: form.text('displayName'), homeDistrict: form.text('homeDistrict') };
    const lang = form.text('locale') === 'en' ? 'en' : 'zh';
    const elder = form.text('elderMode') === '1';
    const answer = await locals.api.submit(updateMe, {
      body: {
        displayName: values.displayName,
        homeDistrict: values.homeDistrict || null,
        locale: lang,
        elderMode: elder,
      },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, values });
    keepPreferences(cookies, { lang, elder }, url);
    redirect(303, '/me/profile?saved');
  },
};
