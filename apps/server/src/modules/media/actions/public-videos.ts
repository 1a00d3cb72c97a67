import { getVideo, listVideos } from '@wengong/contract';
import { decodeCursor, encodeCursor } from '../../../kernel/cursor.ts';
import { Problem } from '../../../kernel/errors.ts';
import { handle } from '../../../kernel/module.ts';
import { palacesByIds } from '../../network/index.ts';
import { assetById, publicAssets, seenAsset, withProcessing } from '../assets.store.ts';
import { presentCard } from '../media.present.ts';
import { playbackOf } from '../playback/playback.ts';

export const listVideosAction = handle(listVideos, async ({ query, reader, deps, now }) => {
  const [at, id] = decodeCursor(query.cursor, 2) ?? [];
  const after = at === undefined || id === undefined ? undefined : { publishedAt: new Date(at), id };
  const rows = await publicAssets(reader, { ...query, words: query.q, after, limit: query.limit + 1 });
  const shown = await withProcessing(reader, rows.slice(0, query.limit));
  const palaces = await palacesByIds(
    reader,
    shown.map((asset) => asset.palace_id),
  );
  const last = shown.at(-1);
  return {
    items: shown.flatMap((asset) => {
      const palace = palaces.get(asset.palace_id);
      return palace === undefined ? [] : [presentCard(asset, { keys: deps.keys, palace, plays: 0, now })];
    }),
    nextCursor:
      rows.length > query.limit && last !== undefined
        ? encodeCursor([(last.published_at ?? last.created_at).toISOString(), last.id])
        : null,
  };
});

export const getVideoAction = handle(getVideo, async ({ params, reader, deps, now }) => {
  const asset = await assetById(reader, params.videoId);
  if (asset?.visibility !== 'public') throw new Problem('not-found');
  const seen = await seenAsset(reader, asset);
  const playback = playbackOf(deps.keys, seen, 'public', now);
  const palace = (await palacesByIds(reader, [asset.palace_id])).get(asset.palace_id);
  if (playback === null || palace === undefined) throw new Problem('not-found');
  return {
    ...presentCard(seen, { keys: deps.keys, palace, plays: 0, now }),
    visibility: asset.visibility,
    chapters: asset.chapters,
    external: [],
    playback,
  };
});
