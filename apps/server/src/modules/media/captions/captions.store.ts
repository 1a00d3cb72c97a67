import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { VideoKey } from '../assets.store.ts';
import type { MediaCaptionRow, MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

export async function putCaptionRow(tx: Tx, row: MediaCaptionRow): Promise<void> {
  const { palace_id: _, asset_id: __, lang: ___, id: ____, ...rest } = row;
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

/** A video's captions of a language; undefined when there are none. */
export const captionOf = (
  reader: Reader | Tx,
  { palaceId, videoId }: VideoKey,
  lang: string,
): Promise<MediaCaptionRow | undefined> =>
  db
    .read(reader)
    .selectFrom('media_caption')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .where('lang', '=', lang)
    .executeTakeFirst();

export const captionsByIds = (reader: Reader | Tx, ids: readonly string[]): Promise<MediaCaptionRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('media_caption')
        .selectAll()
        .where('id', 'in', [...ids])
        .execute();

/** Captions, held until the transaction ends; undefined when there are none. */
export const lockCaption = (tx: Tx, id: string): Promise<MediaCaptionRow | undefined> =>
  db.write(tx).selectFrom('media_caption').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

/** Writes what was decided of captions. */
export async function changeCaption(
  tx: Tx,
  { palace_id, id }: Pick<MediaCaptionRow, 'palace_id' | 'id'>,
  change: Pick<MediaCaptionRow, 'state' | 'reason'>,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('media_caption')
    .set(change)
    .where('palace_id', '=', palace_id)
    .where('id', '=', id)
    .execute();
}

/** Captions that everybody sees, of videos, with their text, by language. */
export const shownCaptionsOf = async (
  reader: Reader | Tx,
  ids: readonly string[],
): Promise<MediaCaptionRow[]> => (await captionsOf(reader, ids)).filter(({ state }) => state === 'shown');

/** Captions of a language that everybody sees; undefined when there are none. */
export const shownCaptionOf = async (
  reader: Reader,
  videoId: string,
  lang: string,
): Promise<MediaCaptionRow | undefined> =>
  (await shownCaptionsOf(reader, [videoId])).find((row) => row.lang === lang);

/** What viewers choose among, of videos, by language. */
export const shownLanguagesOf = (
  reader: Reader | Tx,
  ids: readonly string[],
): Promise<Pick<MediaCaptionRow, 'asset_id' | 'lang' | 'label'>[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('media_caption')
        .select(['asset_id', 'lang', 'label'])
        .where('asset_id', 'in', [...ids])
        .where('state', '=', 'shown')
        .orderBy('lang', 'desc')
        .execute();

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
