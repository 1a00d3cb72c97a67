import { error, fail, redirect } from '@sveltejs/kit';
import { getReportSubject, reportContent, reviewKinds, reviewReasons } from '@wengong/contract/moderation';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const kindOf = (kind: string) => reviewKinds.find((each) => each === kind) ?? error(404);

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person } = await locals.actor();
  if (!person) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
  if (url.searchParams.has('sent')) return { subject: null, reasons: [] };
  const subject = await locals.api.load(getReportSubject, {
    params: { kind: kindOf(params.kind), subjectId: params.id },
  });
  return { subject, reasons: [...reviewReasons] };
};

export const actions: Actions = {
  default: async ({ request, locals, params, url }) => {
    const form = await readForm(request);
    const values = { reason: form.text('reason'), text: form.text('text') };
    const answer = await locals.api.submit(reportContent, {
      body: {
        kind: kindOf(params.kind),
        subjectId: params.id,
        reason: reviewReasons.find((each) => each === values.reason) ?? 'other',
        text: values.text,
      },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, values });
    redirect(303, `${url.pathname}?sent`);
  },
};
