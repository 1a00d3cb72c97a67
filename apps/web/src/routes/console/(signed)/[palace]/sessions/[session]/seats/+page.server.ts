import type { RequestEvent } from '@sveltejs/kit';
import { getAgendaSession, getSeatPlan, moveToSeats, setSeating } from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'bookings');
  const params = { palaceId: palace.id, sessionId: event.params.session };
  const { api } = event.locals;
  const [session, seating] = await Promise.all([
    api.load(getAgendaSession, { params }),
    api.load(getSeatPlan, { params }),
  ]);
  const holds = (...one: (typeof roles)[number][]) => one.some((role) => roles.includes(role));
  return {
    session,
    seating,
    mayPlan: holds('editor', 'director'),
    mayMove: holds('front_desk', 'coordinator', 'director'),
  };
};

type SessionEvent = RequestEvent<{ palace: string; session: string }>;

export const actions: Actions = {
  sellBy: deskAction<SessionEvent, unknown>('sellBy', 'bookings', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setSeating, {
      params: { palaceId: desk.palace.id, sessionId: event.params.session },
      body: { mapId: form.textOrNull('mapId') },
      idempotencyKey,
    }),
  ),

  move: deskAction<SessionEvent, unknown>('move', 'bookings', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(moveToSeats, {
      params: { palaceId: desk.palace.id, bookingId: form.text('bookingId') },
      body: { seats: form.choices('seat').map(Number) },
      idempotencyKey,
    }),
  ),
};
