import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { createTransfer, inviteCompanion, withdrawInvitation } from '@wengong/contract';
import type { TypedInvitation } from '#lib/features/handover/typed-invitation.ts';
import { type PostedForm, readForm } from './form.ts';

type Event = RequestEvent<{ id: string }>;

/** What was filled in comes back with a refusal. */
const typedIn = (form: PostedForm, ordinal: number | null): TypedInvitation => ({
  ordinal,
  name: form.text('name'),
  phone: form.text('phone'),
});

/** What the page of a booking can post about handing it over. */
export const handoverActions = {
  transfer: async ({ params, request, locals }: Event) => {
    const form = await readForm(request);
    const answer = await locals.api.submit(createTransfer, {
      params: { bookingId: params.id },
      body: { phone: form.text('phone'), name: form.text('name') },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, typed: typedIn(form, null) });
    redirect(303, `/me/bookings/${params.id}?sent`);
  },
  companion: async ({ params, request, locals }: Event) => {
    const form = await readForm(request);
    const phone = form.text('phone');
    const ordinal = Number(form.text('ordinal'));
    const answer = await locals.api.submit(inviteCompanion, {
      params: { bookingId: params.id, ordinal },
      body: { name: form.text('name'), ...(phone === '' ? {} : { phone }) },
      ...form.key,
    });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem, typed: typedIn(form, ordinal) });
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
