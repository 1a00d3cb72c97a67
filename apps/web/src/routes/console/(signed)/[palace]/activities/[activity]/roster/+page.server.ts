import type { RequestEvent } from '@sveltejs/kit';
import { enrolOnBehalf, getSeriesRoster } from '@wengong/contract';
import { narrower } from '#lib/features/console/sections.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk, requireRole } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = await requireDesk(event, 'activities');
  requireRole(desk, narrower['/activities/*/roster']);
  const { palace, roles } = desk;
  const params = { palaceId: palace.id, activityId: event.params.activity };
  return {
    roster: await event.locals.api.load(getSeriesRoster, { params }),
    activityId: params.activityId,
    mayEnrol: roles.some((role) => ['front_desk', 'coordinator', 'director'].includes(role)),
  };
};

type ActivityEvent = RequestEvent<{ palace: string; activity: string }>;

export const actions: Actions = {
  enrol: deskAction<ActivityEvent, unknown>('enrol', 'bookings', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(enrolOnBehalf, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: { phone: form.text('phone'), joinWaitlist: form.flag('joinWaitlist') },
      idempotencyKey,
    }),
  ),
};
