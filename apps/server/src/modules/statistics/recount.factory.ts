import assert from 'node:assert/strict';
import type { EquityFigures, PalaceFigures, UnionFigures, UnionOverview } from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';

/** Rows of these palaces on days of each one's own zone, in sessions for which `only`, an SQL condition, holds. */
export interface Where {
  readonly palaces: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly only?: string;
}

/** One row a visit, straight from the tables, in the palace's own time. */
const VISITS = `
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
    where v.palace_id = any ($1::uuid[]))`;

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

const OF_VISITS = {
  visits: 'coalesce(sum(visits), 0)',
  people: 'count(distinct person_id)',
  admissions: `count(*) filter (where what = 'admission')`,
  walkIns: `coalesce(sum(visits) filter (where what = 'tap'), 0)`,
  stamps: `count(*) filter (where what = 'stamp')`,
  memberVisits: 'count(*) filter (where member)',
  publicBenefitVisits: 'coalesce(sum(visits) filter (where benefit), 0)',
};
const OF_SESSIONS = {
  sessions: 'count(*)',
  seatsOffered: 'coalesce(sum(capacity * seated), 0)',
  seatsBooked: 'coalesce(sum(booked * seated), 0)',
  seatsMissed: 'coalesce(sum(missed * seated), 0)',
};
export type Counted = Record<keyof typeof OF_VISITS | keyof typeof OF_SESSIONS, number>;

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
async function recountHours(app: TestApp, { palaces, from, to }: Where): Promise<Map<number, number>> {
  const { rows } = await app.deps.db.pool.query<{ hour: number; visits: number }>(
    `${VISITS} select extract(hour from local)::int as hour, sum(visits)::int as visits from counted
      where local::date between $2::date and $3::date group by 1`,
    [palaces, from, to],
  );
  return new Map(rows.map((row) => [row.hour, row.visits]));
}

/** A part of an answer beside its recount. The fields that are recounted are named, not taken from the answer. */
interface Part<Answer> {
  readonly fields: readonly string[];
  rows(app: TestApp, answer: Answer, where: Where): Promise<readonly Beside[]>;
}
interface Beside {
  readonly shown: object;
  readonly wanted: object;
}

const SUMS = [...Object.keys(OF_VISITS), ...Object.keys(OF_SESSIONS)];
const OF_PROGRAMME = [...Object.keys(OF_SESSIONS), 'visits', 'publicBenefitVisits', 'people'];

/** A part whose rows are each recounted where `place` says. */
function each<Answer, Row extends object>(
  fields: readonly string[],
  rowsOf: (answer: Answer) => readonly Row[],
  place: (row: Row, where: Where, app: TestApp) => Where | Promise<Where>,
): Part<Answer> {
  return {
    fields,
    rows: (app, answer, where) =>
      Promise.all(
        rowsOf(answer).map(async (shown) => ({
          shown,
          wanted: await recount(app, await place(shown, where, app)),
        })),
      ),
  };
}

const palacesUnder = async (app: TestApp, unionId: string): Promise<string[]> => {
  const { rows } = await app.deps.db.pool.query<{ id: string }>(
    `with recursive below as (
       select id from union_node where id = $1
       union all select u.id from union_node u join below on u.parent_id = below.id)
     select palace.id from palace join below on below.id = palace.union_id`,
    [unionId],
  );
  return rows.map((row) => row.id);
};

type Table<Answer> = Readonly<Record<string, Part<Answer>>>;

/** Every number of the director's page and report → how it is recounted. */
export const PALACE: Table<PalaceFigures> = {
  total: each(
    SUMS,
    (answer) => [answer.total],
    (_, where) => where,
  ),
  'periods[]': each(
    SUMS,
    (answer) => answer.periods,
    ({ from, to }, where) => ({ ...where, from, to }),
  ),
  'hours[]': {
    fields: ['hour', 'visits'],
    async rows(app, { hours }, where) {
      const counted = await recountHours(app, where);
      return hours.map((shown, hour) => ({ shown, wanted: { hour, visits: counted.get(hour) ?? 0 } }));
    },
  },
  'activities[]': each(
    OF_PROGRAMME,
    (answer) => answer.activities,
    ({ activityId }, where) => ({ ...where, only: `activity_id = '${activityId}'` }),
  ),
  'brands[]': each(
    OF_PROGRAMME,
    (answer) => answer.brands,
    ({ brandId }, where) => ({ ...where, only: `brand_id = '${brandId}'` }),
  ),
  'spaces[]': each(
    OF_PROGRAMME,
    (answer) => answer.spaces,
    ({ spaceId }, where) => ({ ...where, only: `space_id = '${spaceId}'` }),
  ),
};

/** Every number of the officers' page and report. */
export const UNION: Table<UnionFigures> = {
  total: each(
    SUMS,
    (answer) => [answer.total],
    (_, where) => where,
  ),
  'periods[]': each(
    SUMS,
    (answer) => answer.periods,
    ({ from, to }, where) => ({ ...where, from, to }),
  ),
  'palaces[]': each(
    SUMS,
    (answer) => answer.palaces,
    ({ palaceId }, where) => ({ ...where, palaces: [palaceId] }),
  ),
  'unions[]': {
    fields: [...SUMS, 'palaces'],
    rows: (app, { unions }, where) =>
      Promise.all(
        unions.map(async (shown) => {
          const palaces = await palacesUnder(app, shown.unionId);
          const wanted = await recount(app, { ...where, palaces });
          return { shown, wanted: { ...wanted, palaces: palaces.length } };
        }),
      ),
  },
  'brands[]': each(
    ['sessions', 'visits'],
    (answer) => answer.brands,
    ({ brandId, palaceId }, where) => ({ ...where, palaces: [palaceId], only: `brand_id = '${brandId}'` }),
  ),
};

/** Every number of the officers' overview; `where` ends with yesterday and begins 28 days before today. */
export const OVERVIEW: Table<UnionOverview> = {
  'palaces[]': {
    fields: ['today', 'ahead', 'visits', 'visitsBefore', 'seatsBooked', 'seatsMissed'],
    rows: (app, { palaces }, where) =>
      Promise.all(
        palaces.map(async (shown) => {
          const here = { ...where, palaces: [shown.palaceId] };
          const day = (of: string, days: number) =>
            new Date(Date.parse(of) + days * 86_400_000).toISOString().slice(0, 10);
          const before = { ...here, from: day(where.from, -28), to: day(where.from, -1) };
          const { rows } = await app.deps.db.pool.query(
            `select count(*) filter (where (starts_at at time zone 'Asia/Shanghai')::date = $3::date)::int as today,
               count(*) filter (where starts_at > $2 and starts_at < $2::timestamptz + interval '14 days')::int as ahead
             from session where palace_id = $1 and status = 'scheduled'`,
            [shown.palaceId, app.clock.now(), day(where.to, 1)],
          );
          const wanted = {
            ...(await recount(app, here)),
            visitsBefore: (await recount(app, before)).visits,
            ...rows[0],
          };
          return { shown, wanted };
        }),
      ),
  },
};

/** Every number of “who was served”; `where` is whole months of palaces at Shanghai's clock, without holidays. */
export const EQUITY: Table<EquityFigures> = {
  '': {
    fields: ['admissions'],
    rows: async (app, shown, where) => [{ shown, wanted: await recount(app, where) }],
  },
  'category[]': served('category'),
  'band[]': served('band'),
  'district[]': served('district'),
};

type Dimension = 'category' | 'band' | 'district';
interface Served {
  readonly person: string;
  readonly values: readonly string[];
}

function served(dimension: Dimension): Part<EquityFigures> {
  const value = {
    category: 'array(select category from attested_category a where a.phone_hash = p.phone_hash)',
    district: `array_remove(array[nullif(p.home_district, '')], null)`,
    band: `array[case when extract(isodow from local) >= 6 then 'weekend' when local::time >= '17:30' then 'evening'
      when local::time between '11:30' and '13:30' then 'lunch' else 'other' end]`,
  }[dimension];
  return {
    fields: ['visits', 'people'],
    async rows(app, answer, where) {
      const sum = new Map<string, { visits: number; people: number }>();
      for (const palace of where.palaces) {
        const { rows } = await app.deps.db.pool.query<Served & { month: string }>(
          `${VISITS} select person_id as person, to_char(local, 'YYYY-MM') as month, ${value} as values
           from counted join person p on p.id = person_id
           where what = 'admission' and local::date between $2::date and $3::date`,
          [[palace], where.from, where.to],
        );
        for (const month of new Set(rows.map((row) => row.month)))
          for (const [name, cell] of tellable(rows.filter((row) => row.month === month)))
            sum.set(name, {
              visits: cell.visits + (sum.get(name)?.visits ?? 0),
              people: cell.people + (sum.get(name)?.people ?? 0),
            });
      }
      assert.deepEqual(new Set(answer[dimension].map((cell) => cell.value)), new Set(sum.keys()));
      return answer[dimension].map((shown) => ({ shown, wanted: sum.get(shown.value) ?? {} }));
    },
  };
}

/** What may be told of a month: values of ten persons or more, the rest together when it has ten. */
function tellable(rows: readonly Served[]): Map<string, { visits: number; people: number }> {
  const named = new Set(rows.flatMap((row) => row.values).filter((name) => name !== 'other'));
  const people = (of: readonly Served[]) => new Set(of.map((row) => row.person)).size;
  const having = (name: string) => rows.filter((row) => row.values.includes(name));
  const large = [...named]
    .filter((name) => people(having(name)) >= 10)
    .sort((a, b) => people(having(b)) - people(having(a)) || (a < b ? -1 : 1));
  const rest = () => {
    const visits = rows.flatMap((row) => {
      const without = row.values.length === 0 || row.values.includes('other') ? [row] : [];
      return [...without, ...row.values.filter((v) => v !== 'other' && !large.includes(v)).map(() => row)];
    });
    return { visits: visits.length, people: people(visits) };
  };
  while (rest().people > 0 && rest().people < 10 && large.length > 0) large.pop();
  const cells = new Map(
    large.map((name) => [name, { visits: having(name).length, people: people(having(name)) }]),
  );
  if (rest().people >= 10) cells.set('other', rest());
  return cells;
}

/** Fails unless every number of the answer is what its recount says. `except` are fields that are not exact this time. */
export async function checkRecounts<Answer>(
  app: TestApp,
  table: Table<Answer>,
  answer: Answer,
  where: Where,
  except: readonly string[] = [],
): Promise<void> {
  for (const [path, part] of Object.entries(table)) {
    for (const { shown, wanted } of await part.rows(app, answer, where)) {
      const fields = part.fields.filter((field) => !except.includes(`${path}.${field}`));
      const pick = (of: object) => fields.map((field) => [field, (of as Record<string, unknown>)[field]]);
      assert.deepEqual(pick(shown), pick(wanted), `${path} ${JSON.stringify(shown)}`);
    }
  }
}
