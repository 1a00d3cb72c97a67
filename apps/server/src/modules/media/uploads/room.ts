import { videoLimits } from '@wengong/contract';
import type { Tx } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { Problem } from '../../../kernel/errors.ts';
import { spaceOf } from '../../../kernel/storage/disk-storage.ts';
import { incomingFolder, receivedBytes } from './incoming.ts';
import { lockQuotas, openUploads, promisedUploads, usedBytes } from './uploads.store.ts';

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
 * `video-quota`, `palace-video-quota`. Keeps the quotas, and the space,
 * until the transaction ends.
 */
export async function requireRoom(tx: Tx, deps: Deps, upload: Announced): Promise<void> {
  const { maxBytes } = videoLimits[upload.purpose];
  if (upload.fileBytes > maxBytes)
    throw new Problem('video-too-large', { limit: Math.floor(maxBytes / MIB) });
  await lockQuotas(tx, upload.ownerId, upload.palaceId);
  await requireSpace(tx, deps, upload.fileBytes);
  if ((await openUploads(tx, upload.ownerId)).length >= MAX_OPEN) throw new Problem('too-many-uploads');
  const { personBytes, palaceBytes } = deps.config.media;
  if (upload.purpose === 'clip') {
    const used = await usedBytes(tx, { ownerId: upload.ownerId });
    if (used + upload.fileBytes > personBytes) throw new Problem('video-quota');
  }
  const used = await usedBytes(tx, { palaceId: upload.palaceId });
  if (used + upload.fileBytes > palaceBytes) throw new Problem('palace-video-quota');
}

/** Room for `bytes` beside everything that others were promised: what of it has arrived is no longer free anyway. */
async function requireSpace(tx: Tx, deps: Deps, bytes: number): Promise<void> {
  const uploads = await promisedUploads(tx);
  let promised = uploads.reduce((sum, each) => sum + each.file_bytes, 0);
  const fits = async () =>
    (await spaces(deps)).every(({ free, total }) => free - promised - bytes >= total * UPLOADS_NEED);
  if (await fits()) return;
  // Only when it matters are all the files looked at.
  for (const { id, file_bytes } of uploads)
    promised -= Math.min(file_bytes, await receivedBytes(deps.config, id));
  if (!(await fits())) throw new Problem('storage-full', {}, { retryAfter: 3600 });
}

/** Whether so many bytes of an upload under way can be written. */
export async function roomForBytes({ config }: Pick<Deps, 'config'>, bytes: number): Promise<boolean> {
  return (await spaceOf(incomingFolder(config))).free >= bytes;
}

/** Whether there is room for what a video will take, beside what it takes already. */
export const roomToMake = async (deps: Pick<Deps, 'storage' | 'config'>, bytes: number): Promise<boolean> =>
  (await spaces(deps)).every(({ free }) => free >= bytes);

/** Whether there is room to process videos. */
export const roomForJobs = async (deps: Pick<Deps, 'storage' | 'config'>): Promise<boolean> =>
  (await spaces(deps)).every(({ free, total }) => free >= total * JOBS_NEED);

/** Of where files are kept, and of this machine's disk, where they arrive and are worked on. */
async function spaces({ storage, config }: Pick<Deps, 'storage' | 'config'>) {
  const kept = await storage.space();
  const here = await spaceOf(incomingFolder(config));
  return kept === null ? [here] : [kept, here];
}
