import type { Image } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { ImageRow, ProgrammeTables } from '../programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

/** The picture of a row that has a `cover_id`, as a column `cover`; null where a poster is drawn. */
export const coverOf = (table: 'activity' | 'brand') =>
  sql<Image | null>`(
    select json_build_object('id', image.id, 'hash', image.hash, 'width', image.width, 'height', image.height,
      'widths', image.widths, 'alt', image.alt)
    from image where image.palace_id = ${sql.ref(`${table}.palace_id`)}
      and image.id = ${sql.ref(`${table}.cover_id`)})`.as('cover');

export async function coverById(
  reader: Reader | Tx,
  palaceId: string,
  id: string | null,
): Promise<Image | null> {
  if (id === null) return null;
  const row = await db
    .read(reader)
    .selectFrom('image')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? null : presentImage(row);
}

/** The pictures of those activities that have one, by activity id. */
export async function coversOfActivities(
  reader: Reader,
  keys: readonly { palaceId: string; activityId: string }[],
): Promise<Map<string, Image>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('activity')
    .innerJoin('image', (join) =>
      join.onRef('image.palace_id', '=', 'activity.palace_id').onRef('image.id', '=', 'activity.cover_id'),
    )
    .select('activity.id as activity_id')
    .selectAll('image')
    .where('activity.palace_id', 'in', [...new Set(keys.map((key) => key.palaceId))])
    .where('activity.id', 'in', [...new Set(keys.map((key) => key.activityId))])
    .execute();
  return new Map(rows.map((row) => [row.activity_id, presentImage(row)]));
}

/** A picture of the palace with this content and these words; undefined when there is none. */
export const imageLike = (reader: Reader, palaceId: string, hash: string, alt: string) =>
  db
    .read(reader)
    .selectFrom('image')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('hash', '=', hash)
    .where('alt', '=', alt)
    .limit(1)
    .executeTakeFirst();

export const insertImage = (tx: Tx, row: ImageRow) => db.write(tx).insertInto('image').values(row).execute();

export const presentImage = ({ id, hash, width, height, widths, alt }: ImageRow): Image => ({
  id,
  hash,
  width,
  height,
  widths,
  alt,
});

/** Pictures of palaces by their ids. */
export async function imagesByIds(
  reader: Reader | Tx,
  keys: readonly { readonly palaceId: string; readonly imageId: string | null }[],
): Promise<Map<string, Image>> {
  const known = keys.flatMap(({ imageId }) => imageId ?? []);
  if (known.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('image')
    .selectAll()
    .where('palace_id', 'in', [...new Set(keys.map(({ palaceId }) => palaceId))])
    .where('id', 'in', [...new Set(known)])
    .execute();
  return new Map(rows.map((row) => [row.id, presentImage(row)]));
}
