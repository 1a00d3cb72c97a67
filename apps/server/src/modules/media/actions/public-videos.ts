import { getVideo, listVideos } from '@wengong/contract';
import { byTime, decodeCursor, pageOf } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { publicAssets } from '../assets.store.ts';
import { countsOf } from '../plays/counts.ts';
import { publicVideoOf, showCards } from '../videos-shown.ts';

export const listVideosAction = handle(listVideos, async ({ query, reader, deps }) => {
  const after = decodeCursor(query.cursor, byTime);
  const rows = await publicAssets(reader, { ...query, words: query.q, after, limit: query.limit + 1 });
  const { shown, nextCursor } = pageOf(rows, query.limit, (row) => [
    row.published_at ?? row.created_at,
    row.id,
  ]);
  return { items: await showCards(reader, deps, shown), nextCursor };
});

export const getVideoAction = handle(getVideo, async ({ params, reader, deps }) => {
  const video = await publicVideoOf(reader, deps, params.videoId);
  if (video === null) throw new Problem('not-found');
  const { external } = (await countsOf(reader, deps, [params.videoId]))(params.videoId);
  const { card, chapters, playback } = video;
  return { ...card, visibility: 'public' as const, chapters, external, playback };
});
