import { sql } from 'kysely';
import type { Reader } from '../../../kernel/db.ts';
import { tableOf } from '../../../kernel/rows.ts';
import { daysOfSessionsStarted } from '../../programme/index.ts';
import type { CountedDay } from './count-days.ts';

/** A day of a palace on which the rollup does not say what the rows say. */
export interface DriftingDay {
  readonly palaceId: string;
  readonly day: string;
  readonly what: 'day' | 'cells' | 'month';
}

/** Compares counted days, cell by cell and sum by sum, with what is rolled up; marked days are left out. */
export async function differingDays(
  reader: Reader,
  day: string,
  counted: readonly CountedDay[],
  now: Date,
): Promise<DriftingDay[]> {
  const days = counted.map(({ palaceId, sums, persons, cells }) => ({
    palaceId,
    ...sums,
    people: persons.length,
    fingerprint: cells.reduce(
      (sum, cell) => sum + cell.visits * (cell.hour + 1) + 31 * cell.member_visits + 97 * cell.stamps,
      0,
    ),
  }));
  const columns = {
    palaceId: 'uuid',
    visits: 'int',
    walkIns: 'int',
    stamps: 'int',
    memberVisits: 'int',
    publicBenefitVisits: 'int',
    sessions: 'int',
    seatsOffered: 'int',
    seatsBooked: 'int',
    seatsMissed: 'int',
    people: 'int',
    fingerprint: 'bigint',
  };
  const picked = days.map(({ admissions, ...rest }) => rest);
  const { rows } = await sql<DriftingDay>`
    with counted as (select * from ${tableOf(picked, columns)} as c),
    shown as (
      select palace_id, visits, walk_ins, stamps, member_visits, public_benefit_visits, sessions, seats_offered,
        seats_booked, seats_missed, people
      from figure_day where day = ${day}),
    cells as (
      select palace_id, sum(visits * (hour + 1) + 31 * member_visits + 97 * stamps) as fingerprint
      from figure_cell where day = ${day} group by 1),
    months as (
      select m.palace_id, m.visits <> sum(d.visits) or m.sessions <> sum(d.sessions)
        or m.seats_missed <> sum(d.seats_missed) as wrong
      from figure_month m join figure_day d on d.palace_id = m.palace_id and d.day >= m.month
        and d.day < (m.month + interval '1 month')::date
      where m.month = date_trunc('month', ${day}::date)::date group by m.palace_id, m.month)
    select c.palaceId as "palaceId", ${day}::text as day,
      case when months.wrong then 'month' when cells.fingerprint is distinct from nullif(c.fingerprint, 0)
        then 'cells' else 'day' end as what
    from counted c left join shown s on s.palace_id = c.palaceId left join cells on cells.palace_id = c.palaceId
      left join months on months.palace_id = c.palaceId
    where not exists (select from figure_mark m where m.palace_id = c.palaceId and m.day = ${day})
      and ((coalesce(s.visits, 0), coalesce(s.walk_ins, 0), coalesce(s.stamps, 0), coalesce(s.member_visits, 0),
          coalesce(s.public_benefit_visits, 0), coalesce(s.sessions, 0), coalesce(s.seats_offered, 0),
          coalesce(s.seats_booked, 0), coalesce(s.seats_missed, 0), coalesce(s.people, 0))
        <> (c.visits, c.walkIns, c.stamps, c.memberVisits, c.publicBenefitVisits, c.sessions,
          c.seatsOffered, c.seatsBooked, c.seatsMissed, c.people)
        or coalesce(cells.fingerprint, 0) <> c.fingerprint or months.wrong)`.execute(reader);
  const { rows: progress } = await sql<{ until: Date }>`
    select started_until as until from figure_progress`.execute(reader);
  const begun = await daysOfSessionsStarted(reader, { since: progress[0]?.until ?? now, until: now });
  const pending = new Set(begun.filter((row) => row.day === day).map((row) => row.palaceId));
  return rows.filter((row) => !pending.has(row.palaceId));
}
