import type { ActivityKind } from '@wengong/contract';
import { sql } from 'kysely';
import type { Reader } from '../../kernel/db.ts';

/** What figures need to know of a session. */
export interface SessionFacts {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly activityId: string;
  readonly kind: ActivityKind;
  readonly title: string;
  readonly titleEn: string;
  readonly publicBenefit: boolean;
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
  reader: Reader,
  palaceIds: readonly string[],
  range: { readonly from: string; readonly to: string; readonly now: Date },
  sessionIds: readonly string[],
): Promise<SessionFacts[]> {
  const { rows } = await sql<SessionFacts>`
    select s.palace_id as "palaceId", s.id as "sessionId", s.activity_id as "activityId", a.kind, a.title,
      a.title_en as "titleEn", a.public_benefit as "publicBenefit",
      (s.starts_at at time zone s.time_zone)::date as day,
      (s.starts_at <= ${range.now} and s.status <> 'cancelled'
        and (s.starts_at at time zone s.time_zone)::date between ${range.from}::date and ${range.to}::date) as held
    from session s join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = any (${palaceIds}::uuid[])
      and ((s.starts_at >= ${range.from}::date - interval '1 day' and s.starts_at < ${range.to}::date + interval '2 days'
          and a.status in ('published', 'cancelled'))
        or s.id = any (${sessionIds}::uuid[]))`.execute(reader);
  return rows;
}
