import type { RequestEvent } from '@sveltejs/kit';
import { addStaff, listStaff, type PalaceRole, resetStaffAccount, setStaffRoles } from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'staff');
  const { items } = await event.locals.api.load(listStaff, { params: { palaceId: palace.id } });
  return { members: items, isDirector: roles.includes('director') };
};

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  add: deskAction<PalaceEvent, unknown>('add', 'staff', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(addStaff, {
      params: { palaceId: desk.palace.id },
      body: {
        phone: form.text('phone'),
        displayName: form.text('displayName'),
        account: form.text('account').toLowerCase(),
        roles: form.choices<PalaceRole>('roles'),
      },
      idempotencyKey,
    }),
  ),

  roles: deskAction<PalaceEvent, unknown>('roles', 'staff', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setStaffRoles, {
      params: { palaceId: desk.palace.id, personId: form.text('subject') },
      body: { roles: form.choices<PalaceRole>('roles') },
      idempotencyKey,
    }),
  ),

  reset: deskAction<PalaceEvent, unknown>('reset', 'staff', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(resetStaffAccount, {
      params: { palaceId: desk.palace.id, personId: form.text('subject') },
      idempotencyKey,
    }),
  ),
};
