import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import {
  addSessionRule,
  addSessions,
  cancelActivity,
  cancelSession,
  changeSession,
  changeSessionRule,
  copyActivity,
  getStaffActivity,
  listDaysOff,
  listPartners,
  listResources,
  listSessionRules,
  listStaffBrands,
  listStaffSpaces,
  removeSession,
  type SessionPlan,
  submitActivity,
  updateActivity,
  withdrawActivity,
} from '@wengong/contract';
import { deskAction } from '#lib/features/console/server/action.ts';
import { readActivityContent } from '#lib/features/console/server/activity-content.ts';
import { FormReader } from '#lib/features/console/server/form-reader.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { readPlan, readPlans, readRule } from '#lib/features/console/server/session-plan.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'activities');
  const params = { palaceId: palace.id };
  const { api } = event.locals;
  const [activity, brands, partners, spaces, teachers, rules, daysOff] = await Promise.all([
    api.load(getStaffActivity, { params: { ...params, activityId: event.params.activity } }),
    api.load(listStaffBrands, { params }),
    api.load(listPartners, { params }),
    api.load(listStaffSpaces, { params }),
    api.load(listResources, { params, query: { kind: 'teacher' } }),
    api.load(listSessionRules, { params: { ...params, activityId: event.params.activity } }),
    api.load(listDaysOff, { params }),
  ]);
  return {
    activity,
    brands: brands.items,
    partners: partners.items,
    spaces: spaces.items,
    teachers: teachers.items,
    rules: rules.items,
    daysOff: daysOff.items,
    palaceId: palace.id,
    mayEdit: roles.includes('editor'),
    mayCancel: roles.includes('editor') || roles.includes('director'),
    mayReview: roles.includes('reviewer') || roles.includes('director'),
  };
};

type ActivityEvent = RequestEvent<{ palace: string; activity: string }>;

/** Saves the content; when somebody else saved first, hands back theirs beside what was typed. */
async function save(event: ActivityEvent) {
  const desk = await requireDesk(event, 'activities');
  const form = new FormReader(await event.request.formData(), desk.palace.timeZone);
  const params = { palaceId: desk.palace.id, activityId: event.params.activity };
  const answer = await event.locals.api.submit(updateActivity, {
    params,
    body: { version: form.integer('version'), content: readActivityContent(form) },
    idempotencyKey: form.idempotencyKey,
  });
  const outcome = { form: 'save', subject: '' };
  if (answer.ok) return { ...outcome, problem: null, answer: answer.data };
  const current =
    answer.status === 409 ? await event.locals.api.submit(getStaffActivity, { params }) : undefined;
  return fail(answer.status, {
    ...outcome,
    problem: answer.problem,
    answer: null,
    current: current?.ok ? current.data : undefined,
  });
}

const act = (name: string, write: Parameters<typeof deskAction<ActivityEvent, unknown>>[2]) =>
  deskAction<ActivityEvent, unknown>(name, 'activities', write);

export const actions: Actions = {
  save,

  submit: act('submit', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(submitActivity, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: { version: form.integer('version') },
      idempotencyKey,
    }),
  ),

  withdraw: act('withdraw', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(withdrawActivity, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: { version: form.integer('version') },
      idempotencyKey,
    }),
  ),

  cancel: act('cancel', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(cancelActivity, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: { version: form.integer('version'), reason: form.text('reason') },
      idempotencyKey,
    }),
  ),

  addSessions: act('addSessions', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(addSessions, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: { sessions: readPlans(form, desk.palace.timeZone, new Date()) },
      idempotencyKey,
    }),
  ),

  addRule: act('addRule', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(addSessionRule, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: readRule(form),
      idempotencyKey,
    }),
  ),

  changeRule: act('changeRule', ({ event, desk, form, idempotencyKey }) => {
    const reason = form.text('reason');
    return event.locals.api.submit(changeSessionRule, {
      params: { palaceId: desk.palace.id, ruleId: form.text('subject') },
      body: {
        ...readRule(form),
        version: form.integer('version'),
        from: form.text('from'),
        ...(reason ? { reason } : {}),
      },
      idempotencyKey,
    });
  }),

  copy: act('copy', async ({ event, desk, form, idempotencyKey }) => {
    const weeks = form.text('weeks');
    const answer = await event.locals.api.submit(copyActivity, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: { title: form.text('title'), shiftDays: weeks === '' ? null : Number(weeks) * 7 },
      idempotencyKey,
    });
    if (answer.ok) redirect(303, `/console/${desk.palace.slug}/activities/${answer.data.id}`);
    return answer;
  }),

  changeSession: act('changeSession', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(changeSession, {
      params: { palaceId: desk.palace.id, sessionId: form.text('subject') },
      body: { version: form.integer('version'), plan: readPlan(form) },
      idempotencyKey,
    }),
  ),

  removeSession: act('removeSession', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(removeSession, {
      params: { palaceId: desk.palace.id, sessionId: form.text('subject') },
      idempotencyKey,
    }),
  ),

  restoreSession: act('restoreSession', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(addSessions, {
      params: { palaceId: desk.palace.id, activityId: event.params.activity },
      body: { sessions: [form.json<SessionPlan>('plan')] },
      idempotencyKey,
    }),
  ),

  cancelSession: act('cancelSession', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(cancelSession, {
      params: { palaceId: desk.palace.id, sessionId: form.text('subject') },
      body: { version: form.integer('version'), reason: form.text('reason') },
      idempotencyKey,
    }),
  ),
};
