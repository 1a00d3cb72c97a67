import { redirect } from '@sveltejs/kit';
import { createActivity, listPartners, listStaffBrands } from '@wengong/contract';
import { narrower } from '#lib/features/console/sections.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { readActivityContent } from '#lib/features/console/server/activity-content.ts';
import { requireDesk, requireRole } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = await requireDesk(event, 'activities');
  requireRole(desk, narrower['/activities/new']);
  const params = { palaceId: desk.palace.id };
  const { api } = event.locals;
  const [brands, partners] = await Promise.all([
    api.load(listStaffBrands, { params }),
    api.load(listPartners, { params }),
  ]);
  return { brands: brands.items, partners: partners.items, palaceId: desk.palace.id };
};

export const actions: Actions = {
  create: deskAction('create', 'activities', async ({ event, desk, form, idempotencyKey }) => {
    const answer = await event.locals.api.submit(createActivity, {
      params: { palaceId: desk.palace.id },
      body: readActivityContent(form),
      idempotencyKey,
    });
    if (answer.ok) redirect(303, `/console/${desk.palace.slug}/activities/${answer.data.id}#sessions`);
    return answer;
  }),
};
