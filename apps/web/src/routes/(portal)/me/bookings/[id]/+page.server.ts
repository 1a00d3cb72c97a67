import { fail, redirect } from '@sveltejs/kit';
import { cancelMyBooking, confirmMyBooking, getMyBooking } from '@wengong/contract';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const news = ['new', 'confirmed', 'cancelled'] as const;

export const load: PageServerLoad = async ({ params, locals, parent, url }) => {
  await parent();
  return {
    booking: await locals.api.load(getMyBooking, { params: { bookingId: params.id } }),
    news: news.find((word) => url.searchParams.has(word)),
  };
};

export const actions: Actions = {
  confirm: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(confirmMyBooking, { params: { bookingId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${params.id}?confirmed`);
  },
  cancel: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(cancelMyBooking, { params: { bookingId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${params.id}?cancelled`);
  },
};
