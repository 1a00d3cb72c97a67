import { videoLimits } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { lockQuotas, openUploads, promisedBytes, usedBytes } from './uploads.store.ts';

/** Below this share of free space nothing new is taken; below the second nothing is processed either. */
const UPLOADS_NEED = 0.1;
const JOBS_NEED = 0.05;
const MAX_OPEN = 10;
const MIB = 1024 ** 2;

export interface Announced {
  readonly ownerId: string;
  readonly palaceId: string;
  readonly purpose: 'clip' | 'lecture';
  readonly fileBytes: number;
}

/**
 * Refuses an upload that would not fit, before its first byte: `video-too-large`, `storage-full`, `too-many-uploads`,
 * `video-quota`, `palace-video-quota`. Keeps the quotas until the transaction ends.
 */
export async function requireRoom(tx: Tx, deps: Deps, upload: Announced): Promise<void> {
  const { maxBytes } = videoLimits[upload.purpose];
  if (upload.fileBytes > maxBytes)
    throw new Problem('video-too-large', { limit: Math.floor(maxBytes / MIB) });
  await lockQuotas(tx, upload.ownerId, upload.palaceId);
  const space = await deps.storage.space();
  if (space !== null) {
    const left = space.free - (await promisedBytes(tx)) - upload.fileBytes;
    if (left < space.total * UPLOADS_NEED) throw new Problem('storage-full', {}, { retryAfter: 3600 });
  }
  if ((await openUploads(tx, upload.ownerId)).length >= MAX_OPEN) throw new Problem('too-many-uploads');
  const { personBytes, palaceBytes } = deps.config.media;
  if (upload.purpose === 'clip') {
    const used = await usedBytes(tx, { ownerId: upload.ownerId });
    if (used + upload.fileBytes > personBytes) throw new Problem('video-quota');
  }
  const used = await usedBytes(tx, { palaceId: upload.palaceId });
  if (used + upload.fileBytes > palaceBytes) throw new Problem('palace-video-quota');
}

/** Whether there is room to process videos. */
export async function roomForJobs({ storage }: Pick<Deps, 'storage'>): Promise<boolean> {
  const space = await storage.space();
  return space === null || space.free >= space.total * JOBS_NEED;
}
