import { fail, redirect } from '@sveltejs/kit';
import { cancelMySpaceBooking, listMySpaceBookings } from '@wengong/contract';
import { pageLinks } from '#lib/features/programme/paging.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const when = url.searchParams.get('when') === 'past' ? ('past' as const) : ('upcoming' as const);
  const cursor = url.searchParams.get('cursor');
  const list = await locals.api.load(listMySpaceBookings, { query: { when, ...(cursor ? { cursor } : {}) } });
  return {
    when,
    bookings: list.items,
    links: pageLinks(url, list.nextCursor),
    booked: url.searchParams.has('booked'),
    cancelled: url.searchParams.has('cancelled'),
  };
};

export const actions: Actions = {
  cancel: async ({ request, locals }) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(cancelMySpaceBooking, {
      params: { bookingId: form.text('booking') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, '/me/spaces?cancelled');
  },
};
