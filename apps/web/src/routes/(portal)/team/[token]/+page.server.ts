import { fail, redirect } from '@sveltejs/kit';
import { getTeamInvitation, joinTeam } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  return { team: await locals.api.load(getTeamInvitation, { params }), token: params.token };
};

export const actions: Actions = {
  default: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(joinTeam, { params, ...key });
    if (answer.ok) redirect(303, `/me/bookings/${answer.data.bookingId}?new`);
    if (answer.status === 401) redirect(303, `/sign-in?back=${encodeURIComponent(`/team/${params.token}`)}`);
    return fail(answer.status, { problem: answer.problem });
  },
};
