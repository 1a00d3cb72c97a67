import { type Tx, tablesOf } from '../../../kernel/db.ts';
import type { VideoKey } from '../assets.store.ts';
import type { MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

/** Queues the processing of a video. */
export async function insertJob(tx: Tx, { palaceId, videoId }: VideoKey, now: Date): Promise<void> {
  await db
    .write(tx)
    .insertInto('media_job')
    .values({ palace_id: palaceId, asset_id: videoId, not_before: now, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteJob(tx: Tx, { palaceId, videoId }: VideoKey): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('media_job')
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .execute();
}
