import type { MyVideo, StaffVideo, VideoCard } from '@wengong/contract';
import type { Keys } from '../../kernel/crypto.ts';
import type { PalaceRow } from '../network/index.ts';
import type { Asset, AssetSeen } from './assets.store.ts';
import { posterOf } from './playback/playback.ts';

/** Where the bytes of an upload go. */
export const uploadPath = (videoId: string): string => `/api/v1/uploads/${videoId}`;

const factsOf = (asset: Asset) => ({
  id: asset.id,
  palaceId: asset.palace_id,
  purpose: asset.purpose,
  title: asset.title,
  titleEn: asset.title_en,
  description: asset.description,
  descriptionEn: asset.description_en,
  ai: asset.ai,
  durationMs: asset.duration_ms,
  width: asset.width,
  height: asset.height,
  createdAt: asset.created_at.toISOString(),
});

const palaceOf = (palace: PalaceRow) => ({
  palaceSlug: palace.slug,
  palaceName: palace.name,
  palaceNameEn: palace.name_en,
});

export interface Presenting {
  readonly keys: Keys;
  readonly palace: PalaceRow;
  /** Bytes of the upload that are there. */
  readonly received: number;
  readonly now: Date;
}

/** A video as its owner sees it. */
export function presentMine(asset: AssetSeen, { keys, palace, received, now }: Presenting): MyVideo {
  const uploading = asset.status === 'uploading';
  return {
    ...factsOf(asset),
    ...palaceOf(palace),
    fileName: asset.file_name,
    fileBytes: asset.file_bytes,
    receivedBytes: received,
    uploadUrl: uploading ? uploadPath(asset.id) : null,
    uploadUntil: uploading ? asset.upload_until.toISOString() : null,
    status: asset.status,
    stage: asset.job?.stage ?? null,
    progress: asset.status === 'ready' ? 100 : (asset.job?.progress ?? 0),
    failure: asset.failure,
    visibility: asset.visibility,
    visibilityReason: asset.visibility_reason,
    firstPublishedAt: asset.published_at?.toISOString() ?? null,
    playable: asset.current !== null,
    poster: posterOf(keys, asset, 'private', now),
  };
}

export interface Counts {
  readonly plays: number;
  readonly external: StaffVideo['external'];
}

export function presentForStaff(
  asset: AssetSeen,
  presenting: Presenting & { readonly ownerName: string; readonly counts: Counts },
): StaffVideo {
  const { uploadUrl, uploadUntil, ...mine } = presentMine(asset, presenting);
  return {
    ...mine,
    ownerId: asset.owner_id,
    ownerName: presenting.ownerName,
    chapters: asset.chapters,
    ...presenting.counts,
  };
}

/** A public video as everybody sees it. */
export function presentCard(
  asset: AssetSeen,
  { keys, palace, plays, now }: Pick<Presenting, 'keys' | 'palace' | 'now'> & { readonly plays: number },
): VideoCard {
  return {
    ...factsOf(asset),
    ...palaceOf(palace),
    durationMs: asset.duration_ms ?? 0,
    poster: posterOf(keys, asset, 'public', now) ?? '',
    plays,
    publishedAt: (asset.published_at ?? asset.created_at).toISOString(),
  };
}
