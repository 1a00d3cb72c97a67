import { getLectureOfVideo } from '@wengong/contract/lecture';
import { getVideo, listVideos } from '@wengong/contract/media';
import { getTranscript } from '@wengong/contract/media-danmaku';
import { danmakuActions, loadDanmaku } from '#lib/server/danmaku-actions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const key = { params: { videoId: params.id } };
  const video = await locals.api.load(getVideo, key);
  const [more, transcript, danmaku, { lecture }] = await Promise.all([
    locals.api.load(listVideos, { query: { palaceId: video.palaceId, limit: 5 } }),
    locals.api.load(getTranscript, { ...key, query: {} }),
    loadDanmaku(locals, video.id),
    locals.api.load(getLectureOfVideo, key),
  ]);
  return {
    video,
    transcript,
    danmaku,
    lecture,
    more: more.items.filter(({ id }) => id !== video.id).slice(0, 4),
  };
};

export const actions = danmakuActions;
