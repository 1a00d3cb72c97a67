import { fail, redirect } from '@sveltejs/kit';
import { type AppealReason, appealCreditEntry, listMyCredit } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const { palaces } = await locals.api.load(listMyCredit, {});
  return { credits: palaces, sent: url.searchParams.has('sent') };
};

export const actions: Actions = {
  appeal: async ({ request, locals }) => {
    const form = await readForm(request);
    const [palaceId, entryId] = [form.text('palace'), form.text('entry')];
    const [reason, text] = [form.text('reason'), form.text('text')];
    const answer = await locals.api.submit(appealCreditEntry, {
      params: { palaceId, entryId },
      body: { reason: reason as AppealReason, text },
      ...form.key,
    });
    if (!answer.ok)
      return fail(answer.status, { refused: { entryId, problem: answer.problem, reason, text } });
    redirect(303, `/me/credit?sent#${palaceId}`);
  },
};
