import assert from 'node:assert/strict';
import type { TestApp } from '../../testkit/app.ts';

/** Rows of these palaces on days of each one's own zone, in sessions for which `only`, an SQL condition, holds. */
export interface Where {
  readonly palaces: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly only?: string;
}

/** One row a visit, straight from the tables, in the palace's own time. */
export const VISITS = `
  with visit as (
    select c.palace_id, c.at, c.session_id, c.person_id, 1 as visits, 'admission' as what, b.member_price as member
    from check_in c join booking b on b.palace_id = c.palace_id and b.id = c.booking_id
    where c.id not in (select check_in_id from check_in_undo)
    union all select palace_id, at, session_id, null, visitors, 'tap', false from visit_tap
    union all select palace_id, at, null, person_id, 1, 'stamp', false from stamp),
  counted as (
    select v.*, v.at at time zone p.time_zone as local, coalesce(a.public_benefit, true) as benefit,
      s.activity_id, s.space_id, a.brand_id
    from visit v join palace p on p.id = v.palace_id
      left join session s on s.palace_id = v.palace_id and s.id = v.session_id
      left join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where v.palace_id = any ($1::uuid[])
      -- Wider than the days on any clock: only so that others need not be read.
      and v.at >= $2::date - 1 and v.at < $3::date + 2)`;

/** One row a session that began, with what became of its seats: only bookings take one, a seat kept for somebody does not. */
const SESSIONS = `
  with counted as (
    select s.*, s.starts_at at time zone s.time_zone as local, a.brand_id, a.public_benefit as benefit,
      case when s.ends_at - s.starts_at <= interval '16 hours' then 1 else 0 end as seated,
      (select coalesce(sum(seats), 0) from booking b where b.session_id = s.id
        and b.status in ('confirmed', 'checked_in', 'completed', 'no_show', 'excused')) as booked,
      (select coalesce(sum(seats), 0) from booking b where b.session_id = s.id and b.status = 'no_show') as missed
    from session s join activity a on a.palace_id = s.palace_id and a.id = s.activity_id
    where s.palace_id = any ($1::uuid[]) and s.status = 'scheduled' and s.starts_at <= $4)`;

export const OF_VISITS = {
  visits: 'coalesce(sum(visits), 0)',
  people: 'count(distinct person_id)',
  admissions: `count(*) filter (where what = 'admission')`,
  walkIns: `coalesce(sum(visits) filter (where what = 'tap'), 0)`,
  stamps: `count(*) filter (where what = 'stamp')`,
  memberVisits: 'count(*) filter (where member)',
  publicBenefitVisits: 'coalesce(sum(visits) filter (where benefit), 0)',
};
export const OF_SESSIONS = {
  sessions: 'count(*)',
  seatsOffered: 'coalesce(sum(capacity * seated), 0)',
  seatsBooked: 'coalesce(sum(booked * seated), 0)',
  seatsMissed: 'coalesce(sum(missed * seated), 0)',
};
type Counted = Record<keyof typeof OF_VISITS | keyof typeof OF_SESSIONS, number>;

/** Every count, recomputed in a way that shares nothing with the product. */
export async function recount(app: TestApp, { palaces, from, to, only = 'true' }: Where): Promise<Counted> {
  const days = `where local::date between $2::date and $3::date and ${only}`;
  const columns = (of: Record<string, string>) =>
    Object.entries(of).map(([name, count]) => `(${count})::int as "${name}"`);
  const visits = await app.deps.db.pool.query(`${VISITS} select ${columns(OF_VISITS)} from counted ${days}`, [
    palaces,
    from,
    to,
  ]);
  const sessions = await app.deps.db.pool.query(
    `${SESSIONS} select ${columns(OF_SESSIONS)} from counted ${days}`,
    [palaces, from, to, app.clock.now()],
  );
  return { ...visits.rows[0], ...sessions.rows[0] };
}

/** Visits by hour of the day. */
export async function recountHours(app: TestApp, { palaces, from, to }: Where): Promise<Map<number, number>> {
  const { rows } = await app.deps.db.pool.query<{ hour: number; visits: number }>(
    `${VISITS} select extract(hour from local)::int as hour, sum(visits)::int as visits from counted
      where local::date between $2::date and $3::date group by 1`,
    [palaces, from, to],
  );
  return new Map(rows.map((row) => [row.hour, row.visits]));
}

/** A part of an answer beside its recount. The fields that are recounted are named, not taken from the answer. */
export interface Part<Answer> {
  readonly fields: readonly string[];
  rows(app: TestApp, answer: Answer, where: Where): Promise<readonly Beside[]>;
}
interface Beside {
  readonly shown: object;
  readonly wanted: object;
}

export type Table<Answer> = Readonly<Record<string, Part<Answer>>>;

/** Fails unless every number of the answer is what its recount says, those that are `estimated` about that. */
export async function checkRecounts<Answer>(
  app: TestApp,
  table: Table<Answer>,
  answer: Answer,
  where: Where,
  estimated: readonly string[] = [],
): Promise<void> {
  for (const [path, part] of Object.entries(table)) {
    for (const { shown, wanted } of await part.rows(app, answer, where)) {
      const told = `${path} ${JSON.stringify(shown)}`;
      const near = part.fields.filter((field) => estimated.includes(`${path}.${field}`));
      const exact = part.fields.filter((field) => !near.includes(field));
      const pick = (of: object, fields: readonly string[]) =>
        fields.map((field) => (of as Record<string, unknown>)[field]);
      assert.deepEqual(pick(shown, exact), pick(wanted, exact), `${told}: ${exact}`);
      const counts = pick(wanted, near) as number[];
      pick(shown, near).forEach((value, at) => {
        const count = counts[at] ?? Number.NaN;
        const far = typeof value === 'number' ? Math.abs(value - count) : Number.NaN;
        assert.ok(far <= Math.max(3, 0.035 * count), `${told}: ${near[at]} is ${count}`);
      });
    }
  }
}
