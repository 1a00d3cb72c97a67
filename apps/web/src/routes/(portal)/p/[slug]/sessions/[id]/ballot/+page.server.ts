import { error, fail, redirect } from '@sveltejs/kit';
import {
  confirmMyBooking,
  getAvailability,
  getBallot,
  putBallotEntry,
  withdrawBallotEntry,
} from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import { getActivity } from '@wengong/contract/programme';
import { bookingMessages } from '#lib/features/booking/messages.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ parent, params, url, locals }) => {
  const { detail } = await parent();
  const key = { palaceId: detail.id, sessionId: params.id };
  const availability = await locals.api.load(getAvailability, { params: key });
  const activity = await locals.api.load(getActivity, {
    params: { palaceId: detail.id, activityId: availability.activityId },
  });
  const session = activity.sessions.find((one) => one.id === params.id);
  if (!session) error(404, { message: bookingMessages[locals.preferences.lang].sessionGone });
  const answer = await locals.api.submit(getBallot, { params: key });
  // Planned as a ballot, and not set up yet.
  if (!answer.ok && answer.status !== 404) error(answer.status, { message: answer.problem.detail });
  return {
    activity,
    session,
    files: `/api/v1/palaces/${detail.id}/sessions/${params.id}/ballot`,
    bookable: availability.me?.canBook ?? availability.seatsLeft > 0,
    ballot: answer.ok ? answer.data : null,
    news: (['entered', 'withdrawn'] as const).find((word) => url.searchParams.has(word)),
  };
};

const keyOf = async ({ locals, params }: RequestEvent) => {
  const palace = await locals.api.load(getPalace, { params: { slug: params.slug } });
  return { palaceId: palace.id, sessionId: params.id };
};

export const actions: Actions = {
  enter: async (event) => {
    const form = await readForm(event.request);
    const companions = form.all('companion');
    const answer = await event.locals.api.submit(putBallotEntry, {
      params: await keyOf(event),
      body: { companions: companions.map((name) => ({ name })) },
      ...form.key,
    });
    if (answer.ok) redirect(303, `${event.url.pathname}?entered`);
    if (answer.status === 401) redirect(303, `/sign-in?back=${encodeURIComponent(event.url.pathname)}`);
    return fail(answer.status, { problem: answer.problem, companions });
  },
  withdraw: async (event) => {
    const answer = await event.locals.api.submit(withdrawBallotEntry, { params: await keyOf(event) });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `${event.url.pathname}?withdrawn`);
  },
  confirm: async (event) => {
    const { key } = await readForm(event.request);
    const mine = await event.locals.api.load(getBallot, { params: await keyOf(event) });
    const bookingId = mine.me?.entry?.bookingId;
    if (!bookingId) redirect(303, event.url.pathname);
    const answer = await event.locals.api.submit(confirmMyBooking, { params: { bookingId }, ...key });
    if (!answer.ok) return fail(answer.status, { problem: answer.problem });
    redirect(303, `/me/bookings/${bookingId}?confirmed`);
  },
};
