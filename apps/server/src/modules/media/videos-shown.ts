import type { Chapter, Playback, StaffVideo, VideoCard } from '@wengong/contract';
import type { Reader, Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import { peopleOf } from '../identity/index.ts';
import { findPalace, palacesByIds } from '../network/index.ts';
import {
  type Asset,
  assetById,
  assetsByIds,
  assetsOfPalace,
  seenAsset,
  withProcessing,
} from './assets.store.ts';
import { presentCard, presentForStaff } from './media.present.ts';
import { captionedPlayback } from './playback/captioned.ts';
import { countsOf } from './plays/counts.ts';
import { playsOf } from './plays/plays.store.ts';
import { receivedOf } from './videos-seen.ts';

/** A video of the palace. Throws `not-found`, also for another palace's. */
export async function ofPalace(
  reader: Reader | Tx,
  { palaceId, videoId }: { palaceId: string; videoId: string },
): Promise<Asset> {
  const asset = await assetById(reader, videoId);
  if (asset?.palace_id !== palaceId) throw new Problem('not-found');
  return asset;
}

/** Videos of a palace as its staff see them, in their order. */
export async function showForStaff(
  reader: Reader | Tx,
  deps: Deps,
  palaceId: string,
  assets: readonly Asset[],
): Promise<StaffVideo[]> {
  const palace = await findPalace(reader, palaceId);
  if (palace === undefined) throw new Problem('not-found');
  const seen = await withProcessing(reader, assets);
  const ids = seen.map((asset) => asset.id);
  const people = await peopleOf(
    reader,
    deps.keys,
    seen.map((asset) => asset.owner_id),
  );
  const counts = await countsOf(reader, deps, ids);
  const now = deps.clock.now();
  return Promise.all(
    seen.map(async (asset) =>
      presentForStaff(asset, {
        keys: deps.keys,
        palace,
        received: await receivedOf(deps, asset),
        now,
        ownerName: people.get(asset.owner_id)?.displayName ?? '',
        counts: counts(asset.id),
      }),
    ),
  );
}

/** Public videos as everybody sees them, in their order. */
export async function showCards(reader: Reader, deps: Deps, assets: readonly Asset[]): Promise<VideoCard[]> {
  const seen = await withProcessing(reader, assets);
  const palaces = await palacesByIds(
    reader,
    seen.map((asset) => asset.palace_id),
  );
  const plays = await playsOf(
    reader,
    seen.map((asset) => asset.id),
  );
  const now = deps.clock.now();
  return seen.flatMap((asset) => {
    const palace = palaces.get(asset.palace_id);
    if (palace === undefined) return [];
    return [presentCard(asset, { keys: deps.keys, palace, plays: plays.get(asset.id) ?? 0, now })];
  });
}

/** Those of some videos that are public, as everybody sees them, by id. */
export async function publicVideos(
  reader: Reader,
  deps: Deps,
  ids: readonly string[],
): Promise<Map<string, VideoCard>> {
  const assets = await assetsByIds(reader, ids);
  const cards = await showCards(
    reader,
    deps,
    assets.filter((asset) => asset.visibility === 'public'),
  );
  return new Map(cards.map((card) => [card.id, card]));
}

/** A public video with addresses to play it from; null when it is not public, or cannot be watched. */
export async function publicVideoOf(
  reader: Reader,
  deps: Deps,
  videoId: string,
): Promise<{ readonly card: VideoCard; readonly playback: Playback; readonly chapters: Chapter[] } | null> {
  const asset = await assetById(reader, videoId);
  if (asset?.visibility !== 'public') return null;
  const [card] = await showCards(reader, deps, [asset]);
  const playback = await captionedPlayback(reader, await seenAsset(reader, asset), {
    keys: deps.keys,
    audience: 'public',
    now: deps.clock.now(),
  });
  return card === undefined || playback === null ? null : { card, playback, chapters: asset.chapters };
}

/** A palace's recordings, not clips of workers, newest first. */
export const recordingsOf = async (
  reader: Reader,
  palaceId: string,
  limit: number,
): Promise<{ readonly id: string; readonly title: string; readonly createdAt: Date }[]> =>
  (await assetsOfPalace(reader, palaceId, { limit }))
    .filter((asset) => asset.purpose === 'lecture' && asset.status !== 'abandoned')
    .map((asset) => ({ id: asset.id, title: asset.title, createdAt: asset.created_at }));
