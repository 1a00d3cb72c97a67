import { type RequestEvent, redirect } from '@sveltejs/kit';
import {
  deleteLecture,
  getStaffLecture,
  listLectureSources,
  listSpeakers,
  setLectureState,
  updateLecture,
} from '@wengong/contract/lecture-desk';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { readLecture } from '#lib/features/console/server/lecture-content.ts';
import type { Actions, PageServerLoad } from './$types';

type Here = RequestEvent<{ palace: string; series: string; lecture: string }>;

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'lectures');
  const params = { palaceId: palace.id, lectureId: event.params.lecture };
  const mayEdit = roles.some((role) => role === 'editor' || role === 'director');
  const { api } = event.locals;
  const [lecture, speakers, sources] = await Promise.all([
    api.load(getStaffLecture, { params }),
    api.load(listSpeakers, { params }),
    mayEdit ? api.load(listLectureSources, { params }) : { videos: [], sessions: [] },
  ]);
  return {
    lecture,
    ...sources,
    speakers: speakers.items,
    mayEdit,
    mayPublish: roles.some((role) => role === 'reviewer' || role === 'director'),
  };
};

const paramsOf = (event: Here, palaceId: string) => ({ palaceId, lectureId: event.params.lecture });
const act = (name: string, write: Parameters<typeof deskAction<Here, unknown>>[2]) =>
  deskAction<Here, unknown>(name, 'lectures', write);

export const actions: Actions = {
  save: act('save', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(updateLecture, {
      params: paramsOf(event, desk.palace.id),
      body: readLecture(form),
      idempotencyKey,
    }),
  ),
  state: act('state', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setLectureState, {
      params: paramsOf(event, desk.palace.id),
      body: { state: form.text('state') === 'published' ? 'published' : 'withdrawn' },
      idempotencyKey,
    }),
  ),
  remove: act('remove', async ({ event, desk, idempotencyKey }) => {
    const answer = await event.locals.api.submit(deleteLecture, {
      params: paramsOf(event, desk.palace.id),
      idempotencyKey,
    });
    if (answer.ok) redirect(303, `/console/${desk.palace.slug}/lectures/${event.params.series}`);
    return answer;
  }),
};
