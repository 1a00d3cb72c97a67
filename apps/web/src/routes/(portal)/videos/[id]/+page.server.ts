import { getVideo, listVideos } from '@wengong/contract/media';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const video = await locals.api.load(getVideo, { params: { videoId: params.id } });
  const more = await locals.api.load(listVideos, { query: { palaceId: video.palaceId, limit: 5 } });
  return { video, more: more.items.filter(({ id }) => id !== video.id).slice(0, 4) };
};
