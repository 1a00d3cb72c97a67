import { type RequestEvent, redirect } from '@sveltejs/kit';
import { getStaffActivity, previewActivity, publishActivity, rejectActivity } from '@wengong/contract';
import { narrower } from '#lib/features/console/sections.ts';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk, requireRole } from '#lib/features/console/server/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = await requireDesk(event, 'activities');
  requireRole(desk, narrower['/activities/*/review']);
  const params = { palaceId: desk.palace.id, activityId: event.params.activity };
  const { api } = event.locals;
  const [activity, preview] = await Promise.all([
    api.load(getStaffActivity, { params }),
    api.load(previewActivity, { params }),
  ]);
  return { activity, preview, own: activity.submittedBy?.id === desk.staff.person.id };
};

type ActivityEvent = RequestEvent<{ palace: string; activity: string }>;

export const actions: Actions = {
  publish: deskAction<ActivityEvent, unknown>(
    'publish',
    'activities',
    async ({ event, desk, form, idempotencyKey }) => {
      const note = form.text('note');
      const answer = await event.locals.api.submit(publishActivity, {
        params: { palaceId: desk.palace.id, activityId: event.params.activity },
        body: { version: form.integer('version'), ...(note ? { note } : {}) },
        idempotencyKey,
      });
      if (answer.ok) redirect(303, `/console/${desk.palace.slug}/activities/${event.params.activity}`);
      return answer;
    },
  ),

  schedule: deskAction<ActivityEvent, unknown>(
    'schedule',
    'activities',
    async ({ event, desk, form, idempotencyKey }) => {
      const answer = await event.locals.api.submit(publishActivity, {
        params: { palaceId: desk.palace.id, activityId: event.params.activity },
        body: { version: form.integer('version'), publishAt: form.instant('publishAt') },
        idempotencyKey,
      });
      if (answer.ok) redirect(303, `/console/${desk.palace.slug}/activities/${event.params.activity}`);
      return answer;
    },
  ),

  reject: deskAction<ActivityEvent, unknown>(
    'reject',
    'activities',
    async ({ event, desk, form, idempotencyKey }) => {
      const answer = await event.locals.api.submit(rejectActivity, {
        params: { palaceId: desk.palace.id, activityId: event.params.activity },
        body: { version: form.integer('version'), note: form.text('note') },
        idempotencyKey,
      });
      if (answer.ok) redirect(303, `/console/${desk.palace.slug}/activities?status=submitted`);
      return answer;
    },
  ),
};
