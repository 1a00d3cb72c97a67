import { type RequestEvent, redirect } from '@sveltejs/kit';
import {
  deleteLecture,
  getStaffLecture,
  setLectureState,
  updateLecture,
} from '@wengong/contract/lecture-desk';
import { readLecture } from '#lib/features/console/server/lecture-content.ts';
import { lectureAction, openLectures, readState } from '#lib/features/console/server/lecture-desk.ts';
import type { Actions, PageServerLoad } from './$types';

type Here = RequestEvent<{ palace: string; series: string; lecture: string }>;

export const load: PageServerLoad = async (event) => {
  const desk = await openLectures(event);
  const params = paramsOf(event, desk.palaceId);
  return { ...desk, lecture: await event.locals.api.load(getStaffLecture, { params }) };
};

const paramsOf = (event: Here, palaceId: string) => ({ palaceId, lectureId: event.params.lecture });
const act = lectureAction<Here>;

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
      body: readState(form),
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
