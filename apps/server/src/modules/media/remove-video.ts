import type { Tx } from '../../kernel/db.ts';
import type { Deps } from '../../kernel/deps.ts';
import { type Asset, changeAsset } from './assets.store.ts';
import { insertLitter } from './litter.store.ts';
import { assetRemoved } from './media.events.ts';
import { deleteJob } from './processing/jobs.store.ts';
import { factOf } from './videos.ts';

/** Removes a video that the transaction has locked; its files are deleted by a job, what it said goes at once. */
export async function removeVideo(tx: Tx, deps: Deps, asset: Asset): Promise<void> {
  const now = deps.clock.now();
  const key = { palaceId: asset.palace_id, videoId: asset.id };
  await deleteJob(tx, key);
  await changeAsset(tx, key, {
    removed_at: now,
    visibility: 'taken_down',
    title: '',
    title_en: '',
    description: '',
    description_en: '',
    file_name: '-',
    fingerprint: '',
  });
  for (const prefix of [`vod/${asset.id}/`, `originals/${asset.id}/`]) await insertLitter(tx, prefix, now);
  await deps.bus.emit(tx, assetRemoved, { ...factOf(asset), title: '' });
}
