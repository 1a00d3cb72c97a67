import { fail, redirect } from '@sveltejs/kit';
import { enrol, getSeries } from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, url, locals }) => {
  const { detail } = await parent();
  const series = await locals.api.load(getSeries, {
    params: { palaceId: detail.id, activityId: params.id },
  });
  const { me } = series;
  if (me === null) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
  if (me.enrolmentId !== null) redirect(303, `/me/enrolments/${me.enrolmentId}`);
  return { series, me };
};

export const actions: Actions = {
  /** Enrols, or queues when asked to. */
  default: async ({ request, params, locals }) => {
    const form = await readForm(request);
    const palace = await locals.api.load(getPalace, { params: { slug: params.slug } });
    const answer = await locals.api.submit(enrol, {
      params: { palaceId: palace.id, activityId: params.id },
      body: { joinWaitlist: form.has('joinWaitlist') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    const news = answer.data.status === 'waitlisted' ? 'waited' : 'enrolled';
    redirect(303, `/me/enrolments/${answer.data.id}?${news}`);
  },
};
