import type { BrandFigure, BrandMilestone, Image } from '@wengong/contract';
import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import { coverOf } from './images/cover.store.ts';
import type { BrandRow, ProgrammeTables } from './programme.tables.ts';

const db = tablesOf<ProgrammeTables>();

export type BrandWithFigures = BrandRow & {
  readonly figures: BrandFigure[];
  readonly milestones: BrandMilestone[];
  readonly partner_ids: string[];
  readonly cover: Image | null;
};

const figures = sql<BrandFigure[]>`(
  select coalesce(json_agg(json_build_object('label', figure.label, 'labelEn', figure.label_en,
    'value', figure.value) order by figure.position), '[]')
  from brand_figure figure
  where figure.palace_id = brand.palace_id and figure.brand_id = brand.id)`.as('figures');

const milestones = sql<BrandMilestone[]>`(
  select coalesce(json_agg(json_build_object('year', milestone.year, 'text', milestone.text,
    'textEn', milestone.text_en) order by milestone.position), '[]')
  from brand_milestone milestone
  where milestone.palace_id = brand.palace_id and milestone.brand_id = brand.id)`.as('milestones');

const partnerIds = sql<string[]>`(
  select coalesce(json_agg(link.partner_id order by link.partner_id), '[]')
  from brand_partner link
  where link.palace_id = brand.palace_id and link.brand_id = brand.id)`.as('partner_ids');

const parts = [figures, milestones, partnerIds, coverOf('brand')] as const;

/** Brands of a palace, the oldest first. */
export const brandsOf = (reader: Reader, palaceId: string): Promise<BrandWithFigures[]> =>
  db
    .read(reader)
    .selectFrom('brand')
    .selectAll('brand')
    .select([...parts])
    .where('palace_id', '=', palaceId)
    .orderBy(sql`since_year nulls last`)
    .orderBy('name')
    .execute();

/** Brands over the network that have a published activity, the oldest first. */
export function brandsInUse(
  reader: Reader,
  palaceIds: readonly string[] | undefined,
  limit: number,
): Promise<BrandWithFigures[]> {
  let query = db
    .read(reader)
    .selectFrom('brand')
    .selectAll('brand')
    .select([...parts])
    .where((where) =>
      where.exists(
        where
          .selectFrom('activity')
          .select('activity.id')
          .whereRef('activity.palace_id', '=', 'brand.palace_id')
          .whereRef('activity.brand_id', '=', 'brand.id')
          .where('activity.status', '=', 'published'),
      ),
    );
  if (palaceIds !== undefined) query = query.where('palace_id', 'in', palaceIds);
  return query.orderBy(sql`since_year nulls last`).orderBy('id').limit(limit).execute();
}

export const brandBySlug = (
  reader: Reader,
  palaceId: string,
  slug: string,
): Promise<BrandWithFigures | undefined> =>
  db
    .read(reader)
    .selectFrom('brand')
    .selectAll('brand')
    .select([...parts])
    .where('palace_id', '=', palaceId)
    .where('slug', '=', slug)
    .executeTakeFirst();

export const lockBrand = (tx: Tx, palaceId: string, id: string): Promise<BrandWithFigures | undefined> =>
  db
    .write(tx)
    .selectFrom('brand')
    .selectAll('brand')
    .select([...parts])
    .where('palace_id', '=', palaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

export const insertBrand = (tx: Tx, row: BrandRow) => db.write(tx).insertInto('brand').values(row).execute();

export const updateBrandRow = (tx: Tx, { palace_id, id, ...change }: BrandRow) =>
  db
    .write(tx)
    .updateTable('brand')
    .set(change)
    .where('palace_id', '=', palace_id)
    .where('id', '=', id)
    .execute();

export async function replaceFigures(
  tx: Tx,
  palaceId: string,
  brandId: string,
  list: readonly BrandFigure[],
): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('brand_figure')
    .where('palace_id', '=', palaceId)
    .where('brand_id', '=', brandId)
    .execute();
  if (list.length === 0) return;
  await db
    .write(tx)
    .insertInto('brand_figure')
    .values(
      list.map((figure, position) => ({
        palace_id: palaceId,
        brand_id: brandId,
        position,
        label: figure.label,
        label_en: figure.labelEn,
        value: figure.value,
      })),
    )
    .execute();
}

/** Writes a brand's history anew, oldest first. */
export async function replaceMilestones(
  tx: Tx,
  palaceId: string,
  brandId: string,
  list: readonly BrandMilestone[],
): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('brand_milestone')
    .where('palace_id', '=', palaceId)
    .where('brand_id', '=', brandId)
    .execute();
  if (list.length === 0) return;
  const rows = list
    .toSorted((a, b) => a.year - b.year)
    .map(({ year, text, textEn }, position) => ({
      palace_id: palaceId,
      brand_id: brandId,
      position,
      year,
      text,
      text_en: textEn,
    }));
  await db.write(tx).insertInto('brand_milestone').values(rows).execute();
}

/** Writes anew who keeps a brand together with the palace. */
export async function replaceBrandPartners(
  tx: Tx,
  palaceId: string,
  brandId: string,
  partnerIds: readonly string[],
): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('brand_partner')
    .where('palace_id', '=', palaceId)
    .where('brand_id', '=', brandId)
    .execute();
  if (partnerIds.length === 0) return;
  const rows = [...new Set(partnerIds)].map((id) => ({
    palace_id: palaceId,
    brand_id: brandId,
    partner_id: id,
  }));
  await db.write(tx).insertInto('brand_partner').values(rows).execute();
}

/** Removes a brand with all that is told of it. */
export async function deleteBrandRow(tx: Tx, palaceId: string, id: string): Promise<void> {
  await replaceFigures(tx, palaceId, id, []);
  await replaceMilestones(tx, palaceId, id, []);
  await replaceBrandPartners(tx, palaceId, id, []);
  await db.write(tx).deleteFrom('brand').where('palace_id', '=', palaceId).where('id', '=', id).execute();
}

/** Published activities of a brand, those with the soonest session first. */
export const activitiesOfBrand = (reader: Reader, palaceId: string, brandId: string, now: Date) =>
  db
    .read(reader)
    .selectFrom('activity')
    .leftJoin('session_listing', (join) =>
      join
        .onRef('session_listing.palace_id', '=', 'activity.palace_id')
        .onRef('session_listing.activity_id', '=', 'activity.id')
        .on('session_listing.ends_at', '>', now),
    )
    .select([
      'activity.id',
      'activity.kind',
      'activity.title',
      'activity.title_en',
      'activity.summary',
      'activity.summary_en',
      'activity.price_fen',
      coverOf('activity'),
      sql<Date | null>`min(session_listing.starts_at)`.as('next_starts_at'),
    ])
    .where('activity.palace_id', '=', palaceId)
    .where('activity.brand_id', '=', brandId)
    .where('activity.status', '=', 'published')
    .groupBy(['activity.palace_id', 'activity.id'])
    .orderBy(sql`min(session_listing.starts_at) nulls last`)
    .orderBy('activity.id')
    .limit(100)
    .execute();

export async function isBrandInUse(tx: Tx, palaceId: string, brandId: string): Promise<boolean> {
  const row = await db
    .write(tx)
    .selectFrom('activity')
    .select('id')
    .where('palace_id', '=', palaceId)
    .where('brand_id', '=', brandId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
