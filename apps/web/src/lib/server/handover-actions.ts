import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { createTransfer, inviteCompanion, withdrawInvitation } from '@wengong/contract';
import { readForm } from './form.ts';

type Event = RequestEvent<{ id: string }>;

/** What the page of a booking can post about handing it over. */
export const handoverActions = {
  transfer: async ({ params, request, locals }: Event) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(createTransfer, {
      params: { bookingId: params.id },
      body: { phone: form.text('phone'), name: form.text('name') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, about: 'transfer' });
    redirect(303, `/me/bookings/${params.id}?sent`);
  },
  companion: async ({ params, request, locals }: Event) => {
    const form = await readForm(request);
    const phone = form.text('phone');
    const answer = await locals.api.submit(inviteCompanion, {
      params: { bookingId: params.id, ordinal: Number(form.text('ordinal')) },
      body: { name: form.text('name'), ...(phone === '' ? {} : { phone }) },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${params.id}?sent`);
  },
  withdraw: async ({ params, request, locals }: Event) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(withdrawInvitation, {
      params: { invitationId: form.text('invitation') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${params.id}?withdrawn`);
  },
};
