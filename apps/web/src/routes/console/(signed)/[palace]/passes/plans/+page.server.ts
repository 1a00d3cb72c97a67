import type { RequestEvent } from '@sveltejs/kit';
import {
  type ActivityKind,
  createPassPlan,
  listPassPlans,
  listStaffActivities,
  type PassScopeInput,
  putPassPlan,
} from '@wengong/contract';
import { listBrands } from '@wengong/contract/programme';
import { deskAction } from '#lib/features/console/server/action.ts';
import type { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'passes');
  const { api } = event.locals;
  const params = { palaceId: palace.id };
  const [plans, brands, activities] = await Promise.all([
    api.load(listPassPlans, { params }),
    api.load(listBrands, { params }),
    api.load(listStaffActivities, { params, query: { status: 'published', limit: 100 } }),
  ]);
  const named = ({ id, title, titleEn }: { id: string; title: string; titleEn: string }) => ({
    id,
    name: title,
    nameEn: titleEn,
  });
  return {
    plans: plans.items,
    brands: brands.items.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
    activities: activities.items.map(named),
    isDirector: roles.includes('director'),
  };
};

function scopeOf(form: FormReader): PassScopeInput {
  const type = form.choice<PassScopeInput['type']>('scope');
  if (type === 'kinds') return { type, kinds: form.choices<ActivityKind>('kinds') };
  return type === 'palace' ? { type } : { type, ids: form.choices(type) };
}

const planOf = (form: FormReader) => ({
  name: form.text('name'),
  nameEn: form.text('nameEn'),
  units: form.text('counts') === 'visits' ? form.integer('units') : null,
  validDays: form.integer('validDays'),
  priceFen: form.fen('price'),
  scope: scopeOf(form),
  noShowUses: form.flag('noShowUses'),
  lateCancelUses: form.flag('lateCancelUses'),
  onSale: form.flag('onSale'),
});

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  add: deskAction<PalaceEvent, unknown>('add', 'passes', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createPassPlan, {
      params: { palaceId: desk.palace.id },
      body: planOf(form),
      idempotencyKey,
    }),
  ),

  change: deskAction<PalaceEvent, unknown>('change', 'passes', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putPassPlan, {
      params: { palaceId: desk.palace.id, planId: form.text('subject') },
      body: { ...planOf(form), version: form.integer('version') },
      idempotencyKey,
    }),
  ),
};
