import type { ActivityKind } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader, Tx } from '../../kernel/db.ts';

/** What figures need to know of a session. */
export interface SessionFacts {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly activityId: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly titleEn: string;
  readonly publicBenefit: boolean;
  readonly brandId: string | null;
  readonly brandName: string;
  readonly brandNameEn: string;
  readonly spaceId: string | null;
  readonly capacity: number;
  /** So long that people drop in rather than take a seat (an exhibition). */
  readonly dropIn: boolean;
  /** Day on which it started, in its own time zone, YYYY-MM-DD. */
  readonly day: string;
  /** It has started by `now` on one of the days asked for, and was not cancelled. */
  readonly held: boolean;
}

/**
 * The sessions of some palaces that started on the days `from`…`to`, and those named by `sessionIds` whenever they
 * started (an exhibition of months is visited every day).
 */
export async function sessionFacts(
  reader: Reader | Tx,
  palaceIds: readonly string[],
  range: { readonly from: string; readonly to: string; readonly now: Date },
  sessionIds: readonly string[],
): Promise<SessionFacts[]> {
  const { rows } = await sql<SessionFacts>`
    select s.palace_id as "palaceId", s.id as "sessionId", s.activity_id as "activityId", a.kind, a.title,
      a.title_en as "titleEn", a.public_benefit as "publicBenefit", a.brand_id as "brandId",
      coalesce(b.name, '') as "brandName", coalesce(b.name_en, '') as "brandNameEn", s.space_id as "spaceId",
      s.capacity, s.ends_at - s.starts_at > interval '16 hours' as "dropIn",
      (s.starts_at at time zone s.time_zone)::date as day,
      (s.starts_at <= ${range.now} and s.status <> 'cancelled' and a.status in ('published', 'cancelled')
        and (s.starts_at at time zone s.time_zone)::date between ${range.from}::date and ${range.to}::date) as held
    from session s
      join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
      left join brand b on b.palace_id = a.palace_id and b.id = a.brand_id
    where s.palace_id = any (${palaceIds}::uuid[])
      and ((s.starts_at >= ${range.from}::date - interval '1 day' and s.starts_at < ${range.to}::date + interval '2 days'
          and a.status in ('published', 'cancelled'))
        or s.id = any (${sessionIds}::uuid[]))`.execute(reader);
  return rows;
}

export interface SessionStarts {
  /** After this moment… */
  readonly since: Date;
  /** …and until this one. */
  readonly until: Date;
  /** Only these palaces' days from one to another, both included. */
  readonly within?: { readonly palaceIds: readonly string[]; readonly from: string; readonly to: string };
}

/** The days, by palace, on which sessions started. */
export async function daysOfSessionsStarted(
  reader: Reader | Tx,
  { since, until, within }: SessionStarts,
): Promise<{ palaceId: string; day: string }[]> {
  const some =
    within === undefined
      ? sql``
      : sql`and palace_id = any (${within.palaceIds}::uuid[])
          and starts_at >= ${within.from}::date - interval '1 day'
          and starts_at < ${within.to}::date + interval '2 days'
          and (starts_at at time zone time_zone)::date between ${within.from} and ${within.to}`;
  const { rows } = await sql<{ palaceId: string; day: string }>`
    select distinct palace_id as "palaceId", (starts_at at time zone time_zone)::date as day from session
    where starts_at > ${since} and starts_at <= ${until} ${some}`.execute(reader);
  return rows;
}
