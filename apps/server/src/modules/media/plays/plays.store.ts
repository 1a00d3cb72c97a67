import { sql } from 'kysely';
import { type Reader, type Tx, tablesOf } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import type { ExternalCountRow, MediaTables } from '../media.tables.ts';

const db = tablesOf<MediaTables>();

export interface SeenPlay {
  readonly palaceId: string;
  readonly videoId: string;
  /** Hexadecimal. */
  readonly viewer: string;
  /** Day on which it counts, UTC. */
  readonly day: string;
}

/** Counts plays that were not counted before; one statement for any number, the counters in one order. */
export async function countPlays(tx: Tx, plays: readonly SeenPlay[]): Promise<void> {
  const rows = plays.map((play) => ({
    palace_id: play.palaceId,
    asset_id: play.videoId,
    viewer: `\\x${play.viewer}`,
    day: play.day,
  }));
  await sql`
    with given as materialized (
      select * from ${tableOf(rows, { palace_id: 'uuid', asset_id: 'uuid', viewer: 'bytea', day: 'date' })} as row),
    fresh as (
      insert into media_play (asset_id, viewer, day)
      select distinct asset_id, viewer, day from given order by day, asset_id, viewer
      on conflict do nothing returning asset_id),
    counted as (
      select palace.palace_id, fresh.asset_id, count(*) as plays
      from fresh join (select distinct palace_id, asset_id from given) as palace using (asset_id)
      join media_asset on media_asset.palace_id = palace.palace_id and media_asset.id = fresh.asset_id
      group by 1, 2 order by 1, 2)
    insert into media_play_count as counter (palace_id, asset_id, plays)
    select * from counted
    on conflict (palace_id, asset_id) do update set plays = counter.plays + excluded.plays`.execute(tx);
}

/** Forgets who watched what; the count stays. */
export async function forgetViewers(tx: Tx, before: string): Promise<void> {
  await sql`delete from media_play where day < ${before}`.execute(tx);
}

/** Plays of videos; those without any are left out. */
export async function playsOf(reader: Reader | Tx, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .read(reader)
    .selectFrom('media_play_count')
    .select(['asset_id', 'plays'])
    .where('asset_id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.asset_id, row.plays]));
}

/** The latest number of each platform and kind. */
export const externalCountsOf = (reader: Reader | Tx, ids: readonly string[]): Promise<ExternalCountRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .read(reader)
        .selectFrom('media_external_count')
        .distinctOn(['asset_id', 'platform', 'kind'])
        .selectAll()
        .where('asset_id', 'in', [...ids])
        .orderBy('asset_id')
        .orderBy('platform')
        .orderBy('kind')
        .orderBy('as_of', 'desc')
        .orderBy('id', 'desc')
        .execute();
