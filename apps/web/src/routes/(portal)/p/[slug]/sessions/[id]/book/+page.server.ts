import { error, fail, redirect } from '@sveltejs/kit';
import { createBooking, getAvailability, getMyCreditAt, getMyPlace, listMyPasses } from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import { getActivity } from '@wengong/contract/programme';
import type { Availability } from '#lib/features/booking/availability.ts';
import { bookingMessages } from '#lib/features/booking/messages.ts';
import { readSeats, seatsWished } from '#lib/features/seating/seat-form.ts';
import { loadSeating } from '#lib/features/seating/server/load-seating.ts';
import { type PostedForm, readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, url, locals }) => {
  const { detail } = await parent();
  const palaceId = detail.id;
  const availability = await locals.api.load(getAvailability, { params: { palaceId, sessionId: params.id } });
  const { me } = availability;
  if (me === null) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
  // Places of this session can be had by ballot only, until it is drawn.
  if (me.reason === 'ballot-session') redirect(303, `/p/${params.slug}/sessions/${params.id}/ballot`);
  // Who comes before the opening waits with the others.
  if (availability.release === 'waiting_room' && me.reason === 'booking-not-open-yet')
    redirect(303, `/p/${params.slug}/sessions/${params.id}/room`);
  const activity = await locals.api.load(getActivity, {
    params: { palaceId, activityId: availability.activityId },
  });
  const session = activity.sessions.find((one) => one.id === params.id);
  const admission = await admissionOf(locals, params, { ...availability, palaceId });
  if (!session) error(404, { message: bookingMessages[locals.preferences.lang].sessionGone });
  const credit = await locals.api.load(getMyCreditAt, { params: { palaceId } });
  // Whose credit is low books for themselves.
  const maxCompanions = credit.effects?.companions === false ? 0 : availability.maxCompanions;
  const seating = availability.seatMapId === null ? null : await loadSeating(locals.api, palaceId, params.id);
  // Only who has to pay is asked what with.
  const passes =
    me.priceFen > 0
      ? await locals.api.load(listMyPasses, { query: { palaceId, sessionId: params.id } })
      : null;
  return {
    activity,
    session,
    availability: { ...availability, maxCompanions },
    me,
    credit,
    seating,
    admission,
    passes: passes?.items ?? [],
  };
};

/** The pass of somebody whom the waiting room let in; who still has to queue is led there. */
async function admissionOf(
  locals: App.Locals,
  { slug, id }: { slug: string; id: string },
  { release, me, palaceId }: Pick<Availability, 'release' | 'me'> & { palaceId: string },
): Promise<{ pass: string; until: string } | null> {
  if (release !== 'waiting_room' || !me?.canBook) return null;
  const { place } = await locals.api.load(getMyPlace, { params: { palaceId, sessionId: id } });
  if (!place?.pass || !place.passUntil) redirect(303, `/p/${slug}/sessions/${id}/room`);
  return { pass: place.pass, until: place.passUntil };
}

/** Named, or as many as there are to be. */
function companionsOf(form: PostedForm, unnamed: (index: string) => string): string[] {
  const count = Math.min(5, Number(form.text('companionCount')) || 0);
  return count > 0
    ? Array.from({ length: count }, (_, at) => unnamed(String(at + 1)))
    : form.all('companion');
}

export const actions: Actions = {
  /** Books, or queues when asked to; the ticket is the answer. */
  default: async ({ request, params, url, locals }) => {
    const form = await readForm(request);
    const companions = companionsOf(form, bookingMessages[locals.preferences.lang].unnamed);
    const joinWaitlist = form.has('joinWaitlist');
    const passId = form.text('passId') || null;
    const values = { companions, joinWaitlist, passId, ...readSeats(form) };
    const pass = form.text('pass');
    // Without the map: one row after the other is looked at, and nothing is booked yet.
    if (form.has('showRow')) return { values };
    const palace = await locals.api.load(getPalace, { params: { slug: params.slug } });
    const answer = await locals.api.submit(createBooking, {
      params: { palaceId: palace.id, sessionId: params.id },
      body: {
        companions: companions.map((name) => ({ name })),
        joinWaitlist,
        ...seatsWished(values),
        ...(pass ? { pass } : {}),
        ...(passId ? { passId } : {}),
      },
      ...form.key,
    });
    if (answer.ok) redirect(303, `/me/bookings/${answer.data.id}?new`);
    if (answer.status === 401) redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname)}`);
    return fail(answer.status, { problem: answer.problem, values });
  },
};
