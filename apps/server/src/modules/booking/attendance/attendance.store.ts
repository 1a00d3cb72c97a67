import { sql } from 'kysely';
import type { Reader, Tx } from '../../../kernel/db.ts';

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
 * One row a visit or count of visits: admissions that were not undone, visitors counted by tap, stamps. Each palace's
 * days are looked up by themselves (`offset 0`), so that a day is read by its time index however many rows there are.
 * The bounds that are the same for all zones only tell the planner how few that is.
 */
const visits = ({ palaces, from, to }: AttendanceScope) => {
  const near = sql`at >= ${from}::date::timestamptz - interval '1 day'
    and at < ${to}::date::timestamptz + interval '2 days'`;
  return sql`
  place as (
    select palace_id, zone, part,
      ${from}::date::timestamp at time zone zone as starts,
      (${to}::date + 1)::timestamp at time zone zone as ends
    from unnest(${palaces.map((each) => each.palaceId)}::uuid[], ${palaces.map((each) => each.timeZone)}::text[],
      ${palaces.map((each) => each.group)}::text[]) as given (palace_id, zone, part)
  ),
  visit as (
    select place.palace_id, part, at at time zone zone as local, session_id, person_id,
      1 as visits, member_price::int as member_visits, 0 as walk_ins, 0 as stamps
    from place cross join lateral (
      select c.at, c.session_id, c.person_id, b.member_price
      from check_in c join booking b on b.palace_id = c.palace_id and b.id = c.booking_id
      where c.palace_id = place.palace_id and c.at >= starts and c.at < ends and ${near}
        and not exists (
          select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)
      offset 0) admission
    union all
    select place.palace_id, part, at at time zone zone, session_id, null, visitors, 0, visitors, 0
    from place cross join lateral (
      select at, session_id, visitors from visit_tap t
      where t.palace_id = place.palace_id and at >= starts and at < ends and ${near} offset 0) tap
    union all
    select place.palace_id, part, at at time zone zone, null, person_id, 1, 0, 0, 1
    from place cross join lateral (
      select at, person_id from stamp s
      where s.palace_id = place.palace_id and at >= starts and at < ends and ${near} offset 0) stamped
  )`;
};

/** A cell with the ids of those of its visitors who are known by name; who came twice is there twice. */
export interface CountedCell extends AttendanceCell {
  readonly persons: readonly string[];
}

/** Visits by palace, day, hour and session. The ids come as one text: an array of them takes far longer to read. */
export async function attendanceCells(reader: Reader | Tx, scope: AttendanceScope): Promise<CountedCell[]> {
  const { rows } = await sql<AttendanceCell & { persons: string | null }>`
    with ${visits(scope)}
    select palace_id, local::date as day, extract(hour from local)::int as hour, session_id,
      sum(visits)::int as visits, sum(member_visits)::int as member_visits,
      sum(walk_ins)::int as walk_ins, sum(stamps)::int as stamps, string_agg(person_id::text, ',') as persons
    from visit group by 1, 2, 3, 4`.execute(reader);
  return rows.map(({ persons, ...cell }) => ({ ...cell, persons: persons?.split(',') ?? [] }));
}

/** What different persons are counted by: null stands for all together. */
export interface DifferentPeople {
  readonly palace_id: string | null;
  readonly part: string | null;
  /** First day of the period. */
  readonly period: string | null;
  readonly people: number;
}

/** Different persons: of each palace, of each group, of each period, and (all null) of all together. */
export async function differentPeople(
  reader: Reader,
  scope: AttendanceScope,
  by: 'day' | 'week' | 'month',
): Promise<DifferentPeople[]> {
  const { rows } = await sql<DifferentPeople>`
    with ${visits(scope)},
    present as (
      select distinct palace_id, part, date_trunc(${by}, local)::date as period, person_id
      from visit where person_id is not null
    )
    select palace_id, part, period, count(distinct person_id)::int as people
    from present group by grouping sets ((palace_id), (part), (period), ())`.execute(reader);
  return rows;
}

/**
 * Different persons of each key (an activity, a brand, a space); `sessions` says which session belongs to which. Always
 * counted one by one: a session has admissions only, which are read without what else is known of them.
 */
export async function differentPeopleByKey(
  reader: Reader,
  { palaces, from, to }: AttendanceScope,
  sessions: readonly { readonly sessionId: string; readonly key: string }[],
): Promise<Map<string, number>> {
  const keys = [...new Set(sessions.map((each) => each.key))];
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const { rows } = await sql<{ number: number; people: number }>`
    with place as (
      select palace_id, ${from}::date::timestamp at time zone zone as starts,
        (${to}::date + 1)::timestamp at time zone zone as ends
      from unnest(${palaces.map((each) => each.palaceId)}::uuid[],
        ${palaces.map((each) => each.timeZone)}::text[]) as given (palace_id, zone)
    ),
    present as (
      select distinct number, c.person_id
      from place join check_in c on c.palace_id = place.palace_id and c.at >= starts and c.at < ends
        join unnest(${sessions.map((each) => each.sessionId)}::uuid[],
          ${sessions.map((each) => numbers.get(each.key))}::int[]) as given (session_id, number) using (session_id)
      where not exists (
        select from check_in_undo u where u.palace_id = c.palace_id and u.check_in_id = c.id)
    )
    select number, count(*)::int as people from present group by 1`.execute(reader);
  return new Map(rows.map((row) => [keys[row.number] ?? '', row.people]));
}

/** Seats of a session that were booked and not given back, and those of them that nobody used, without an excuse. */
export interface SeatUse {
  readonly booked: number;
  readonly missed: number;
}

export async function seatUse(
  reader: Reader | Tx,
  palaceIds: readonly string[],
  sessionIds: readonly string[],
): Promise<Map<string, SeatUse>> {
  if (sessionIds.length === 0) return new Map();
  const { rows } = await sql<SeatUse & { session_id: string }>`
    select session_id, sum(seats)::int as booked,
      coalesce(sum(seats) filter (where status = 'no_show'), 0)::int as missed
    from booking
    where palace_id = any (${palaceIds}::uuid[]) and session_id = any (${sessionIds}::uuid[])
      and status in ('confirmed', 'checked_in', 'completed', 'no_show', 'excused')
    group by 1`.execute(reader);
  return new Map(rows.map((row) => [row.session_id, row]));
}

/** Admissions of each person and hour of a month's days: what who was served is counted from. */
export async function admissionsByPerson(
  reader: Reader | Tx,
  scope: AttendanceScope,
): Promise<{ person_id: string; day: string; minute: number; visits: number }[]> {
  const { rows } = await sql<{ person_id: string; day: string; minute: number; visits: number }>`
    with ${visits(scope)}
    select person_id, local::date as day,
      (extract(hour from local) * 60 + extract(minute from local))::int as minute, count(*)::int as visits
    from visit where person_id is not null and stamps = 0 group by 1, 2, 3`.execute(reader);
  return rows;
}
