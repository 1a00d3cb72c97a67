import { fail, redirect } from '@sveltejs/kit';
import {
  cancelMyBooking,
  confirmMyAttendance,
  confirmMyBooking,
  declineEnrolment,
  getMyBooking,
  getMyBookingCredit,
  getMyHandover,
} from '@wengong/contract';
import { hasSeat } from '#lib/features/booking/booking-tone.ts';
import { readForm } from '#lib/server/form.ts';
import { handoverActions } from '#lib/server/handover-actions.ts';
import type { Actions, PageServerLoad } from './$types';

const news = ['new', 'confirmed', 'cancelled', 'sent', 'withdrawn', 'taken'] as const;

export const load: PageServerLoad = async ({ params, locals, parent, url }) => {
  await parent();
  const booking = await locals.api.load(getMyBooking, { params: { bookingId: params.id } });
  return {
    booking,
    handover: hasSeat(booking.status)
      ? await locals.api.load(getMyHandover, { params: { bookingId: params.id } })
      : null,
    credit: await locals.api.load(getMyBookingCredit, { params: { bookingId: params.id } }),
    news: news.find((word) => url.searchParams.has(word)),
  };
};

export const actions: Actions = {
  ...handoverActions,
  attend: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(confirmMyAttendance, { params: { bookingId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${params.id}`);
  },
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
  decline: async ({ params, request, locals }) => {
    const { key } = await readForm(request);
    const answer = await locals.api.submit(declineEnrolment, { params: { bookingId: params.id }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${params.id}?cancelled`);
  },
};
