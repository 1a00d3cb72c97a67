import type { RequestEvent } from '@sveltejs/kit';
import { createSpace, listResources, listStaffSpaces, type SpaceKind, updateSpace } from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import type { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'spaces');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [spaces, units] = await Promise.all([
    api.load(listStaffSpaces, { params }),
    api.load(listResources, { params, query: { kind: 'room_unit' } }),
  ]);
  return {
    spaces: spaces.items,
    units: units.items,
    mayEdit: roles.includes('editor') || roles.includes('director'),
  };
};

const content = (form: FormReader) => ({
  kind: form.choice<SpaceKind>('kind'),
  name: form.text('name'),
  nameEn: form.text('nameEn'),
  capacity: form.integer('capacity'),
  description: form.text('description'),
  descriptionEn: form.text('descriptionEn'),
  bookable: form.flag('bookable'),
  slotMinutes: form.integer('slotMinutes'),
  priceFen: form.fen('price'),
  memberPriceFen: form.fen('memberPrice'),
  position: form.integer('position'),
});

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  create: deskAction<PalaceEvent, unknown>('create', 'spaces', ({ event, desk, form, idempotencyKey }) => {
    const unitIds = form.choices('unitIds');
    return event.locals.api.submit(createSpace, {
      params: { palaceId: desk.palace.id },
      body: { ...content(form), ...(unitIds.length > 0 ? { unitIds } : {}) },
      idempotencyKey,
    });
  }),

  update: deskAction<PalaceEvent, unknown>('update', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(updateSpace, {
      params: { palaceId: desk.palace.id, spaceId: form.text('subject') },
      body: content(form),
      idempotencyKey,
    }),
  ),
};
