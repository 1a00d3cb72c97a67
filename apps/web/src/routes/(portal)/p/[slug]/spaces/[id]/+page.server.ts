import { fail, redirect } from '@sveltejs/kit';
import { createSpaceBooking } from '@wengong/contract';
import { getPalace } from '@wengong/contract/network';
import { getSpace, listSlots } from '@wengong/contract/venue';
import { isDay } from '#lib/features/palace/month.ts';
import { dayKey } from '#lib/i18n/format.ts';
import { readForm } from '#lib/server/form.ts';
import type { Actions, PageServerLoad } from './$types';

const DAYS = 14;

export const load: PageServerLoad = async ({ parent, params, url, locals }) => {
  const { detail } = await parent();
  const place = { palaceId: detail.id, spaceId: params.id };
  const days = Array.from({ length: DAYS }, (_, index) =>
    dayKey(Date.now() + index * 86_400_000, { lang: 'en', timeZone: detail.timeZone }),
  );
  const asked = url.searchParams.get('day') ?? '';
  const space = await locals.api.load(getSpace, { params: place });
  const slotsOn = async (day: string) =>
    space.bookable ? (await locals.api.load(listSlots, { params: place, query: { day } })).items : [];
  const [today = '', tomorrow = ''] = days;
  let day = isDay(asked) ? asked : today;
  let slots = await slotsOn(day);
  // In the evening nothing is left of today: whoever asked for no day sees the next.
  if (!asked && !slots.some((slot) => slot.free)) {
    day = tomorrow;
    slots = await slotsOn(day);
  }
  return { space, day, days, slots };
};

export const actions: Actions = {
  /** Books the chosen slots; whoever is not signed in signs in and comes back to the same day. */
  default: async ({ request, params, url, locals }) => {
    const form = await readForm(request);
    const values = { startsAt: form.text('startsAt'), slots: form.text('slots') || '1' };
    const palace = await locals.api.load(getPalace, { params: { slug: params.slug } });
    const answer = await locals.api.submit(createSpaceBooking, {
      params: { palaceId: palace.id, spaceId: params.id },
      body: { startsAt: values.startsAt, slots: Number(values.slots) },
      ...form.key,
    });
    if (answer.ok) redirect(303, '/me/spaces?booked');
    if (answer.status === 401)
      redirect(303, `/sign-in?back=${encodeURIComponent(url.pathname + url.search)}`);
    return fail(answer.status, { problem: answer.problem, values });
  },
};
