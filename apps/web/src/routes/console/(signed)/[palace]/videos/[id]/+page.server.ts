import type { RequestEvent } from '@sveltejs/kit';
import { getPalaceVideo, setVideoVisibility } from '@wengong/contract/media';
import { listDanmaku, setVideoDanmaku } from '@wengong/contract/media-danmaku';
import {
  addExternalCount,
  deleteCaption,
  listCaptions,
  putCaption,
  updatePalaceVideo,
} from '@wengong/contract/media-desk';
import { deskAction } from '#lib/features/console/server/action.ts';
import { externalCountOf } from '#lib/features/console/server/external-count.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import { readChapters, writeChapters } from '#lib/features/console/videos/chapters.ts';
import type { Actions, PageServerLoad } from './$types';

type Here = RequestEvent<{ palace: string; id: string }>;

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'videos');
  const params = { palaceId: palace.id, videoId: event.params.id };
  const mayEdit = roles.some((role) => role === 'editor' || role === 'director');
  const video = await event.locals.api.load(getPalaceVideo, { params });
  const { api } = event.locals;
  const { videoId } = params;
  // Only a public video has remarks.
  const remarks =
    video.status === 'ready' && video.visibility === 'public'
      ? await api.load(listDanmaku, { params: { videoId }, query: { limit: 1 } })
      : null;
  return {
    video,
    remarks: remarks && { open: remarks.open, total: remarks.total },
    mayEdit,
    mayPublish: roles.some((role) => role === 'reviewer' || role === 'director'),
    chapters: writeChapters(video.chapters),
    captions: mayEdit ? (await event.locals.api.load(listCaptions, { params })).items : [],
  };
};

const paramsOf = (event: Here, palaceId: string) => ({ palaceId, videoId: event.params.id });

export const actions: Actions = {
  visibility: deskAction<Here, unknown>('visibility', 'videos', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setVideoVisibility, {
      params: paramsOf(event, desk.palace.id),
      body: {
        visibility: form.text('visibility') === 'public' ? 'public' : 'taken_down',
        reason: form.text('reason'),
      },
      idempotencyKey,
    }),
  ),
  danmaku: deskAction<Here, unknown>('danmaku', 'videos', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(setVideoDanmaku, {
      params: paramsOf(event, desk.palace.id),
      body: { open: form.text('open') === 'yes' },
      idempotencyKey,
    }),
  ),
  say: deskAction<Here, unknown>('say', 'videos', ({ event, desk, form, idempotencyKey }) => {
    const chapters = readChapters(form.text('chapters'));
    return event.locals.api.submit(updatePalaceVideo, {
      params: paramsOf(event, desk.palace.id),
      body: {
        title: form.text('title'),
        titleEn: form.text('titleEn'),
        description: form.text('description'),
        descriptionEn: form.text('descriptionEn'),
        // A line that cannot be read is refused as a chapter without a title.
        chapters: 'line' in chapters ? [{ startMs: 0, title: '' }] : [...chapters],
      },
      idempotencyKey,
    });
  }),
  caption: deskAction<Here, unknown>('caption', 'videos', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(putCaption, {
      params: { ...paramsOf(event, desk.palace.id), lang: form.text('lang') },
      body: { label: form.text('label'), text: form.text('text') },
      idempotencyKey,
    }),
  ),
  uncaption: deskAction<Here, unknown>('uncaption', 'videos', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(deleteCaption, {
      params: { ...paramsOf(event, desk.palace.id), lang: form.text('subject') },
      idempotencyKey,
    }),
  ),
  count: deskAction<Here, unknown>('count', 'videos', ({ event, desk, form, idempotencyKey }) =>
    event.locals.api.submit(addExternalCount, {
      params: paramsOf(event, desk.palace.id),
      body: externalCountOf(form),
      idempotencyKey,
    }),
  ),
};
