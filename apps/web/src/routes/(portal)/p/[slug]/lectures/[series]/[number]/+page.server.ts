import { error } from '@sveltejs/kit';
import { getLecture } from '@wengong/contract/lecture';
import { getTranscript } from '@wengong/contract/media-danmaku';
import { danmakuActions, loadDanmaku } from '#lib/server/danmaku-actions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, locals }) => {
  const { detail } = await parent();
  if (!/^[1-9]\d{0,5}$/.test(params.number)) error(404);
  const lecture = await locals.api.load(getLecture, {
    params: { palaceId: detail.id, series: params.series, number: Number(params.number) },
  });
  const videoId = lecture.recording?.videoId;
  const [transcript, danmaku] =
    videoId === undefined
      ? [null, null]
      : await Promise.all([
          locals.api.load(getTranscript, { params: { videoId }, query: {} }),
          loadDanmaku(locals, videoId),
        ]);
  return { lecture, transcript, danmaku };
};

export const actions = danmakuActions;
