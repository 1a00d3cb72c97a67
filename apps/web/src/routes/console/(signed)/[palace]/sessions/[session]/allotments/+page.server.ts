import type { RequestEvent } from '@sveltejs/kit';
import {
  changeAllotment,
  createAllotment,
  getAgendaSession,
  listAllotments,
  returnAllotment,
  searchUnions,
  type WorkerCategory,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'bookings');
  const params = { palaceId: palace.id, sessionId: event.params.session };
  const { api } = event.locals;
  const mayChange = roles.some((role) => role === 'coordinator' || role === 'director');
  const [session, shared, unions] = await Promise.all([
    api.load(getAgendaSession, { params }),
    api.load(listAllotments, { params }),
    mayChange ? api.load(searchUnions, { params: { palaceId: palace.id } }) : { items: [] },
  ]);
  return { session, shared, unions: unions.items, mayChange };
};

type SessionEvent = RequestEvent<{ palace: string; session: string }>;
const act = (name: string, write: Parameters<typeof deskAction<SessionEvent, unknown>>[2]) =>
  deskAction<SessionEvent, unknown>(name, 'bookings', write);

export const actions: Actions = {
  add: act('add', ({ event, desk, form, idempotencyKey }) => {
    const kind = form.choice<'union' | 'walk_in' | 'category'>('kind');
    return event.locals.api.submit(createAllotment, {
      params: { palaceId: desk.palace.id, sessionId: event.params.session },
      body: {
        parentId: form.textOrNull('parentId'),
        kind,
        ...(kind === 'union' ? { unionId: form.text('unionId') } : {}),
        ...(kind === 'category' ? { category: form.choice<WorkerCategory>('category') } : {}),
        label: form.text('label'),
        seats: form.integer('seats'),
        returnsAt: form.text('returnsAt') ? form.instant('returnsAt') : null,
      },
      idempotencyKey,
    });
  }),

  change: act('change', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(changeAllotment, {
      params: { palaceId: desk.palace.id, allotmentId: form.text('subject') },
      body: {
        seats: form.integer('seats'),
        returnsAt: form.text('returnsAt') ? form.instant('returnsAt') : null,
      },
      idempotencyKey,
    }),
  ),

  takeBack: act('takeBack', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(returnAllotment, {
      params: { palaceId: desk.palace.id, allotmentId: form.text('subject') },
      idempotencyKey,
    }),
  ),
};
