import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { MediaCaptionRow, MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

export type CaptionKey = Pick<MediaCaptionRow, 'palace_id' | 'asset_id' | 'lang'>;

/** Remembers by which words captions are found. */
export async function putSaid(
  tx: Tx,
  { palace_id, asset_id, lang }: CaptionKey,
  captionsAt: Date,
  lexemes: readonly string[],
): Promise<void> {
  await sql`insert into media_said (palace_id, asset_id, lang, captions_at, search)
    values (${palace_id}, ${asset_id}, ${lang}, ${captionsAt}, array_to_tsvector(${[...lexemes]}::text[]))
    on conflict (palace_id, asset_id, lang) do update
      set captions_at = excluded.captions_at, search = excluded.search`.execute(tx);
}

/** Captions are no longer found by their words. */
export async function dropSaid(tx: Tx, { palace_id, asset_id, lang }: CaptionKey): Promise<void> {
  await sql`delete from media_said
    where palace_id = ${palace_id} and asset_id = ${asset_id} and lang = ${lang}`.execute(tx);
}

/** Captions that are not found by their words yet, held until the transaction ends. */
export const captionsToCut = (tx: Tx, limit: number): Promise<MediaCaptionRow[]> =>
  db
    .write(tx)
    .selectFrom('media_caption')
    .selectAll()
    .where('state', '=', 'shown')
    .where(
      sql<boolean>`not exists (select from media_said said where said.palace_id = media_caption.palace_id
        and said.asset_id = media_caption.asset_id and said.lang = media_caption.lang
        and said.captions_at = media_caption.updated_at)`,
    )
    .orderBy('updated_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

export interface SaidFilter {
  readonly tsquery: string;
  readonly palaceId?: string | undefined;
  /** Only in these. */
  readonly videoIds?: readonly string[] | undefined;
  readonly limit: number;
}

/** Captions of public videos in which words are said, the latest published first; one of a video. */
export async function captionsSaying(reader: Reader, filter: SaidFilter): Promise<MediaCaptionRow[]> {
  const { rows } = await sql<MediaCaptionRow>`
    select c.* from (
      select distinct on (a.published_at, a.id) s.palace_id, s.asset_id, s.lang, a.published_at, a.id
      from media_said s join media_asset a on a.palace_id = s.palace_id and a.id = s.asset_id
      where s.search @@ ${filter.tsquery}::tsquery and a.visibility = 'public' and a.removed_at is null
        and (${filter.palaceId ?? null}::uuid is null or s.palace_id = ${filter.palaceId ?? null}::uuid)
        and (${filter.videoIds === undefined} or s.asset_id = any (${[...(filter.videoIds ?? [])]}::uuid[]))
      order by a.published_at desc, a.id desc, s.lang desc
      limit ${filter.limit}) as hit
    join media_caption c on c.palace_id = hit.palace_id and c.asset_id = hit.asset_id and c.lang = hit.lang
    order by hit.published_at desc, hit.id desc`.execute(reader);
  return rows;
}

/** Public videos in which words are said, the latest published first. */
export async function assetsSaying(reader: Reader, filter: SaidFilter): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from media_asset a
    where a.visibility = 'public' and a.removed_at is null
      and (${filter.palaceId ?? null}::uuid is null or a.palace_id = ${filter.palaceId ?? null}::uuid)
      and exists (select from media_said s where s.palace_id = a.palace_id and s.asset_id = a.id
        and s.search @@ ${filter.tsquery}::tsquery)
    order by a.published_at desc, a.id desc limit ${filter.limit}`.execute(reader);
  return rows.map((row) => row.id);
}
