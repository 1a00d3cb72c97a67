import { fail, redirect } from '@sveltejs/kit';
import { consentVersions, getMe, sendSignInCode, signIn } from '@wengong/contract/identity';
import { signInMessages } from '#lib/features/account/sign-in-messages.ts';
import { t } from '#lib/i18n/messages.ts';
import { readForm } from '#lib/server/form.ts';
import { localPath } from '#lib/server/local-path.ts';
import { keepPreferences } from '#lib/server/preference-cookies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ back: localPath(url.searchParams.get('back'), '/me') });

export const actions: Actions = {
  /** First step: sends a code; the page then asks for it. */
  code: async ({ request, locals }) => {
    const form = await readForm(request);
    const phone = form.text('phone');
    if (!form.has('agree')) {
      const agreeProblem = t(signInMessages, locals.preferences.lang).agreeNeeded;
      return fail(422, { step: 'phone' as const, phone, agreeProblem });
    }
    const answer = await locals.api.submit(sendSignInCode, { body: { phone }, ...form.key });
    if (!answer.ok) {
      return fail(answer.status, { step: 'phone' as const, phone, agreed: true, problem: answer.problem });
    }
    return { step: 'code' as const, phone, sent: answer.data };
  },

  /** Second step: signs in and goes back to where the visitor came from. */
  signIn: async ({ request, locals, cookies, url }) => {
    const form = await readForm(request);
    const phone = form.text('phone');
    const answer = await locals.api.submit(signIn, {
      body: { phone, code: form.text('code'), consentVersion: consentVersions.terms },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { step: 'code' as const, phone, problem: answer.problem });
    const { isNew, deletionCancelled } = answer.data;
    if (!isNew) {
      // How the person wants to read is theirs, not the device's.
      const { person } = await locals.api.load(getMe);
      if (person) keepPreferences(cookies, { lang: person.locale, elder: person.elderMode }, url);
    }
    if (deletionCancelled) redirect(303, '/me?restored');
    redirect(303, localPath(form.text('back'), '/me'));
  },
};
