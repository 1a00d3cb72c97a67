import type { RequestEvent } from '@sveltejs/kit';
import {
  getAgendaSession,
  getStaffActivity,
  listMailings,
  type MailingStatus,
  mailingPlaceholders,
  mailingStatuses,
  sendMailing,
} from '@wengong/contract';
import { readBookingQuery } from '#lib/features/console/bookings/query.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { mayServe, requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'bookings');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const { sessionId, activityId: asked } = readBookingQuery(event.url.searchParams, []);
  const session = sessionId ? await api.load(getAgendaSession, { params: { ...params, sessionId } }) : null;
  const activityId = session?.activityId ?? asked;
  const activity =
    activityId && !session ? await api.load(getStaffActivity, { params: { ...params, activityId } }) : null;
  const history = await api.load(listMailings, {
    params,
    query: {
      limit: 20,
      cursor: event.url.searchParams.get('cursor') ?? undefined,
      ...(activityId ? { activityId } : {}),
    },
  });
  return {
    about: session ?? activity,
    activityId: activityId ?? null,
    session,
    history,
    placeholders: Object.entries(mailingPlaceholders).map(([en, zh]) => ({ en, zh })),
    statuses: mailingStatuses,
    maySend: mayServe(roles),
  };
};

export const actions: Actions = {
  send: deskAction<RequestEvent<{ palace: string }>, unknown>(
    'send',
    'bookings',
    ({ event, desk, form, idempotencyKey }) =>
      event.locals.api.submit(sendMailing, {
        params: { palaceId: desk.palace.id },
        body: {
          activityId: form.text('activityId'),
          sessionId: form.text('target') === 'session' ? form.text('sessionId') : null,
          statuses: form.choices<MailingStatus>('statuses'),
          title: form.text('title'),
          titleEn: form.text('titleEn'),
          body: form.text('body'),
          bodyEn: form.text('bodyEn'),
        },
        idempotencyKey,
      }),
  ),
};
