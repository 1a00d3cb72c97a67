import type { Deps } from '../../../kernel/deps.ts';
import { enqueue } from '../../../kernel/jobs.ts';
import { type Asset, changeAsset, lockAsset, type VideoKey } from '../assets.store.ts';
import { insertJob } from '../processing/jobs.store.ts';
import { processVideos } from '../processing/wake.ts';
import { receivedBytes, syncIncoming } from './incoming.ts';

/**
 * Takes an upload in whose bytes are all there: durable first, then promised, with its processing in the same
 * transaction. Any number of times, by anybody. Returns whether it is taken in.
 */
export async function takeIn(deps: Deps, asset: Asset): Promise<boolean> {
  if (asset.status !== 'uploading') return asset.uploaded_at !== null;
  if ((await receivedBytes(deps.config, asset.id)) !== asset.file_bytes) return false;
  await syncIncoming(deps.config, asset.id);
  const key: VideoKey = { palaceId: asset.palace_id, videoId: asset.id };
  return deps.db.transact(async (tx) => {
    const locked = await lockAsset(tx, key);
    if (locked?.status !== 'uploading') return locked?.uploaded_at != null;
    const now = deps.clock.now();
    await changeAsset(tx, key, { status: 'waiting', uploaded_at: now });
    await insertJob(tx, key, now);
    await enqueue(tx, processVideos, {});
    return true;
  });
}
