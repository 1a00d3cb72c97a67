import type { BrandRef, LectureState } from '@wengong/contract';
import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { NamedSubject, NamesInList } from '../../../kernel/counted-elsewhere.ts';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { LectureTables, SeriesRow } from '../lecture.tables.ts';

const db = tablesOf<LectureTables>();

export interface SeriesKey {
  readonly palaceId: string;
  readonly seriesId: string;
}

/** A series with what is counted in it. */
export interface SeriesSeen extends Selectable<SeriesRow> {
  readonly brand: BrandRef | null;
  readonly lectures: number;
  readonly recordings: number;
  readonly drafts: number;
  readonly latest_on: string | null;
  readonly subscribers: number;
}

const seen = sql`
  select s.*, counted.*,
    (select json_build_object('id', b.id, 'slug', b.slug, 'name', b.name, 'nameEn', b.name_en)
      from brand b where b.palace_id = s.palace_id and b.id = s.brand_id) as brand,
    (select count(*)::int from lecture_subscription sub
      where sub.palace_id = s.palace_id and sub.series_id = s.id) as subscribers
  from lecture_series s cross join lateral (
    select count(*) filter (where l.state = 'published')::int as lectures,
      count(*) filter (where l.state = 'published' and a.visibility = 'public')::int as recordings,
      count(*) filter (where l.state = 'draft')::int as drafts,
      max(l.held_on) filter (where l.state = 'published') as latest_on
    from lecture l left join media_asset a on a.palace_id = l.palace_id and a.id = l.video_id
      and a.removed_at is null
    where l.palace_id = s.palace_id and l.series_id = s.id) as counted`;

/** More series than any palace or page has. */
const MOST = 200;

export async function seriesListed(
  reader: Reader | Tx,
  filter: { readonly palaceId?: string | undefined; readonly state?: LectureState },
): Promise<SeriesSeen[]> {
  const { rows } = await sql<SeriesSeen>`${seen}
    where (${filter.palaceId ?? null}::uuid is null or s.palace_id = ${filter.palaceId ?? null}::uuid)
      and (${filter.state ?? null}::text is null or s.state = ${filter.state ?? null}::text)
    order by s.since_year nulls last, s.created_at, s.id limit ${MOST}`.execute(reader);
  return rows;
}

export async function seriesSeen(
  reader: Reader | Tx,
  which: SeriesKey | { readonly palaceId: string; readonly slug: string },
): Promise<SeriesSeen | undefined> {
  const one = 'slug' in which ? sql`s.slug = ${which.slug}` : sql`s.id = ${which.seriesId}`;
  const { rows } = await sql<SeriesSeen>`${seen} where s.palace_id = ${which.palaceId} and ${one}`.execute(
    reader,
  );
  return rows[0];
}

/** Series of a palace, drafts too, that go by one of the names. */
export const seriesNamed = (
  reader: Reader | Tx,
  palaceId: string,
  { ids, titles, slugs }: NamesInList,
): Promise<NamedSubject[]> =>
  db
    .read(reader)
    .selectFrom('lecture_series')
    .select(['id', 'title', 'slug'])
    .where('palace_id', '=', palaceId)
    .where(
      sql<boolean>`(id = any (${[...ids]}::uuid[]) or title = any (${[...titles]}::text[]) or slug = any (${[...slugs]}::text[]))`,
    )
    .orderBy('id')
    .execute();

/** A series, held until the transaction ends: the first of the module's locks. */
export const lockSeries = (
  tx: Tx,
  { palaceId, seriesId }: SeriesKey,
): Promise<Selectable<SeriesRow> | undefined> =>
  db
    .write(tx)
    .selectFrom('lecture_series')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', seriesId)
    .forNoKeyUpdate()
    .executeTakeFirst();

export async function insertSeries(tx: Tx, row: Insertable<SeriesRow>): Promise<void> {
  await db.write(tx).insertInto('lecture_series').values(row).execute();
}

export async function changeSeries(
  tx: Tx,
  { palaceId, seriesId }: SeriesKey,
  change: Updateable<SeriesRow>,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('lecture_series')
    .set(change)
    .where('palace_id', '=', palaceId)
    .where('id', '=', seriesId)
    .execute();
}

/** Years in which lectures of a series were held, the latest first. */
export async function yearsOf(
  reader: Reader | Tx,
  { palaceId, seriesId }: SeriesKey,
  published: boolean,
): Promise<{ year: number; lectures: number }[]> {
  const { rows } = await sql<{ year: number; lectures: number }>`
    select extract(year from held_on)::int as year, count(*)::int as lectures from lecture
    where palace_id = ${palaceId} and series_id = ${seriesId} and (not ${published} or state = 'published')
    group by 1 order by 1 desc`.execute(reader);
  return rows;
}
