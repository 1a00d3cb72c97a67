import { DANMAKU_A_SECOND } from '@wengong/contract';
import { type Selectable, sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import type { VideoKey } from '../assets.store.ts';
import type { DanmakuRow, MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

export type Remark = Selectable<DanmakuRow>;
export type Crossing = Pick<Remark, 'id' | 'at_ms' | 'text'>;

/** Remarks that cross from `fromMs` until `untilMs`, the newest of each second where there are too many. */
export async function crossing(
  reader: Reader,
  videoId: string,
  { fromMs, untilMs, limit }: { readonly fromMs: number; readonly untilMs: number; readonly limit: number },
): Promise<Crossing[]> {
  const { rows } = await sql<Crossing>`
    select id, at_ms, text from (
      select d.id, d.at_ms, d.text,
        row_number() over (partition by d.at_ms / 1000 order by d.id desc) as place
      from media_danmaku d join media_asset a on a.palace_id = d.palace_id and a.id = d.asset_id
      where d.asset_id = ${videoId} and d.state = 'shown' and d.at_ms >= ${fromMs} and d.at_ms < ${untilMs}
        and a.visibility = 'public' and a.removed_at is null
        and not exists (select from media_danmaku_closed closed
          where closed.palace_id = d.palace_id and closed.asset_id = d.asset_id)) as remark
    where place <= ${DANMAKU_A_SECOND}
    order by at_ms, id limit ${limit}`.execute(reader);
  return rows;
}

export async function shownCount(reader: Reader, { palaceId, videoId }: VideoKey): Promise<number> {
  const row = await db
    .read(reader)
    .selectFrom('media_danmaku')
    .select(sql<number>`count(*)::int`.as('shown'))
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .where('state', '=', 'shown')
    .executeTakeFirstOrThrow();
  return row.shown;
}

export async function isClosed(reader: Reader | Tx, { palaceId, videoId }: VideoKey): Promise<boolean> {
  const row = await db
    .read(reader)
    .selectFrom('media_danmaku_closed')
    .select('asset_id')
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function closeDanmaku(tx: Tx, { palaceId, videoId }: VideoKey): Promise<void> {
  await db
    .write(tx)
    .insertInto('media_danmaku_closed')
    .values({ palace_id: palaceId, asset_id: videoId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function openDanmaku(tx: Tx, { palaceId, videoId }: VideoKey): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('media_danmaku_closed')
    .where('palace_id', '=', palaceId)
    .where('asset_id', '=', videoId)
    .execute();
}

/** What a person has sent lately; nobody else counts them until the transaction ends. */
export async function countLately(
  tx: Tx,
  personId: string,
  now: Date,
): Promise<{ readonly minute: number; readonly day: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`danmaku ${personId}`}, 0))`.execute(tx);
  const { rows } = await sql<{ minute: number; day: number }>`
    select count(*) filter (where created_at > ${now}::timestamptz - interval '1 minute')::int as minute,
      count(*)::int as day
    from media_danmaku where person_id = ${personId} and created_at > ${now}::timestamptz - interval '1 day'`.execute(
    tx,
  );
  return rows[0] ?? { minute: 0, day: 0 };
}

export async function insertRemark(tx: Tx, row: Remark): Promise<void> {
  await db.write(tx).insertInto('media_danmaku').values(row).execute();
}

export const remarkById = (reader: Reader | Tx, danmakuId: string): Promise<Remark | undefined> =>
  db.read(reader).selectFrom('media_danmaku').selectAll().where('id', '=', danmakuId).executeTakeFirst();

/** A remark, held until the transaction ends; undefined when there is none. */
export const lockRemark = (tx: Tx, danmakuId: string): Promise<Remark | undefined> =>
  db
    .write(tx)
    .selectFrom('media_danmaku')
    .selectAll()
    .where('id', '=', danmakuId)
    .forUpdate()
    .executeTakeFirst();

export async function changeRemark(
  tx: Tx,
  remark: Pick<Remark, 'palace_id' | 'id'>,
  change: Pick<Remark, 'state' | 'reason'>,
): Promise<void> {
  await db
    .write(tx)
    .updateTable('media_danmaku')
    .set(change)
    .where('palace_id', '=', remark.palace_id)
    .where('id', '=', remark.id)
    .execute();
}

export async function deleteRemark(tx: Tx, remark: Pick<Remark, 'palace_id' | 'id'>): Promise<void> {
  await db
    .write(tx)
    .deleteFrom('media_danmaku')
    .where('palace_id', '=', remark.palace_id)
    .where('id', '=', remark.id)
    .execute();
}

export type RemarkListed = Remark & { readonly video_title: string };

/** Remarks of a person, newest first. */
export async function remarksOf(
  reader: Reader,
  personId: string,
  page: {
    readonly videoId?: string | undefined;
    readonly after?: string | undefined;
    readonly limit: number;
  },
): Promise<RemarkListed[]> {
  const { rows } = await sql<RemarkListed>`
    select d.*, a.title as video_title
    from media_danmaku d join media_asset a on a.palace_id = d.palace_id and a.id = d.asset_id
    where d.person_id = ${personId}
      and (${page.videoId ?? null}::uuid is null or d.asset_id = ${page.videoId ?? null}::uuid)
      and (${page.after ?? null}::uuid is null or d.id < ${page.after ?? null}::uuid)
    order by d.id desc limit ${page.limit}`.execute(reader);
  return rows;
}

// A person's own

export const danmakuRecordsOf = async (reader: Reader, personId: string): Promise<object> => ({
  danmaku: await db
    .read(reader)
    .selectFrom('media_danmaku')
    .select(['palace_id', 'asset_id', 'at_ms', 'text', 'state', 'created_at'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute(),
});

/** Removes what a person has said. */
export async function eraseDanmakuOf(tx: Tx, personId: string): Promise<void> {
  await sql`delete from media_danmaku where person_id = ${personId}`.execute(tx);
}
