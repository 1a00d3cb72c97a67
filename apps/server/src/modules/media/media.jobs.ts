import type { Deps } from '../../kernel/deps.ts';
import { defineJob, type JobBinding, job } from '../../kernel/jobs.ts';
import { changeAsset, lockAsset } from './assets.store.ts';
import { deleteLitter, dueLitter } from './litter.store.ts';
import { forgetViewers } from './plays/plays.store.ts';
import { clearWork } from './processing/clear-work.ts';
import { wakeDesk } from './processing/desk.ts';
import { processVideos } from './processing/wake.ts';
import { cutRemaining } from './said/search-said.ts';
import { incomingIds, removeIncoming } from './uploads/incoming.ts';
import { takeIn } from './uploads/take-in.ts';
import { allOpenUploads, neededIncoming } from './uploads/uploads.store.ts';

const BATCH = 200;
/** Who watched is forgotten once it can play no part in counting. */
const VIEWERS_KEPT_MS = 2 * 86_400_000;
const everyMinute = { cron: '* * * * *' };

export const mediaJobs: readonly JobBinding<Deps>[] = [
  job(defineJob('media.take-in'), (_, deps: Deps) => takeInOrAbandon(deps), everyMinute),
  job(processVideos, (_, deps: Deps) => wakeDesk(deps), everyMinute),
  job(defineJob('media.cut-captions'), (_, deps: Deps) => cutRemaining(deps), everyMinute),
  job(defineJob('media.clear'), (_, deps: Deps) => clear(deps), { cron: '*/10 * * * *' }),
];

/** Uploads that arrived whole although nobody came to say so are taken in; those whose time is over are given up. */
async function takeInOrAbandon(deps: Deps): Promise<void> {
  for (const asset of await allOpenUploads(deps.db.reader, BATCH)) {
    if (await takeIn(deps, asset)) continue;
    const now = deps.clock.now();
    if (asset.upload_until > now) continue;
    const key = { palaceId: asset.palace_id, videoId: asset.id };
    await deps.db.transact(async (tx) => {
      if ((await lockAsset(tx, key))?.status === 'uploading')
        await changeAsset(tx, key, { status: 'abandoned' });
    });
  }
}

/** Deletes files that nobody needs: of removed videos, replaced revisions, abandoned uploads. */
async function clear(deps: Deps): Promise<void> {
  for (const litter of await dueLitter(deps.db.reader, deps.clock.now(), BATCH)) {
    await deps.storage.removeAll(litter.prefix);
    await deps.db.transact((tx) => deleteLitter(tx, litter.id));
  }
  const there = await incomingIds(deps.config);
  const needed = await neededIncoming(deps.db.reader, there);
  for (const id of there) if (!needed.has(id)) await removeIncoming(deps.config, id);
  await clearWork(deps);
  const before = new Date(deps.clock.now().getTime() - VIEWERS_KEPT_MS).toISOString().slice(0, 10);
  await deps.db.transact((tx) => forgetViewers(tx, before));
}
