import type { Reader, Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import type { ReviewedKind, ReviewPlayer, ReviewSubject } from '../../kernel/review.ts';
import { type Asset, assetById } from './assets.store.ts';
import { captionTextsOf } from './captions/captions.store.ts';
import { publishVideo, showingsOf, takeDownVideo, unpublishVideo, videosByIds } from './videos.ts';

/** What reviewers read of a video. */
export const textsOf = (asset: Pick<Asset, 'title' | 'title_en' | 'description' | 'description_en'>) =>
  [
    { field: 'title', text: asset.title },
    { field: 'titleEn', text: asset.title_en },
    { field: 'description', text: asset.description },
    { field: 'descriptionEn', text: asset.description_en },
  ].filter(({ text }) => text !== '');

/** Videos are shown and hidden by what reviewers decide. */
export const reviewedVideos: ReviewedKind = {
  kind: 'video',
  find: findVideo,
  async apply(tx, deps, { palaceId, subjectId }, { effect, reason }) {
    const key = { palaceId, videoId: subjectId };
    if (effect === 'show') await publishVideo(tx, deps, key);
    else if (effect === 'recall') await unpublishVideo(tx, key);
    else await takeDownVideo(tx, deps, key, reason);
  },
  players: playersOf,
};

/** What a reviewer plays of videos, by their ids. */
export async function playersOf(
  reader: Reader | Tx,
  deps: Deps,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, ReviewPlayer>> {
  const videos = await videosByIds(reader, ids);
  const showings = await showingsOf(reader, deps, ids, { audience: 'private', now });
  return new Map(
    [...videos.values()].map((video) => [
      video.id,
      {
        playback: showings.get(video.id)?.playback ?? null,
        durationMs: video.durationMs,
        ai: video.ai,
      },
    ]),
  );
}

async function findVideo(reader: Reader | Tx, videoId: string): Promise<ReviewSubject | null> {
  const asset = await assetById(reader, videoId);
  if (asset === undefined) return null;
  const captions = await captionTextsOf(reader, videoId);
  return {
    palaceId: asset.palace_id,
    subjectId: asset.id,
    // Lectures are the palace's own: whoever uploads them may publish them.
    ownerId: asset.purpose === 'clip' ? asset.owner_id : null,
    title: asset.title,
    texts: [
      ...textsOf(asset),
      ...captions.map(({ lang, words }) => ({ field: `captions-${lang}`, text: words })),
    ],
    state: stateOf(asset),
  };
}

function stateOf({ visibility, status, purpose }: Asset): ReviewSubject['state'] {
  if (visibility === 'public') return 'approved';
  if (visibility === 'taken_down') return 'taken_down';
  return status === 'ready' && purpose === 'clip' ? 'waiting' : 'withdrawn';
}
