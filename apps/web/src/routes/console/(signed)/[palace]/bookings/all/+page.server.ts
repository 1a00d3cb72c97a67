import type { RequestEvent } from '@sveltejs/kit';
import {
  bookingStates,
  createBookingExport,
  type ExportFormat,
  getAgendaSession,
  getStaffActivity,
  listPalaceBookings,
} from '@wengong/contract';
import { readBookingQuery } from '#lib/features/console/bookings/query.ts';
import { todayIn } from '#lib/features/console/clock.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { attendeeActions } from '#lib/features/console/server/attendee-actions.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'bookings');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const query = readBookingQuery(event.url.searchParams, bookingStates);
  const [list, session, activity] = await Promise.all([
    api.load(listPalaceBookings, { params, query }),
    query.sessionId
      ? api.load(getAgendaSession, { params: { ...params, sessionId: query.sessionId } })
      : null,
    query.activityId
      ? api.load(getStaffActivity, { params: { ...params, activityId: query.activityId } })
      : null,
  ]);
  const helps = roles.some((role) => ['front_desk', 'coordinator', 'director'].includes(role));
  return {
    list,
    query,
    hidden: event.url.searchParams.get('hide')?.split(',') ?? [],
    of: session ?? activity,
    today: todayIn(palace.timeZone),
    mayReveal: roles.includes('front_desk') || roles.includes('director'),
    mayHelp: helps,
    isDirector: roles.includes('director'),
    mayMoveUp: roles.includes('coordinator') || roles.includes('director'),
  };
};

export const actions: Actions = {
  ...attendeeActions,

  export: deskAction<RequestEvent<{ palace: string }>, unknown>(
    'export',
    'bookings',
    ({ event, desk, form, idempotencyKey }) => {
      const { sort: _, ...filter } = readBookingQuery(event.url.searchParams, bookingStates);
      const reason = form.flag('inClear') ? form.text('reason') : undefined;
      return event.locals.api.submit(createBookingExport, {
        params: { palaceId: desk.palace.id },
        body: {
          filter,
          format: form.choice<ExportFormat>('format'),
          locale: event.locals.preferences.lang,
          ...(reason === undefined ? {} : { reason }),
        },
        idempotencyKey,
      });
    },
  ),
};
