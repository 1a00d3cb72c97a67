import type { RequestEvent } from '@sveltejs/kit';
import { createResource, listResources, type ResourceKind, renameResource } from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'spaces');
  const { items } = await event.locals.api.load(listResources, { params: { palaceId: palace.id } });
  return {
    resources: items,
    mayEdit: roles.some((role) => role === 'editor' || role === 'coordinator' || role === 'director'),
  };
};

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  add: deskAction<PalaceEvent, unknown>('add', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createResource, {
      params: { palaceId: desk.palace.id },
      body: { kind: form.choice<ResourceKind>('subject'), name: form.text('name') },
      idempotencyKey,
    }),
  ),

  rename: deskAction<PalaceEvent, unknown>('rename', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(renameResource, {
      params: { palaceId: desk.palace.id, resourceId: form.text('subject') },
      body: { name: form.text('name') },
      idempotencyKey,
    }),
  ),
};
