import { fail, redirect } from '@sveltejs/kit';
import { confirmMyBooking, getMyBallotEntry } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, parent }) => {
  await parent();
  return { entry: await locals.api.load(getMyBallotEntry, { params: { entryId: params.id } }) };
};

export const actions: Actions = {
  /** The entry's id is the booking's, too. */
  confirm: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(confirmMyBooking, { params: { bookingId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${params.id}?confirmed`);
  },
};
