import type { EquityFigures, PalaceFigures, UnionFigures, UnionOverview } from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';
import {
  OF_SESSIONS,
  OF_VISITS,
  type Part,
  recount,
  recountHours,
  type Table,
  type Where,
} from './recount.factory.ts';
import { served } from './recount-served.factory.ts';

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

/** Palaces of a union and of all unions below it. */
export const palacesUnder = async (app: TestApp, unionId: string): Promise<string[]> => {
  const { rows } = await app.deps.db.pool.query<{ id: string }>(
    `with recursive below as (
       select id from union_node where id = $1
       union all select u.id from union_node u join below on u.parent_id = below.id)
     select palace.id from palace join below on below.id = palace.union_id`,
    [unionId],
  );
  return rows.map((row) => row.id);
};

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
