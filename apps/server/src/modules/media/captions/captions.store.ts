import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { VideoKey } from '../assets.store.ts';
import type { MediaCaptionRow, MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

export async function putCaptionRow(tx: Tx, row: MediaCaptionRow): Promise<void> {
  const { palace_id: _, asset_id: __, lang: ___, ...rest } = row;
  await db
    .write(tx)
    .insertInto('media_caption')
    .values(row)
    .onConflict((conflict) => conflict.columns(['palace_id', 'asset_id', 'lang']).doUpdateSet(rest))
    .execute();
}

export async function deleteCaptionRow(
  tx: Tx,
  { palaceId, videoId }: VideoKey,
  lang: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .write(tx)
    .deleteFrom('media_caption')
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .where('lang', '=', lang)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Captions of videos with their text, by language. */
export const captionsOf = (reader: Reader | Tx, ids: readonly string[]): Promise<MediaCaptionRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('media_caption')
        .selectAll()
        .where('asset_id', 'in', [...ids])
        .orderBy('lang', 'desc')
        .execute();

/** The words of a video's captions, by language. */
export const captionTextsOf = (
  reader: Reader | Tx,
  videoId: string,
): Promise<{ lang: string; words: string }[]> =>
  db
    .read(reader)
    .selectFrom('media_caption')
    .select(['lang', 'words'])
    .where('asset_id', '=', videoId)
    .orderBy('lang')
    .execute();
