import type { Playback } from '@wengong/contract';
import type { Reader, Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { Problem } from '../../kernel/errors.ts';
import {
  type Asset,
  type AssetSeen,
  assetById,
  assetsByIds,
  changeAsset,
  deleteHold,
  insertHold,
  lockAsset,
  type VideoKey,
  withProcessing,
} from './assets.store.ts';
import { assetPublished, assetTakenDown, type VideoFact } from './media.events.ts';
import { captionsOfVideos } from './playback/captioned.ts';
import { playbackOf, posterOf } from './playback/playback.ts';

/** A video as other modules know it. */
export interface Video {
  readonly id: string;
  readonly palaceId: string;
  readonly ownerId: string;
  readonly purpose: Asset['purpose'];
  readonly title: string;
  readonly titleEn: string;
  readonly description: string;
  readonly ai: Asset['ai'];
  readonly status: Asset['status'];
  readonly failure: Asset['failure'];
  readonly visibility: Asset['visibility'];
  readonly visibilityReason: string;
  readonly durationMs: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
}

/** The video of this id in any palace; null when there is none, or it was removed. */
export async function videoOf(reader: Reader | Tx, videoId: string): Promise<Video | null> {
  const asset = await assetById(reader, videoId);
  return asset === undefined ? null : videoFrom(asset);
}

/** Videos by their ids; those that are no more are left out. */
export async function videosByIds(reader: Reader | Tx, ids: readonly string[]): Promise<Map<string, Video>> {
  const assets = await assetsByIds(reader, ids);
  return new Map(assets.map((asset) => [asset.id, videoFrom(asset)]));
}

export interface Showing {
  readonly poster: string | null;
  /** Null while nothing can be watched. */
  readonly playback: Playback | null;
  readonly ai: Asset['ai'];
}

interface ShowingFor {
  readonly audience: 'public' | 'private';
  readonly now: Date;
  /** Not for lists, of which nothing is played. */
  readonly withCaptions?: boolean;
}

/**
 * Signed addresses of videos by their ids. `public` ones are given, and work, only while the video is public; `private`
 * ones are for its owner, reviewers and judges: whoever asks for them has checked that.
 */
export async function showingsOf(
  reader: Reader | Tx,
  { keys }: Pick<Deps, 'keys'>,
  ids: readonly string[],
  { audience, now, withCaptions = true }: ShowingFor,
): Promise<Map<string, Showing>> {
  const assets = await assetsByIds(reader, ids);
  const open = assets.filter(({ visibility }) => audience === 'private' || visibility === 'public');
  const seen = await withProcessing(reader, open);
  const captions = withCaptions ? await captionsOfVideos(reader, ids, { keys, audience, now }) : () => [];
  return new Map(
    seen.map((asset) => {
      const playback = playbackOf(keys, asset, audience, now);
      return [
        asset.id,
        {
          poster: posterOf(keys, asset, audience, now),
          playback: playback === null ? null : { ...playback, captions: captions(asset.id) },
          ai: asset.ai,
        },
      ];
    }),
  );
}

/** Makes a video public, or public again. Throws `not-found`, `video-not-ready`. */
export async function publishVideo(tx: Tx, deps: Deps, key: VideoKey): Promise<void> {
  const asset = await lockAsset(tx, key);
  if (asset === undefined) throw new Problem('not-found');
  if (asset.status !== 'ready') throw new Problem('video-not-ready');
  if (asset.visibility === 'public') return;
  await changeAsset(tx, key, {
    visibility: 'public',
    visibility_reason: '',
    published_at: asset.published_at ?? deps.clock.now(),
  });
  await deps.bus.emit(tx, assetPublished, factOf(asset));
}

/** Nobody but its owner and the palace sees a video any more, without anything being said against it. */
export async function unpublishVideo(tx: Tx, key: VideoKey): Promise<void> {
  if ((await lockAsset(tx, key)) === undefined) throw new Problem('not-found');
  await changeAsset(tx, key, { visibility: 'private', visibility_reason: '' });
}

/** Takes a video down everywhere: within seconds no address of it plays any more. Throws `not-found`. */
export async function takeDownVideo(tx: Tx, deps: Deps, key: VideoKey, reason: string): Promise<void> {
  const asset = await lockAsset(tx, key);
  if (asset === undefined) throw new Problem('not-found');
  if (asset.visibility === 'taken_down') return;
  await changeAsset(tx, key, { visibility: 'taken_down', visibility_reason: reason });
  await deps.bus.emit(tx, assetTakenDown, { ...factOf(asset), reason });
}

/** Keeps a video from being removed by its owner while `holder` (e.g. `contest-entry <id>`) relies on it. */
export async function holdVideo(tx: Tx, key: VideoKey, holder: string): Promise<void> {
  if ((await lockAsset(tx, key)) === undefined) throw new Problem('not-found');
  await insertHold(tx, key, holder);
}

export const letGoOfVideo = (tx: Tx, key: VideoKey, holder: string): Promise<void> =>
  deleteHold(tx, key, holder);

export const factOf = (asset: Asset | AssetSeen): VideoFact => ({
  palaceId: asset.palace_id,
  videoId: asset.id,
  ownerId: asset.owner_id,
  title: asset.title,
});

const videoFrom = (asset: Asset): Video => ({
  id: asset.id,
  palaceId: asset.palace_id,
  ownerId: asset.owner_id,
  purpose: asset.purpose,
  title: asset.title,
  titleEn: asset.title_en,
  description: asset.description,
  ai: asset.ai,
  status: asset.status,
  failure: asset.failure,
  visibility: asset.visibility,
  visibilityReason: asset.visibility_reason,
  durationMs: asset.duration_ms,
  width: asset.width,
  height: asset.height,
  createdAt: asset.created_at,
  publishedAt: asset.published_at,
});
