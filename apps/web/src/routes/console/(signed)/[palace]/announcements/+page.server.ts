import type { RequestEvent } from '@sveltejs/kit';
import {
  createAnnouncement,
  deleteAnnouncement,
  listStaffAnnouncements,
  updateAnnouncement,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import type { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'announcements');
  const { items } = await event.locals.api.load(listStaffAnnouncements, { params: { palaceId: palace.id } });
  return {
    announcements: items,
    now: Date.now(),
    mayEdit: roles.includes('editor') || roles.includes('director'),
  };
};

const content = (form: FormReader) => ({
  title: form.text('title'),
  titleEn: form.text('titleEn'),
  link: form.textOrNull('link'),
  startsAt: form.instant('startsAt'),
  endsAt: form.instant('endsAt'),
});

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  create: deskAction<PalaceEvent, unknown>(
    'create',
    'announcements',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(createAnnouncement, {
        params: { palaceId: desk.palace.id },
        body: content(form),
        idempotencyKey,
      }),
  ),

  update: deskAction<PalaceEvent, unknown>(
    'update',
    'announcements',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(updateAnnouncement, {
        params: { palaceId: desk.palace.id, announcementId: form.text('subject') },
        body: content(form),
        idempotencyKey,
      }),
  ),

  remove: deskAction<PalaceEvent, unknown>(
    'remove',
    'announcements',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(deleteAnnouncement, {
        params: { palaceId: desk.palace.id, announcementId: form.text('subject') },
        idempotencyKey,
      }),
  ),
};
