import type { RequestEvent } from '@sveltejs/kit';
import { cancelSpaceForPerson, listSpaceBookings, revealPhone } from '@wengong/contract';
import { addDays, todayIn } from '#lib/features/console/clock.ts';
import { narrower } from '#lib/features/console/sections.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk, requireRole } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = await requireDesk(event, 'spaces');
  requireRole(desk, narrower['/spaces/bookings']);
  const { palace, roles } = desk;
  const today = todayIn(palace.timeZone);
  const asked = event.url.searchParams.get('day') ?? '';
  const day = /^\d{4}-\d\d-\d\d$/.test(asked) && !Number.isNaN(Date.parse(asked)) ? asked : today;
  const list = await event.locals.api.load(listSpaceBookings, {
    params: { palaceId: palace.id },
    query: { day, limit: 100, cursor: event.url.searchParams.get('cursor') ?? undefined },
  });
  return {
    list,
    day,
    today,
    before: addDays(day, -1),
    after: addDays(day, 1),
    mayReveal: roles.includes('front_desk') || roles.includes('director'),
  };
};

type PalaceEvent = RequestEvent<{ palace: string }>;

export const actions: Actions = {
  reveal: deskAction<PalaceEvent, unknown>('reveal', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(revealPhone, {
      params: { palaceId: desk.palace.id, personId: form.text('subject') },
      idempotencyKey,
    }),
  ),

  cancel: deskAction<PalaceEvent, unknown>('cancel', 'spaces', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(cancelSpaceForPerson, {
      params: { palaceId: desk.palace.id, bookingId: form.text('subject') },
      body: { reason: form.text('reason') },
      idempotencyKey,
    }),
  ),
};
