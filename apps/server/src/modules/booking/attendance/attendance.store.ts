import { sql } from 'kysely';
import type { Reader } from '../../../kernel/db.ts';

/** Whose attendance, and on which days: calendar days of each palace's own time zone, both included. */
export interface AttendanceScope {
  readonly palaces: readonly {
    readonly palaceId: string;
    readonly timeZone: string;
    /** Palaces of one group are also counted together. */
    readonly group: string;
  }[];
  /** YYYY-MM-DD */
  readonly from: string;
  readonly to: string;
}

/** Visits of one palace in one hour of one day, in one session or (null) in none. */
export interface AttendanceCell {
  readonly palace_id: string;
  readonly day: string;
  readonly hour: number;
  readonly session_id: string | null;
  readonly visits: number;
  readonly member_visits: number;
  readonly walk_ins: number;
  readonly stamps: number;
}

/**
 * One row a visit or count of visits: admissions that were not undone, visitors counted by tap, stamps.
 * `at` is first cut by the range of days in each palace's zone, so that the time indexes are used.
 */
const visits = ({ palaces, from, to }: AttendanceScope) => sql`
  place as (
    select palace_id, zone, part,
      ${from}::date::timestamp at time zone zone as starts,
      (${to}::date + 1)::timestamp at time zone zone as ends
    from unnest(${palaces.map((each) => each.palaceId)}::uuid[], ${palaces.map((each) => each.timeZone)}::text[],
      ${palaces.map((each) => each.group)}::text[]) as given (palace_id, zone, part)
  ),
  visit as (
    select place.palace_id, part, at at time zone zone as local, c.session_id, c.person_id,
      1 as visits, b.member_price::int as member_visits, 0 as walk_ins, 0 as stamps
    from place
      join check_in c on c.palace_id = place.palace_id and c.at >= starts and c.at < ends
      join booking b on b.palace_id = c.palace_id and b.id = c.booking_id
    where not exists (
      select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)
    union all
    select place.palace_id, part, at at time zone zone, session_id, null, visitors, 0, visitors, 0
    from place join visit_tap t on t.palace_id = place.palace_id and t.at >= starts and t.at < ends
    union all
    select place.palace_id, part, at at time zone zone, null, person_id, 1, 0, 0, 1
    from place join stamp s on s.palace_id = place.palace_id and s.at >= starts and s.at < ends
  )`;

/** Visits by palace, day, hour and session. */
export async function attendanceCells(reader: Reader, scope: AttendanceScope): Promise<AttendanceCell[]> {
  const { rows } = await sql<AttendanceCell>`
    with ${visits(scope)}
    select palace_id, local::date as day, extract(hour from local)::int as hour, session_id,
      sum(visits)::int as visits, sum(member_visits)::int as member_visits,
      sum(walk_ins)::int as walk_ins, sum(stamps)::int as stamps
    from visit group by 1, 2, 3, 4`.execute(reader);
  return rows;
}

/** Different persons: of each palace's days, of each palace, of each group, and (all null) of all together. */
export async function differentPeople(
  reader: Reader,
  scope: AttendanceScope,
): Promise<{ palace_id: string | null; day: string | null; part: string | null; people: number }[]> {
  const { rows } = await sql<{
    palace_id: string | null;
    day: string | null;
    part: string | null;
    people: number;
  }>`
    with ${visits(scope)},
    present as (
      select distinct palace_id, part, local::date as day, person_id from visit where person_id is not null
    )
    select palace_id, day, part, count(distinct person_id)::int as people
    from present group by grouping sets ((palace_id, day), (palace_id), (part), ())`.execute(reader);
  return rows;
}

/** Different persons of each activity; `sessions` says which session belongs to which. */
export async function differentPeopleByActivity(
  reader: Reader,
  scope: AttendanceScope,
  sessions: readonly { readonly sessionId: string; readonly activityId: string }[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ activity_id: string; people: number }>`
    with ${visits(scope)}
    select activity_id, count(distinct person_id)::int as people
    from visit join unnest(${sessions.map((each) => each.sessionId)}::uuid[],
      ${sessions.map((each) => each.activityId)}::uuid[]) as given (session_id, activity_id) using (session_id)
    where person_id is not null group by 1`.execute(reader);
  return new Map(rows.map((row) => [row.activity_id, row.people]));
}

/** Seats of each session that were booked and not given back. */
export async function seatsBooked(
  reader: Reader,
  palaceId: string,
  sessionIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ session_id: string; seats: number }>`
    select session_id, sum(seats)::int as seats from booking
    where palace_id = ${palaceId} and session_id = any (${sessionIds}::uuid[])
      and status in ('confirmed', 'checked_in', 'completed', 'no_show', 'excused')
    group by 1`.execute(reader);
  return new Map(rows.map((row) => [row.session_id, row.seats]));
}
