import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import {
  holdVideo,
  letGoOfVideo,
  publishVideo,
  takeDownVideo,
  unpublishVideo,
  videoOf,
} from '../../media/index.ts';
import { withdrawFromReview } from '../../moderation/index.ts';
import type { ContestEntryRow } from '../contest.tables.ts';

/** Who keeps a recording: its owner cannot remove it while the entry lives. */
const holderOf = (entryId: string) => `contest-entry ${entryId}`;

interface Clip {
  readonly palaceId: string;
  readonly entryId: string;
  readonly assetId: string;
  readonly personId: string;
}

/**
 * Binds a recording to an entry, as part of which it is reviewed from now on. Throws `not-found` unless it is one's own,
 * of this palace, and may still be shown. Returns whether there is something to look at yet.
 */
export async function takeClip(
  tx: Tx,
  deps: Deps,
  { palaceId, entryId, assetId, personId }: Clip,
): Promise<boolean> {
  const video = await videoOf(tx, assetId);
  const isFit =
    video !== null &&
    video.ownerId === personId &&
    video.palaceId === palaceId &&
    video.visibility !== 'taken_down' &&
    ['waiting', 'processing', 'ready'].includes(video.status);
  if (!isFit) throw new Problem('not-found');
  const review = { palaceId, kind: 'video', subjectId: assetId, by: personId, only: 'waiting' } as const;
  await withdrawFromReview(tx, deps, review);
  await holdVideo(tx, { palaceId, videoId: assetId }, holderOf(entryId));
  return video.status === 'ready';
}

type Recorded = Pick<ContestEntryRow, 'palace_id' | 'id' | 'asset_id' | 'clip_down_at'>;

/** Shows the entry's recording to everybody. Throws `video-not-ready`. */
export async function showClip(tx: Tx, deps: Deps, entry: Recorded): Promise<void> {
  if (entry.asset_id === null) return;
  await publishVideo(tx, deps, { palaceId: entry.palace_id, videoId: entry.asset_id });
}

/** Shows the entry's recording to nobody for now; one that is taken down stays so. */
export async function coverClip(tx: Tx, entry: Recorded): Promise<void> {
  if (entry.asset_id === null || entry.clip_down_at !== null) return;
  await unpublishVideo(tx, { palaceId: entry.palace_id, videoId: entry.asset_id });
}

/** Takes the entry's recording down everywhere. */
export async function hideClip(tx: Tx, deps: Deps, entry: Recorded, reason: string): Promise<void> {
  if (entry.asset_id === null) return;
  await takeDownVideo(tx, deps, { palaceId: entry.palace_id, videoId: entry.asset_id }, reason);
}

/** Gives the recording back to its owner, who may then remove it. */
export async function releaseClip(tx: Tx, entry: Recorded): Promise<void> {
  if (entry.asset_id === null) return;
  await letGoOfVideo(tx, { palaceId: entry.palace_id, videoId: entry.asset_id }, holderOf(entry.id));
}
