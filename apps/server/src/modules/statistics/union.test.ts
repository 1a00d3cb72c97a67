import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  getPalaceEquity,
  getPalaceFiguresCsv,
  getUnionEquity,
  getUnionFiguresCsv,
  getUnionOverview,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createOfficer, type TestPerson } from '../../testkit/person.ts';
import { countServed, rebuildFigures, rollUp } from './index.ts';
import { admit, createWorkers, visitedPalace } from './statistics.factory.ts';
import { worriesOf } from './worry.rules.ts';

let app: TestApp;
let people: TestPerson[];
before(async () => {
  app = await createTestApp();
  people = await createWorkers(app, 14);
});
after(() => app.close());

const range = { from: '2026-11-20', to: '2026-11-24' };
const months = { fromMonth: '2026-11', toMonth: '2026-11' };

test('an officer sees what is on, how it went, and who needs a look', async () => {
  const { palace } = await visitedPalace(app, people);
  const officer = await createOfficer(app, palace.union_id);
  const overview = await app.call(getUnionOverview, { params: { unionId: palace.union_id }, as: officer });
  const [shown] = overview.palaces;
  assert.equal(overview.palaces.length, 1);
  assert.deepEqual(
    [shown?.slug, shown?.visits, shown?.visitsBefore, shown?.ahead, shown?.next, shown?.worries],
    [palace.slug, 15, 0, 0, null, ['nothing_ahead']],
  );
  assert.deepEqual(overview.above, [], 'nothing above that the officer may open');
});

test('a palace needs a look for what an officer can act on, and not for chance', () => {
  const fine = { ahead: 3, visits: 100, visitsBefore: 100, seatsBooked: 100, seatsMissed: 5 };
  assert.deepEqual(worriesOf(fine), []);
  assert.deepEqual(worriesOf({ ...fine, visits: 69 }), ['fewer_visits']);
  assert.deepEqual(worriesOf({ ...fine, visits: 3, visitsBefore: 20 }), []);
  assert.deepEqual(worriesOf({ ...fine, seatsMissed: 26 }), ['many_missed']);
  assert.deepEqual(worriesOf({ ...fine, seatsBooked: 4, seatsMissed: 4 }), []);
  assert.deepEqual(worriesOf({ ...fine, visits: 0, ahead: 0 }), ['no_visits', 'nothing_ahead']);
});

test('who was served: no cell below ten persons, here or above', async () => {
  const { palace, director, benefit } = await visitedPalace(app, people);
  await rollUp(app.deps);
  await countServed(app.deps);
  const asked = { params: { palaceId: palace.id }, query: months, as: director };
  const few = await app.call(getPalaceEquity, asked);
  assert.deepEqual([few.admissions, few.category, few.district], [3, [], []], 'three persons tell nothing');
  for (const { personId } of people.slice(3, 13)) {
    await admit(app, {
      palaceId: palace.id,
      sessionId: benefit,
      personId,
      by: director.personId,
      at: '2026-11-21T01:40:00Z',
    });
  }
  await app.deps.db.transact((tx) =>
    sql`update person set home_district = '崇川区' where id = any (${people.slice(3, 13).map((each) => each.personId)}::uuid[])`.execute(
      tx,
    ),
  );
  await rollUp(app.deps);
  await countServed(app.deps);
  const enough = await app.call(getPalaceEquity, asked);
  // The ten of the district are not told apart: the two others would be found by subtraction.
  assert.deepEqual(enough.district, [{ value: 'other', visits: 13, people: 12, nameEn: '' }]);
  assert.deepEqual(enough.band, [{ value: 'weekend', visits: 13, people: 12 }]);
  assert.equal(enough.admissions, 13);
  const officer = await createOfficer(app, palace.union_id);
  const above = await app.call(getUnionEquity, {
    params: { unionId: palace.union_id },
    query: months,
    as: officer,
  });
  assert.deepEqual(above, enough);
  await assert.rejects(
    app.deps.db.transact((tx) => sql`update figure_group set people = 9`.execute(tx)),
    /figure_group_not_small/,
  );
});

test('months the wrong way round are refused', async () => {
  const { palace, director } = await visitedPalace(app, people);
  const refusal = await app.refused(getPalaceEquity, {
    params: { palaceId: palace.id },
    query: { fromMonth: '2026-11', toMonth: '2026-10' },
    as: director,
  });
  assert.deepEqual(refusal, { status: 400, code: 'invalid-request' });
});

test('tables leave as files with the numbers of the pages', async () => {
  const { palace, director } = await visitedPalace(app, people);
  const periods: unknown = await app.call(getPalaceFiguresCsv, {
    params: { palaceId: palace.id },
    query: { ...range, table: 'periods', locale: 'en' },
    as: director,
  });
  const lines = String(periods).trim().split('\r\n');
  assert.match(lines[0] ?? '', /First day,Last day,Visits,People/);
  assert.equal(lines[2], '2026-11-21,2026-11-21,7,3,2,4,1,1,7,1,100,2,0');
  const officer = await createOfficer(app, palace.union_id);
  const palaces: unknown = await app.call(getUnionFiguresCsv, {
    params: { unionId: palace.union_id },
    query: { ...range, table: 'palaces' },
    as: officer,
  });
  assert.match(String(palaces), /测试工人文化宫,测试市,15,3,/);
});

test('a rebuild counts any days anew, whatever the rollup said', async () => {
  const { palace } = await visitedPalace(app, people);
  await rollUp(app.deps);
  await app.deps.db.transact(async (tx) => {
    await sql`update figure_day set visits = 999 where palace_id = ${palace.id}`.execute(tx);
    await sql`delete from figure_month where palace_id = ${palace.id}`.execute(tx);
  });
  const days: string[] = [];
  await rebuildFigures(app.deps, { from: '2026-11-21', to: '2026-11-22' }, (day) => days.push(day));
  const { rows } = await sql<{ visits: number; month: number }>`
    select sum(visits)::int as visits,
      (select visits from figure_month where palace_id = ${palace.id}) as month
    from figure_day where palace_id = ${palace.id}`.execute(app.deps.db.reader);
  assert.deepEqual([days.length, rows[0]], [2, { visits: 15, month: 15 }]);
});

test('sessions of rebuilt days are not looked for again, those of other days are still to count', async () => {
  const { palace } = await visitedPalace(app, people);
  await rollUp(app.deps);
  // As on the first day of a database that brought its history with it.
  await app.deps.db.transact((tx) =>
    sql`update figure_progress set started_until = '1970-01-01'`.execute(tx),
  );
  await rebuildFigures(app.deps, { from: '2026-11-21', to: '2026-11-21' }, () => undefined);
  const { rows } = await sql<{ marked: string[]; until: Date }>`
    select started_until as until,
      (select array_agg(distinct day::text) from figure_mark where palace_id = ${palace.id}) as marked
    from figure_progress`.execute(app.deps.db.reader);
  assert.deepEqual(rows, [{ marked: ['2026-11-22'], until: app.deps.clock.now() }]);
});
