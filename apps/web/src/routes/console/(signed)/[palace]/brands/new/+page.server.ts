import { redirect } from '@sveltejs/kit';
import { createBrand, listPartners } from '@wengong/contract';
import { narrower } from '#lib/features/console/sections.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { readBrandContent } from '#lib/features/console/server/brand-content.ts';
import { requireDesk, requireRole } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = await requireDesk(event, 'brands');
  requireRole(desk, narrower['/brands/new']);
  const { items } = await event.locals.api.load(listPartners, { params: { palaceId: desk.palace.id } });
  return { partners: items, palaceId: desk.palace.id };
};

export const actions: Actions = {
  create: deskAction('create', 'brands', async ({ event, desk, form, idempotencyKey }) => {
    const answer = await event.locals.api.submit(createBrand, {
      params: { palaceId: desk.palace.id },
      body: readBrandContent(form),
      idempotencyKey,
    });
    if (answer.ok) redirect(303, `/console/${desk.palace.slug}/brands/${answer.data.id}`);
    return answer;
  }),
};
