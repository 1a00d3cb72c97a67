import type { RequestEvent } from '@sveltejs/kit';
import { listStaffBrands } from '@wengong/contract';
import {
  createLecture,
  importArchive,
  listLectureSources,
  listSpeakers,
  listStaffLectures,
  previewArchive,
  publishDrafts,
  setSeriesState,
  updateSeries,
} from '@wengong/contract/lecture-desk';
import { deskAction } from '#lib/features/console/server/action.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { readLecture, readSeries } from '#lib/features/console/server/lecture-content.ts';
import type { Actions, PageServerLoad } from './$types';

type Here = RequestEvent<{ palace: string; series: string }>;

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'lectures');
  const params = { palaceId: palace.id, seriesId: event.params.series };
  const mayEdit = roles.some((role) => role === 'editor' || role === 'director');
  const year = /^\d{4}$/.exec(event.url.searchParams.get('year') ?? '')?.[0];
  const { api } = event.locals;
  const [list, speakers, brands, sources] = await Promise.all([
    api.load(listStaffLectures, { params, query: year ? { year: Number(year) } : {} }),
    api.load(listSpeakers, { params }),
    api.load(listStaffBrands, { params }),
    mayEdit ? api.load(listLectureSources, { params }) : { videos: [], sessions: [] },
  ]);
  return {
    ...list,
    ...sources,
    palaceId: palace.id,
    year: year ?? '',
    speakers: speakers.items,
    brands: brands.items.map(({ id, name }) => ({ id, name })),
    mayEdit,
    mayPublish: roles.some((role) => role === 'reviewer' || role === 'director'),
  };
};

const paramsOf = (event: Here, palaceId: string) => ({ palaceId, seriesId: event.params.series });
const act = (name: string, write: Parameters<typeof deskAction<Here, unknown>>[2]) =>
  deskAction<Here, unknown>(name, 'lectures', write);

export const actions: Actions = {
  save: act('save', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(updateSeries, {
      params: paramsOf(event, desk.palace.id),
      body: readSeries(form),
      idempotencyKey,
    }),
  ),
  state: act('state', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setSeriesState, {
      params: paramsOf(event, desk.palace.id),
      body: { state: form.text('state') === 'published' ? 'published' : 'withdrawn' },
      idempotencyKey,
    }),
  ),
  drafts: act('drafts', ({ event, desk, idempotencyKey }) =>
    event.locals.api.submit(publishDrafts, { params: paramsOf(event, desk.palace.id), idempotencyKey }),
  ),
  add: act('add', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(createLecture, {
      params: paramsOf(event, desk.palace.id),
      body: readLecture(form),
      idempotencyKey,
    }),
  ),
  archive: act('archive', async ({ event, desk, form, idempotencyKey }) => {
    const given = form.file('file');
    const file = given === null ? '' : Buffer.from(await given.arrayBuffer()).toString('base64');
    const params = paramsOf(event, desk.palace.id);
    if (form.text('step') === 'import') {
      return event.locals.api.submit(importArchive, { params, body: { file }, idempotencyKey });
    }
    return event.locals.api.submit(previewArchive, { params, body: { file } });
  }),
};
