import type { RequestEvent } from '@sveltejs/kit';
import { createDoorProvisioning, listDoorDevices, listDoorFlags, revokeDoorDevice } from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'devices');
  const params = { palaceId: palace.id };
  const cursor = event.url.searchParams.get('cursor') ?? undefined;
  const [devices, flags] = await Promise.all([
    event.locals.api.load(listDoorDevices, { params }),
    event.locals.api.load(listDoorFlags, { params, query: { cursor } }),
  ]);
  return {
    devices: devices.items,
    flags,
    paged: cursor !== undefined,
    maySetUp: roles.some((role) => role === 'coordinator' || role === 'director'),
  };
};

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  add: deskAction<PalaceEvent, unknown>('add', 'devices', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createDoorProvisioning, {
      params: { palaceId: desk.palace.id },
      body: { name: form.text('name'), kind: form.text('kind') === 'kiosk' ? 'kiosk' : 'door' },
      idempotencyKey,
    }),
  ),

  revoke: deskAction<PalaceEvent, unknown>('revoke', 'devices', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(revokeDoorDevice, {
      params: { palaceId: desk.palace.id, deviceId: form.text('subject') },
      idempotencyKey,
    }),
  ),
};
