import { fail, redirect } from '@sveltejs/kit';
import { acceptInvitation, declineInvitation, getInvitation } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, url, setHeaders }) => {
  setHeaders({ 'cache-control': 'private, no-store' });
  const invitation = await locals.api.load(getInvitation, { params });
  // A link without a phone number tells nobody who declined; who has just done so knows.
  return { invitation, declinedNow: invitation.status === 'declined' && url.searchParams.has('declined') };
};

export const actions: Actions = {
  accept: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(acceptInvitation, { params, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${answer.data.bookingId}?taken`);
  },
  decline: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(declineInvitation, { params, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/invitation/${params.token}?declined`);
  },
};
