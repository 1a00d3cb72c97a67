import type { PeriodLength, Sums } from '@wengong/contract';
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../kernel/db.ts';
import { tableOf } from '../../kernel/rows.ts';
import type { AttendanceCell } from '../booking/index.ts';
import type { RangeParts } from './rollup/range.rules.ts';
import { NO_SESSION, type PalaceDay } from './rollup/rollup.store.ts';

const SUMMED = sql`sum(visits)::bigint as visits,
  sum(visits - walk_ins - stamps)::bigint as admissions, sum(walk_ins)::bigint as "walkIns",
  sum(stamps)::bigint as stamps, sum(member_visits)::bigint as "memberVisits",
  sum(public_benefit_visits)::bigint as "publicBenefitVisits", sum(sessions)::bigint as sessions,
  sum(seats_offered)::bigint as "seatsOffered", sum(seats_booked)::bigint as "seatsBooked",
  sum(seats_missed)::bigint as "seatsMissed"`;

const COLUMNS = sql`visits, walk_ins, stamps, member_visits, public_benefit_visits, sessions, seats_offered,
  seats_booked, seats_missed`;
const NEGATED = sql`-visits, -walk_ins, -stamps, -member_visits, -public_benefit_visits, -sessions, -seats_offered,
  -seats_booked, -seats_missed`;

/** A palace's sums (`period` null), or those of all palaces in a period (`palaceId` null). */
export type SumsRow = Sums & { readonly palaceId: string | null; readonly period: string | null };

/**
 * Rolled-up sums by palace, and by period, of the months and days of a range without the days of `except`. One
 * statement: a rollup that commits meanwhile is seen as a whole or not at all.
 */
export async function rolledSums(
  reader: Reader,
  palaceIds: readonly string[],
  { months, runs }: RangeParts,
  by: PeriodLength,
  except: readonly PalaceDay[],
): Promise<SumsRow[]> {
  const excepted = tableOf(except, { palaceId: 'uuid', day: 'date' });
  const parts: RawBuilder<unknown>[] = runs.map(
    ({
      from,
      to,
    }) => sql`select palace_id, date_trunc(${by}, day)::date as period, ${COLUMNS} from figure_day d
      where palace_id = any (${palaceIds}::uuid[]) and day between ${from} and ${to}
        and not exists (select from ${excepted} as k where k.palaceId = d.palace_id and k.day = d.day)`,
  );
  if (months.length > 0) {
    parts.push(sql`select palace_id, month as period, ${COLUMNS} from figure_month
      where palace_id = any (${palaceIds}::uuid[]) and month = any (${months}::date[])`);
    parts.push(sql`select d.palace_id, date_trunc('month', d.day)::date as period, ${NEGATED}
      from figure_day d join ${excepted} as k on k.palaceId = d.palace_id and k.day = d.day
      where date_trunc('month', d.day)::date = any (${months}::date[])`);
  }
  const { rows } = await sql<SumsRow>`
    with part as (${sql.join(parts, sql` union all `)})
    select palace_id as "palaceId", period, ${SUMMED} from part group by grouping sets ((palace_id), (period))`.execute(
    reader,
  );
  return rows;
}

/** Rolled-up cells of a palace on the days of a range. */
export async function rolledCells(
  reader: Reader,
  palaceId: string,
  range: { readonly from: string; readonly to: string },
): Promise<AttendanceCell[]> {
  const { rows } = await sql<AttendanceCell>`
    select palace_id, day, hour, nullif(session_id, ${NO_SESSION}::uuid) as session_id, visits, member_visits,
      walk_ins, stamps
    from figure_cell where palace_id = ${palaceId} and day between ${range.from} and ${range.to}`.execute(
    reader,
  );
  return rows;
}

export interface BrandSums {
  readonly palaceId: string;
  readonly brandId: string;
  readonly visits: number;
  readonly sessions: number;
}

/** Rolled-up sums of brands over a range of days, without the days of `except`. */
export async function rolledBrands(
  reader: Reader,
  palaceIds: readonly string[],
  range: { readonly from: string; readonly to: string },
  except: readonly PalaceDay[],
): Promise<BrandSums[]> {
  const { rows } = await sql<BrandSums>`
    select b.palace_id as "palaceId", brand_id as "brandId", sum(b.visits)::bigint as visits,
      sum(b.sessions)::bigint as sessions
    from figure_brand b
    where b.palace_id = any (${palaceIds}::uuid[]) and b.day between ${range.from} and ${range.to}
      and not exists (select from ${tableOf(except, { palaceId: 'uuid', day: 'date' })} as k
        where k.palaceId = b.palace_id and k.day = b.day)
    group by 1, 2`.execute(reader);
  return rows;
}

/** Until when the rollup goes, and the days of a range that are marked to be counted anew, up to `limit`. */
export async function rollupState(
  reader: Reader,
  palaceIds: readonly string[],
  range: { readonly from: string; readonly to: string },
  limit: number,
): Promise<{ startedUntil: Date; rolledAt: Date | null; marked: PalaceDay[] }> {
  const [progress, marks] = await Promise.all([
    sql<{ startedUntil: Date; rolledAt: Date | null }>`
      select started_until as "startedUntil", rolled_at as "rolledAt" from figure_progress`.execute(reader),
    sql<PalaceDay>`
      select distinct palace_id as "palaceId", day from figure_mark
      where palace_id = any (${palaceIds}::uuid[]) and day between ${range.from} and ${range.to}
      limit ${limit}`.execute(reader),
  ]);
  const [state] = progress.rows;
  if (state === undefined) throw new Error('figure_progress has no row');
  return { ...state, marked: marks.rows };
}
