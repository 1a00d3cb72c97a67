import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import { newId } from '../../kernel/ids.ts';
import type { MediaTables } from './media.tables.ts';

const db = tablesOf<MediaTables>();

/** As many videos as an export names. */
const EXPORTED = 1000;

/** A person's videos as they are told of them. */
export const videoRecordsOf = (reader: Reader, personId: string): Promise<object[]> =>
  db
    .read(reader)
    .selectFrom('media_asset')
    .select([
      'palace_id',
      'id',
      'title',
      'description',
      'ai',
      'file_name',
      'file_bytes',
      'status',
      'visibility',
      'created_at',
    ])
    .where('owner_id', '=', personId)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .limit(EXPORTED)
    .execute();

/** Clips of a person, locked until the transaction ends. */
export async function allOfOwner(tx: Tx, personId: string): Promise<{ palaceId: string; videoId: string }[]> {
  const rows = await db
    .write(tx)
    .selectFrom('media_asset')
    .select(['palace_id', 'id'])
    .where('owner_id', '=', personId)
    .where('purpose', '=', 'clip')
    .where('removed_at', 'is', null)
    .orderBy('palace_id')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => ({ palaceId: row.palace_id, videoId: row.id }));
}

/** Takes clips away with everything said about them; a job deletes their files. */
export async function eraseAssetsOf(
  tx: Tx,
  keys: readonly { palaceId: string; videoId: string }[],
  now: Date,
): Promise<void> {
  for (const { palaceId, videoId } of keys) {
    await db
      .write(tx)
      .deleteFrom('media_job')
      .where('palace_id', '=', palaceId)
      .where('asset_id', '=', videoId)
      .execute();
    await db
      .write(tx)
      .updateTable('media_asset')
      .set({
        removed_at: now,
        visibility: 'taken_down',
        title: '',
        title_en: '',
        description: '',
        description_en: '',
        file_name: '-',
        fingerprint: '',
      })
      .where('palace_id', '=', palaceId)
      .where('id', '=', videoId)
      .execute();
    await db
      .write(tx)
      .insertInto('media_litter')
      .values(
        ['vod', 'originals'].map((kind) => ({ id: newId(), prefix: `${kind}/${videoId}/`, not_before: now })),
      )
      .execute();
  }
}
