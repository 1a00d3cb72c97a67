import { fail, redirect } from '@sveltejs/kit';
import { consentVersions, giveConsent, listMyConsents, withdrawConsent } from '@wengong/contract/identity';
import { getMyMembership, verifyMyMembership } from '@wengong/contract/membership';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const [membership, consents] = await Promise.all([
    locals.api.load(getMyMembership),
    locals.api.load(listMyConsents),
  ]);
  // Newest first: the first entry of a purpose is its present state. None means that the terms allow it.
  const stopped = (['membership', 'categories'] as const).filter(
    (purpose) => consents.items.find((one) => one.purpose === purpose)?.withdrawnAt != null,
  );
  return { membership, stopped, verified: url.searchParams.has('verified') };
};

export const actions: Actions = {
  verify: async ({ request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(verifyMyMembership, key);
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, '/me/membership?verified');
  },
  /** Allows or stops one use of what unions say about the person. */
  use: async ({ request, locals }) => {
    const form = await readForm(request);
    const purpose = form.text('purpose') === 'categories' ? ('categories' as const) : ('membership' as const);
    const answer = form.has('stop')
      ? await locals.api.submit(withdrawConsent, { params: { purpose }, ...form.key })
      : await locals.api.submit(giveConsent, {
          body: { purpose, version: consentVersions[purpose] },
          ...form.key,
        });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, '/me/membership#uses');
  },
};
