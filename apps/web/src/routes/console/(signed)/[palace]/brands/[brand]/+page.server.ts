import { error, type RequestEvent, redirect } from '@sveltejs/kit';
import {
  attachActivity,
  deleteBrand,
  detachActivity,
  listBrandActivities,
  listPartners,
  listStaffActivities,
  listStaffBrands,
  updateBrand,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { readBrandContent } from '#lib/features/console/server/brand-content.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'brands');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [brands, partners, carried, others] = await Promise.all([
    api.load(listStaffBrands, { params }),
    api.load(listPartners, { params }),
    api.load(listBrandActivities, { params: { ...params, brandId: event.params.brand } }),
    api.load(listStaffActivities, { params, query: { limit: 100 } }),
  ]);
  const brand = brands.items.find((one) => one.id === event.params.brand);
  if (brand === undefined) error(404);
  return {
    brand,
    partners: partners.items,
    carried: carried.items,
    others: others.items.filter((one) => one.status !== 'cancelled'),
    palaceId: palace.id,
    mayChange: roles.includes('editor') || roles.includes('director'),
  };
};

type BrandEvent = RequestEvent<{ palace: string; brand: string }>;
const act = (name: string, write: Parameters<typeof deskAction<BrandEvent, unknown>>[2]) =>
  deskAction<BrandEvent, unknown>(name, 'brands', write);

export const actions: Actions = {
  save: act('save', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(updateBrand, {
      params: { palaceId: desk.palace.id, brandId: event.params.brand },
      body: readBrandContent(form),
      idempotencyKey,
    }),
  ),

  attach: act('attach', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(attachActivity, {
      params: { palaceId: desk.palace.id, brandId: event.params.brand, activityId: form.text('activityId') },
      idempotencyKey,
    }),
  ),

  detach: act('detach', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(detachActivity, {
      params: { palaceId: desk.palace.id, brandId: event.params.brand, activityId: form.text('subject') },
      idempotencyKey,
    }),
  ),

  remove: act('remove', async ({ event, desk, idempotencyKey }) => {
    const answer = await event.locals.api.submit(deleteBrand, {
      params: { palaceId: desk.palace.id, brandId: event.params.brand },
      idempotencyKey,
    });
    if (answer.ok) redirect(303, `/console/${desk.palace.slug}/brands`);
    return answer;
  }),
};
