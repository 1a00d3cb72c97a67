import { getVideo, listVideos } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { publicAssets } from '../assets.store.ts';
import { countsOf } from '../plays/counts.ts';
import { publicVideoOf, showCards } from '../videos-shown.ts';

export const listVideosAction = handle(listVideos, async ({ query, reader, deps }) => {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const after = at === undefined || id === undefined ? undefined : { publishedAt: new Date(at), id };
  const rows = await publicAssets(reader, { ...query, words: query.q, after, limit: query.limit + 1 });
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: await showCards(reader, deps, shown),
    nextCursor:
      rows.length > query.limit && last !== undefined
        ? encodeCursor([(last.published_at ?? last.created_at).toISOString(), last.id])
        : null,
  };
});

export const getVideoAction = handle(getVideo, async ({ params, reader, deps }) => {
  const video = await publicVideoOf(reader, deps, params.videoId);
  if (video === null) throw new Problem('not-found');
  const { external } = (await countsOf(reader, deps, [params.videoId]))(params.videoId);
  const { card, chapters, playback } = video;
  return { ...card, visibility: 'public' as const, chapters, external, playback };
});
