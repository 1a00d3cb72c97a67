import { sql } from 'kysely';
import type { Reader } from '../../kernel/db.ts';

/** What a palace has coming. */
export interface ProgrammeAhead {
  readonly palaceId: string;
  /** Sessions that start on today's date of the palace, already or still to come. */
  readonly today: number;
  /** Sessions that start after now and before `until`. */
  readonly ahead: number;
  /** The next of them; null without one. */
  readonly title: string | null;
  readonly titleEn: string | null;
  readonly startsAt: Date | null;
}

/** What is on in some palaces: published sessions that were not cancelled. A palace without any has no entry. */
export async function programmeAhead(
  reader: Reader,
  palaceIds: readonly string[],
  now: Date,
  until: Date,
): Promise<Map<string, ProgrammeAhead>> {
  const { rows } = await sql<ProgrammeAhead>`
    select s.palace_id as "palaceId",
      count(*) filter (where (s.starts_at at time zone s.time_zone)::date
        = (${now}::timestamptz at time zone s.time_zone)::date)::int as today,
      count(*) filter (where s.starts_at > ${now})::int as ahead,
      (array_agg(a.title order by s.starts_at, s.id) filter (where s.starts_at > ${now}))[1] as title,
      (array_agg(a.title_en order by s.starts_at, s.id) filter (where s.starts_at > ${now}))[1] as "titleEn",
      min(s.starts_at) filter (where s.starts_at > ${now}) as "startsAt"
    from session s join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = any (${palaceIds}::uuid[]) and s.status = 'scheduled' and a.status = 'published'
      and s.starts_at > ${now}::timestamptz - interval '1 day' and s.starts_at < ${until}
    group by 1`.execute(reader);
  return new Map(rows.map((row) => [row.palaceId, row]));
}
