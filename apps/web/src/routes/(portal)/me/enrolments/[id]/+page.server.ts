import { fail, redirect } from '@sveltejs/kit';
import { cancelMyEnrolment, getMyEnrolment } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const news = ['enrolled', 'waited', 'left'] as const;

export const load: PageServerLoad = async ({ params, locals, parent, url }) => {
  await parent();
  return {
    enrolment: await locals.api.load(getMyEnrolment, { params: { enrolmentId: params.id } }),
    news: news.find((word) => url.searchParams.has(word)),
  };
};

export const actions: Actions = {
  leave: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(cancelMyEnrolment, { params: { enrolmentId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/enrolments/${params.id}?left`);
  },
};
