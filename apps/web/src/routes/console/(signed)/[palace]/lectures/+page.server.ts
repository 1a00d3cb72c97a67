import { redirect } from '@sveltejs/kit';
import { listStaffBrands } from '@wengong/contract';
import {
  createSeries,
  createSpeaker,
  deleteSpeaker,
  listSpeakers,
  listStaffSeries,
  updateSpeaker,
} from '@wengong/contract/lecture-desk';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { readSeries, readSpeaker } from '#lib/features/console/server/lecture-content.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'lectures');
  const params = { palaceId: palace.id };
  const [series, speakers, brands] = await Promise.all([
    event.locals.api.load(listStaffSeries, { params }),
    event.locals.api.load(listSpeakers, { params }),
    event.locals.api.load(listStaffBrands, { params }),
  ]);
  return {
    palaceId: palace.id,
    series: series.items,
    speakers: speakers.items,
    brands: brands.items.map(({ id, name }) => ({ id, name })),
    mayEdit: roles.some((role) => role === 'editor' || role === 'director'),
  };
};

export const actions: Actions = {
  create: deskAction('create', 'lectures', async ({ event, desk, form, idempotencyKey }) => {
    const answer = await event.locals.api.submit(createSeries, {
      params: { palaceId: desk.palace.id },
      body: readSeries(form),
      idempotencyKey,
    });
    if (answer.ok) redirect(303, `/console/${desk.palace.slug}/lectures/${answer.data.id}`);
    return answer;
  }),
  speaker: deskAction('speaker', 'lectures', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createSpeaker, {
      params: { palaceId: desk.palace.id },
      body: readSpeaker(form),
      idempotencyKey,
    }),
  ),
  change: deskAction('change', 'lectures', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(updateSpeaker, {
      params: { palaceId: desk.palace.id, speakerId: form.text('subject') },
      body: readSpeaker(form),
      idempotencyKey,
    }),
  ),
  unspeaker: deskAction('unspeaker', 'lectures', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(deleteSpeaker, {
      params: { palaceId: desk.palace.id, speakerId: form.text('subject') },
      idempotencyKey,
    }),
  ),
};
