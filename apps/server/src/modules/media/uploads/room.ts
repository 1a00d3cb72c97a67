import { videoLimits } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { spaceOf } from '../../../kernel/storage/disk-storage.ts';
import { incomingFolder } from './incoming.ts';
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
  const promised = await promisedBytes(tx);
  for (const { free, total } of await spaces(deps)) {
    if (free - promised - upload.fileBytes < total * UPLOADS_NEED)
      throw new Problem('storage-full', {}, { retryAfter: 3600 });
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
export const roomForJobs = async (deps: Pick<Deps, 'storage' | 'config'>): Promise<boolean> =>
  (await spaces(deps)).every(({ free, total }) => free >= total * JOBS_NEED);

/** Of where files are kept, and of this machine's disk, where they arrive and are worked on. */
async function spaces({ storage, config }: Pick<Deps, 'storage' | 'config'>) {
  const kept = await storage.space();
  const here = await spaceOf(incomingFolder(config));
  return kept === null ? [here] : [kept, here];
}
