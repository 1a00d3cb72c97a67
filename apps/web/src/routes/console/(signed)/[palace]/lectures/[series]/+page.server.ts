import type { RequestEvent } from '@sveltejs/kit';
import { listStaffBrands } from '@wengong/contract';
import {
  addSeriesExternalCount,
  createLecture,
  importArchive,
  listStaffLectures,
  previewArchive,
  publishDrafts,
  setSeriesState,
  updateSeries,
} from '@wengong/contract/lecture-desk';
import { externalCountOf } from '#lib/features/console/server/external-count.ts';
import { readLecture, readSeries } from '#lib/features/console/server/lecture-content.ts';
import { lectureAction, openLectures, readState } from '#lib/features/console/server/lecture-desk.ts';
import type { Actions, PageServerLoad } from './$types';

type Here = RequestEvent<{ palace: string; series: string }>;

export const load: PageServerLoad = async (event) => {
  const desk = await openLectures(event);
  const params = paramsOf(event, desk.palaceId);
  const year = /^\d{4}$/.exec(event.url.searchParams.get('year') ?? '')?.[0];
  const { api } = event.locals;
  const [list, brands] = await Promise.all([
    api.load(listStaffLectures, { params, query: year ? { year: Number(year) } : {} }),
    api.load(listStaffBrands, { params }),
  ]);
  return {
    ...list,
    ...desk,
    year: year ?? '',
    brands: brands.items.map(({ id, name }) => ({ id, name })),
  };
};

const paramsOf = (event: Here, palaceId: string) => ({ palaceId, seriesId: event.params.series });
const act = lectureAction<Here>;

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
      body: readState(form),
      idempotencyKey,
    }),
  ),
  count: act('count', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(addSeriesExternalCount, {
      params: paramsOf(event, desk.palace.id),
      body: externalCountOf(form),
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
