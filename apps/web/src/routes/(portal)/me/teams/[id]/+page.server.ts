import { fail, redirect } from '@sveltejs/kit';
import { getMyTeam, giveBackTeam, removeFromTeam, renewTeamLink } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, params, url }) => {
  await parent();
  const team = await locals.api.load(getMyTeam, { params: { teamId: params.id } });
  return { team, isNew: url.searchParams.has('new') };
};

export const actions: Actions = {
  renew: async ({ request, params, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(renewTeamLink, { params: { teamId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/teams/${params.id}`);
  },
  back: async ({ request, params, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(giveBackTeam, { params: { teamId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/teams/${params.id}`);
  },
  remove: async ({ request, params, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(removeFromTeam, {
      params: { teamId: params.id, bookingId: form.text('booking') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/teams/${params.id}`);
  },
};
