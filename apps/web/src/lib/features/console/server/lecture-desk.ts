import type { RequestEvent } from '@sveltejs/kit';
import { listLectureSources, listSpeakers } from '@wengong/contract/lecture-desk';
import { deskAction } from './action.ts';
import type { FormReader } from './form-reader.ts';
import { requireDesk } from './guard.ts';

/** What a page of a series or a lecture begins with: who may do what, who speaks, what may be chosen as a recording. */
export async function openLectures(event: RequestEvent<{ palace: string }>) {
  const { palace, roles } = await requireDesk(event, 'lectures');
  const params = { palaceId: palace.id };
  const mayEdit = roles.some((role) => role === 'editor' || role === 'director');
  const mayPublish = roles.some((role) => role === 'reviewer' || role === 'director');
  const { api } = event.locals;
  const [{ items: speakers }, sources] = await Promise.all([
    api.load(listSpeakers, { params }),
    mayEdit ? api.load(listLectureSources, { params }) : { videos: [], sessions: [] },
  ]);
  return { palaceId: palace.id, speakers, ...sources, mayEdit, mayPublish };
}

/** A form action of these pages. */
export const lectureAction = <Event extends RequestEvent<{ palace: string }>>(
  name: string,
  write: Parameters<typeof deskAction<Event, unknown>>[2],
) => deskAction<Event, unknown>(name, 'lectures', write);

/** Whether a series or a lecture is to be shown, as its form says. */
export const readState = (form: FormReader) => ({
  state: form.text('state') === 'published' ? ('published' as const) : ('withdrawn' as const),
});
