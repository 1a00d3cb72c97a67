import { type Tx, tablesOf } from '../../../kernel/db.ts';
import type { VideoKey } from '../assets.store.ts';
import type { MediaTables } from '../media.tables.ts';
import type { Made } from './orders.ts';

const db = tablesOf<MediaTables>();

/** Writes what was made and verified. */
export async function insertRevision(
  tx: Tx,
  { palaceId, videoId }: VideoKey,
  given: {
    readonly revision: number;
    readonly extent: 'playable' | 'full';
    readonly made: Made;
    readonly bytes: number;
    readonly now: Date;
  },
): Promise<void> {
  await db
    .write(tx)
    .insertInto('media_revision')
    .values({
      palace_id: palaceId,
      asset_id: videoId,
      revision: given.revision,
      extent: given.extent,
      rungs: JSON.stringify(given.made.rungs),
      sprite: given.made.sprite === null ? 'null' : JSON.stringify(given.made.sprite),
      loudness_lufs: given.made.loudnessLufs,
      bytes: given.bytes,
      verified_at: given.now,
    })
    .execute();
}
