import type { VideoPurpose, VideoStatus } from '@wengong/contract';
import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { NamesInList } from '../../kernel/counted-elsewhere.ts';
import type { Place } from '../../kernel/cursor.ts';
import { type Reader, type Tx, tablesOf } from '../../kernel/db.ts';
import type { MediaAssetRow, MediaJobRow, MediaRevisionRow, MediaTables } from './media.tables.ts';

const db = tablesOf<MediaTables>();

export type Asset = Selectable<MediaAssetRow>;
export type Revision = Selectable<MediaRevisionRow>;

/** A video with what is known of its processing and of what can be watched. */
export interface AssetSeen extends Asset {
  readonly job: Pick<Selectable<MediaJobRow>, 'stage' | 'progress'> | null;
  readonly current: Revision | null;
}

export interface VideoKey {
  readonly palaceId: string;
  readonly videoId: string;
}

interface Page {
  readonly after?: string | undefined;
  readonly limit: number;
}

export async function insertAsset(tx: Tx, row: Insertable<MediaAssetRow>): Promise<void> {
  await db.write(tx).insertInto('media_asset').values(row).execute();
}

/** The video of this id, wherever it is; undefined when there is none, or it was removed. */
export const assetById = (reader: Reader | Tx, videoId: string): Promise<Asset | undefined> =>
  live(reader).where('id', '=', videoId).executeTakeFirst();

export const assetsByIds = (reader: Reader | Tx, ids: readonly string[]): Promise<Asset[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : live(reader)
        .where('id', 'in', [...ids])
        .execute();

/** A palace's video, kept as it is until the transaction ends; undefined when there is none. */
export const lockAsset = (tx: Tx, { palaceId, videoId }: VideoKey): Promise<Asset | undefined> =>
  db
    .write(tx)
    .selectFrom('media_asset')
    .selectAll()
    .where('palace_id', '=', palaceId)
    .where('id', '=', videoId)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();

export async function changeAsset(
  tx: Tx,
  { palaceId, videoId }: VideoKey,
  change: Updateable<MediaAssetRow>,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('media_asset')
    .set(change)
    .where('palace_id', '=', palaceId)
    .where('id', '=', videoId)
    .execute();
}

/** Videos of an owner, newest first. */
export const assetsOfOwner = (reader: Reader, ownerId: string, { after, limit }: Page): Promise<Asset[]> =>
  live(reader)
    .where('owner_id', '=', ownerId)
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Videos of a palace, newest first. */
export const assetsOfPalace = (
  reader: Reader,
  palaceId: string,
  { after, limit, status }: Page & { readonly status?: VideoStatus | undefined },
): Promise<Asset[]> =>
  live(reader)
    .where('palace_id', '=', palaceId)
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .$if(status !== undefined, (query) => query.where('status', '=', status ?? 'ready'))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();

/** Videos of a palace that a list names, by id or by their whole title. */
export const assetsNamed = (
  reader: Reader | Tx,
  palaceId: string,
  names: Pick<NamesInList, 'ids' | 'titles'>,
): Promise<Pick<Asset, 'id' | 'title'>[]> =>
  live(reader)
    .clearSelect()
    .select(['id', 'title'])
    .where('palace_id', '=', palaceId)
    .where('status', '<>', 'abandoned')
    .where(sql<boolean>`(id = any (${[...names.ids]}::uuid[]) or title = any (${[...names.titles]}::text[]))`)
    .execute();

export interface PublicFilter {
  readonly palaceId?: string | undefined;
  readonly purpose?: VideoPurpose | undefined;
  readonly words?: string | undefined;
  readonly after: Place | null;
  readonly limit: number;
}

/** Public videos, latest published first. */
export const publicAssets = (reader: Reader, filter: PublicFilter): Promise<Asset[]> =>
  live(reader)
    .where('visibility', '=', 'public')
    .$if(filter.palaceId !== undefined, (query) => query.where('palace_id', '=', filter.palaceId ?? ''))
    .$if(filter.purpose !== undefined, (query) => query.where('purpose', '=', filter.purpose ?? 'clip'))
    .$if(filter.words !== undefined && filter.words !== '', (query) => {
      const like = `%${(filter.words ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`;
      return query.where((any) =>
        any.or([
          any('title', 'ilike', like),
          any('title_en', 'ilike', like),
          any('description', 'ilike', like),
          sql<boolean>`exists (select from media_caption as said where said.palace_id = media_asset.palace_id and said.asset_id = media_asset.id and said.state = 'shown' and said.words ilike ${like})`,
        ]),
      );
    })
    .$if(filter.after !== null, (query) =>
      query.where(
        sql<boolean>`(published_at, id) < (${filter.after?.at ?? null}, ${filter.after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .execute();

/** The processing and the watchable revision of each video, in their order. */
export async function withProcessing(reader: Reader | Tx, assets: readonly Asset[]): Promise<AssetSeen[]> {
  if (assets.length === 0) return [];
  const palaces = [...new Set(assets.map((asset) => asset.palace_id))];
  const ids = assets.map((asset) => asset.id);
  const jobs = await db
    .read(reader)
    .selectFrom('media_job')
    .select(['asset_id', 'stage', 'progress'])
    .where('palace_id', 'in', palaces)
    .where('asset_id', 'in', ids)
    .execute();
  const revisions = await db
    .read(reader)
    .selectFrom('media_revision')
    .selectAll()
    .where('palace_id', 'in', palaces)
    .where('asset_id', 'in', ids)
    .execute();
  return assets.map((asset) => ({
    ...asset,
    job: jobs.find((job) => job.asset_id === asset.id) ?? null,
    current: revisions.find((each) => each.asset_id === asset.id && each.revision === asset.revision) ?? null,
  }));
}

/** One video, with its processing. */
export async function seenAsset(reader: Reader | Tx, asset: Asset): Promise<AssetSeen> {
  const [seen] = await withProcessing(reader, [asset]);
  if (seen === undefined) throw new Error('a video is seen once');
  return seen;
}

// Holds

export async function insertHold(tx: Tx, { palaceId, videoId }: VideoKey, holder: string): Promise<void> {
  await db
    .write(tx)
    .insertInto('media_hold')
    .values({ palace_id: palaceId, asset_id: videoId, holder })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteHold(tx: Tx, { palaceId, videoId }: VideoKey, holder: string): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('media_hold')
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .where('holder', '=', holder)
    .execute();
}

export async function isHeld(tx: Tx, { palaceId, videoId }: VideoKey): Promise<boolean> {
  const row = await db
    .read(tx)
    .selectFrom('media_hold')
    .select('holder')
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .executeTakeFirst();
  return row !== undefined;
}

function live(reader: Reader | Tx) {
  return db.read(reader).selectFrom('media_asset').selectAll().where('removed_at', 'is', null);
}
