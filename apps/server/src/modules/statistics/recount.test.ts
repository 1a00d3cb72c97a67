import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  getPalaceEquity,
  getPalaceFigures,
  getUnionEquity,
  getUnionFigures,
  getUnionOverview,
} from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';
import { countServed, rollUp } from './index.ts';
import { checkRecounts, recount } from './recount.factory.ts';
import { EQUITY, OVERVIEW, PALACE, palacesUnder, UNION } from './recount-tables.factory.ts';
import { admit, createWorkers, insertSession, tap, visitedPalace } from './statistics.factory.ts';

let app: TestApp;
let people: TestPerson[];
before(async () => {
  app = await createTestApp();
  people = await createWorkers(app, 8);
});
after(() => app.close());

interface Schema {
  readonly def: { readonly type: string; readonly innerType?: Schema };
  readonly shape?: Record<string, Schema>;
  readonly element?: Schema;
}

/** The address of every number in an answer, as the tables of recounts name them. */
function numbersOf(schema: Schema, path = ''): string[] {
  if (schema.def.type === 'number') return [path];
  if (schema.def.innerType) return numbersOf(schema.def.innerType, path);
  if (schema.element) return numbersOf(schema.element, `${path}[]`);
  return Object.entries(schema.shape ?? {}).flatMap(([name, part]) => numbersOf(part, `${path}.${name}`));
}

test('every number of the figures’ pages is named in the tables of recounts, and nothing else', () => {
  for (const [{ response }, table] of [
    [getPalaceFigures, PALACE],
    [getUnionFigures, UNION],
    [getUnionOverview, OVERVIEW],
    [getPalaceEquity, EQUITY],
    [getUnionEquity, EQUITY],
  ] as const) {
    const named = Object.entries<{ readonly fields: readonly string[] }>(table).flatMap(
      ([path, { fields }]) => fields.map((field) => (path === '' ? `.${field}` : `.${path}.${field}`)),
    );
    assert.deepEqual(named.sort(), numbersOf(response as unknown as Schema).sort());
  }
});

test('the overview of a union is what the rows of its palaces say', async () => {
  const { palace, director } = await visitedPalace(app, people);
  const [by, reviewer] = [director.personId, people[3]?.personId ?? ''];
  const hours = [-700, -30, 3, 30, 24 * 13, 24 * 15];
  for (const hour of hours) {
    const startsAt = new Date(app.clock.now().getTime() + hour * 3_600_000).toISOString();
    await insertSession(app, { palaceId: palace.id, by, reviewer, publicBenefit: true, startsAt });
  }
  await tap(app, { palaceId: palace.id, sessionId: null, visitors: 9, by, at: '2026-10-20T03:00:00Z' });
  const officer = await createOfficer(app, palace.union_id);
  const params = { unionId: palace.union_id };
  const overview = await app.call(getUnionOverview, { params, as: officer });
  assert.deepEqual([overview.palaces[0]?.today, overview.palaces[0]?.ahead], [1, 3]);
  const where = { palaces: [palace.id], from: '2026-10-26', to: '2026-11-22' };
  await checkRecounts(app, OVERVIEW, overview, where);
});

test('who was served is what the rows say, in a palace and above, however small its groups are', async () => {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const [by, reviewer] = [director.personId, people[3]?.personId ?? ''];
  const sessions = await Promise.all(
    ['2026-11-03T02:00:00Z', '2026-10-31T10:00:00Z'].map((startsAt) =>
      insertSession(app, { palaceId: palace.id, by, reviewer, publicBenefit: true, startsAt }),
    ),
  );
  const workers = await Promise.all(
    Array.from({ length: 34 }, (_, i) =>
      createWorker(app, {
        categories: i < 12 ? ['sanitation'] : i < 24 ? ['migrant', 'courier'] : i < 27 ? ['driver'] : [],
      }),
    ),
  );
  for (const [i, { personId }] of workers.entries()) {
    const district = i < 14 ? '崇川区' : i < 25 ? '海门区' : '';
    await app.deps.db.transact((tx) =>
      sql`update person set home_district = ${district} where id = ${personId}`.execute(tx),
    );
    // Lunch, evening, weekend and working hours of November; the last of October for some.
    const at = [
      '2026-11-03T04:10:00Z',
      '2026-11-03T11:00:00Z',
      '2026-11-07T04:10:00Z',
      '2026-11-04T02:00:00Z',
    ];
    const visit = { palaceId: palace.id, personId, by };
    await admit(app, { ...visit, sessionId: sessions[0] ?? '', at: at[i % (i < 10 ? 2 : 4)] ?? '' });
    if (i < 20) await admit(app, { ...visit, sessionId: sessions[1] ?? '', at: '2026-10-31T10:00:00Z' });
  }
  await rollUp(app.deps);
  await countServed(app.deps);
  const officer = await createOfficer(app, palace.union_id);
  for (const [fromMonth, from] of [
    ['2026-11', '2026-11-01'],
    ['2026-10', '2026-10-01'],
  ] as const) {
    const query = { fromMonth, toMonth: '2026-11' };
    const where = { palaces: [palace.id], from, to: '2026-11-30' };
    const own = await app.call(getPalaceEquity, { params: { palaceId: palace.id }, query, as: director });
    assert.ok(own.category.length >= 3 && own.band.length >= 2 && own.district.length >= 1);
    assert.deepEqual([own.district[0]?.value, own.district[0]?.nameEn], ['崇川区', 'Chongchuan']);
    await checkRecounts(app, EQUITY, own, where);
    const above = await app.call(getUnionEquity, {
      params: { unionId: palace.union_id },
      query,
      as: officer,
    });
    await checkRecounts(app, EQUITY, above, where);
  }
});

test('with more changed days than are counted at once, the figures are those of the last rollup and say when that was', async () => {
  const { palace, director } = await visitedPalace(app, people);
  await rollUp(app.deps);
  const where = { palaces: [palace.id], from: '2026-10-01', to: '2026-11-23' };
  const ask = () =>
    app.call(getPalaceFigures, {
      params: { palaceId: palace.id },
      query: { from: where.from, to: where.to, by: 'day' },
      as: director,
    });
  const rolled = await recount(app, where);
  const { rows } = await sql<{ at: Date }>`select rolled_at as at from figure_progress`.execute(
    app.deps.db.reader,
  );
  for (let day = 0; day < 41; day += 1) {
    const at = new Date(Date.parse('2026-10-05T03:00:00Z') + day * 86_400_000).toISOString();
    await tap(app, { palaceId: palace.id, sessionId: null, visitors: 2, by: director.personId, at });
  }
  const late = await ask();
  assert.equal(late.asOf, rows[0]?.at.toISOString());
  assert.deepEqual({ ...late.total }, rolled);
  await rollUp(app.deps);
  const current = await ask();
  assert.equal(current.asOf, null);
  assert.equal(current.total.visits, rolled.visits + 82);
  await checkRecounts(app, PALACE, current, where);
});

/** Mondays and ends of months; the first and the last lie outside the range that is asked for, in months cut by it. */
const CROWDED = [
  '08-10',
  '08-25',
  '08-31',
  '09-01',
  '09-07',
  '09-14',
  '09-30',
  '10-01',
  '10-12',
  '10-19',
  '10-31',
].concat(['11-01', '11-02', '11-05', '11-09']);
const CUT = { from: '2026-08-25', to: '2026-11-05' };

/**
 * Stamps of two palaces, more than are counted one by one, and admissions of a session, written in bulk: the guards of
 * single rows are off. People come on several days and in several months, some to both palaces.
 */
async function crowd(palaces: readonly string[], sessionId: string, by: string): Promise<void> {
  const days = CROWDED.map((day) => `2026-${day}`);
  await app.deps.db.transact(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`insert into stamp (palace_id, landmark_id, person_id, day, at)
      select palace, ${newId()}::uuid, md5('person' || first + (1700 * nth + n) % among)::uuid, day::date,
        (day || ' 02:00Z')::timestamptz
      from unnest(${palaces}::uuid[], '{0,20000}'::int[], '{30000,20000}'::int[], '{7800,1500}'::int[])
          as given (palace, first, among, come)
        cross join unnest(${days}::text[]) with ordinality as on_day (day, nth)
        cross join lateral generate_series(1, come) n`.execute(tx);
    const [palaceId] = palaces;
    await sql`insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status,
        policy_version, price_fen, member_price, starts_at, ends_at, queued_at, booked_by)
      select ${palaceId}, md5('booking' || n)::uuid, ${sessionId}, md5('person' || n)::uuid, ${sessionId},
        array[${sessionId}::uuid], 1, 'checked_in', 1, 0, n % 3 = 0, '2026-11-02T02:00Z', '2026-11-02T03:00Z',
        '2026-11-01T02:00Z', ${by}
      from generate_series(1, 90) n`.execute(tx);
    await sql`insert into check_in (palace_id, id, ticket_id, booking_id, session_id, person_id, admission, at,
        recorded_by, method)
      select ${palaceId}, md5('in' || n)::uuid, md5('in' || n)::uuid, md5('booking' || n)::uuid, ${sessionId},
        md5('person' || n)::uuid, 1, '2026-11-02T02:00Z', ${by}, 'code'
      from generate_series(1, 90) n`.execute(tx);
    await sql`insert into figure_mark (palace_id, day)
      select palace, day::date from unnest(${palaces}::uuid[]) palace, unnest(${days}::text[]) day`.execute(
      tx,
    );
  });
}

test('of more than a hundred thousand visits people are estimated, and say so; every other number stays exact', async () => {
  const { palace, director, benefit } = await visitedPalace(app, people);
  const other = await createPalace(app);
  await crowd([palace.id, other.id], benefit, director.personId);
  await rollUp(app.deps);
  const estimates = ['total', 'periods[]', 'palaces[]', 'unions[]'].map((path) => `${path}.people`);
  const own = await app.call(getPalaceFigures, {
    params: { palaceId: palace.id },
    query: { ...CUT, by: 'week' },
    as: director,
  });
  assert.equal(own.peopleEstimated, true);
  await checkRecounts(app, PALACE, own, { palaces: [palace.id], ...CUT }, estimates);
  assert.ok(
    own.activities.some((activity) => activity.people === 90),
    'people by activity are counted',
  );
  const { rows } = await sql<{ id: string }>`select id from union_node where level = 'nation'`.execute(
    app.deps.db.reader,
  );
  const unionId = rows[0]?.id ?? '';
  const officer = await createOfficer(app, unionId);
  const where = { palaces: await palacesUnder(app, unionId), ...CUT };
  for (const by of ['week', 'day'] as const) {
    const query = { ...CUT, by };
    const above = await app.call(getUnionFigures, { params: { unionId }, query, as: officer });
    assert.equal(above.peopleEstimated, true);
    const periods = above.periods.filter((period) => period.visits > 0);
    assert.ok(periods.length >= (by === 'week' ? 9 : 13));
    // People of palaces and unions: whole months and the days of those that the range cuts, nobody left out or twice.
    await checkRecounts(app, UNION, { ...above, periods }, where, estimates);
  }
});
