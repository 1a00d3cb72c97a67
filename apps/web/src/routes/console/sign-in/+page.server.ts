import { fail, redirect } from '@sveltejs/kit';
import { signOut, staffSecondFactor, staffSignIn } from '@wengong/contract';
import { localPath } from '#lib/server/local-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const back = localPath(url.searchParams.get('back'), '/console');
  const actor = await locals.actor();
  const isStaff = actor.palaceRoles.length + actor.unionRoles.length > 0;
  if (actor.strong && isStaff) redirect(303, back);
  return { back };
};

const word = (form: FormData, name: string) => form.get(name)?.toString().trim() ?? '';

export const actions: Actions = {
  /** Account and password; the API's cookie remembers who is half signed in. */
  password: async ({ request, locals }) => {
    const form = await request.formData();
    const account = word(form, 'account');
    const answer = await locals.api.submit(staffSignIn, {
      body: { account, password: form.get('password')?.toString() ?? '' },
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, account, second: null });
    return { problem: null, account, second: answer.data };
  },

  /** One-time code or backup code; at the first time it ends the enrolment. */
  code: async ({ request, locals, url }) => {
    const form = await request.formData();
    const backupCode = word(form, 'backupCode');
    const newPassword = form.get('newPassword')?.toString();
    const phoneCode = word(form, 'phoneCode');
    const answer = await locals.api.submit(staffSecondFactor, {
      body: {
        ...(backupCode ? { backupCode } : { code: word(form, 'code').replaceAll(/\D/g, '') }),
        ...(newPassword ? { newPassword } : {}),
        ...(phoneCode ? { phoneCode } : {}),
      },
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, account: '', second: null });
    redirect(303, localPath(url.searchParams.get('back'), '/console'));
  },

  signOut: async ({ locals }) => {
    await locals.api.submit(signOut);
    redirect(303, '/console/sign-in');
  },
};
