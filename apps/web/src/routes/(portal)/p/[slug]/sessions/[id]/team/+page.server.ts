import { error, fail, redirect } from '@sveltejs/kit';
import { createTeam, getAvailability } from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import { getActivity } from '@wengong/contract/programme';
import { bookingMessages } from '#lib/features/booking/messages.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, url, locals }) => {
  const { detail } = await parent();
  const palaceId = detail.id;
  const availability = await locals.api.load(getAvailability, { params: { palaceId, sessionId: params.id } });
  if (availability.me === null) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
  const { activityId, team } = availability;
  const activity = await locals.api.load(getActivity, { params: { palaceId, activityId } });
  const session = activity.sessions.find((one) => one.id === params.id);
  if (!session) error(404, { message: bookingMessages[locals.preferences.lang].sessionGone });
  return { activity, session, team, me: availability.me };
};

export const actions: Actions = {
  default: async ({ request, params, url, locals }) => {
    const form = await readForm(request);
    const values = {
      label: form.text('label'),
      seats: form.text('seats'),
      joinMyself: form.has('joinMyself'),
    };
    const palace = await locals.api.load(getPalace, { params: { slug: params.slug } });
    const answer = await locals.api.submit(createTeam, {
      params: { palaceId: palace.id, sessionId: params.id },
      body: { ...values, seats: Math.round(Number(values.seats)) },
      ...form.key,
    });
    if (answer.ok) redirect(303, `/me/teams/${answer.data.id}?new`);
    if (answer.status === 401) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
    return fail(answer.status, { problem: answer.problem, values });
  },
};
