import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getPalaceFigures, getUnionFigures } from '@wengong/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { daysBetween } from '../../kernel/zone.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createOfficer, type TestPerson } from '../../testkit/person.ts';
import { createWorkers, visitedPalace } from './statistics.factory.ts';

let app: TestApp;
let people: TestPerson[];
before(async () => {
  app = await createTestApp();
  people = await createWorkers(app, 6);
});
after(() => app.close());

const range = { from: '2026-11-20', to: '2026-11-24' };

test('the figures of a palace are those of its rows', async () => {
  const { palace, director } = await visitedPalace(app, people);
  const figures = await app.call(getPalaceFigures, {
    params: { palaceId: palace.id },
    query: range,
    as: director,
  });
  assert.deepEqual(figures.total, {
    visits: 3 + 4 + 7 + 1,
    people: 3,
    admissions: 3,
    walkIns: 11,
    stamps: 1,
    memberVisits: 2,
    publicBenefitVisits: 2 + 4 + 1,
    sessions: 2,
    seatsOffered: 200,
    seatsBooked: 4,
    seatsMissed: 0,
  });
  assert.deepEqual([figures.peopleEstimated, figures.asOf], [false, null]);
  assert.equal(figures.periods.length, 5);
  const day = figures.periods.find((each) => each.from === '2026-11-21');
  assert.deepEqual([day?.visits, day?.people, day?.sessions], [2 + 4 + 1, 3, 1]);
  assert.equal(figures.hours[9]?.visits, 2, 'hours are those of the palace’s zone');
  assert.equal(figures.hours[19]?.visits, 7);
  assert.deepEqual(
    figures.activities.map((each) => [each.sessions, each.seatsBooked, each.visits, each.people]),
    [
      [1, 2, 8, 1],
      [1, 2, 2, 2],
    ],
  );
});

test('days, hours and activities each add up to the total', async () => {
  const { palace, director } = await visitedPalace(app, people);
  const { total, periods, hours } = await app.call(getPalaceFigures, {
    params: { palaceId: palace.id },
    query: range,
    as: director,
  });
  for (const key of [
    'visits',
    'walkIns',
    'stamps',
    'memberVisits',
    'publicBenefitVisits',
    'sessions',
  ] as const) {
    assert.equal(
      periods.reduce((sum, day) => sum + day[key], 0),
      total[key],
      key,
    );
  }
  assert.equal(
    hours.reduce((sum, hour) => sum + hour.visits, 0),
    total.visits,
  );
});

test('a day is the day of the palace’s own zone', async () => {
  const { palace, director } = await visitedPalace(app, people, 'Asia/Urumqi');
  const figures = await app.call(getPalaceFigures, {
    params: { palaceId: palace.id },
    query: { from: '2026-11-21', to: '2026-11-21' },
    as: director,
  });
  assert.equal(figures.hours[7]?.visits, 2, '01:50 UTC is 07:50 in Urumqi');
});

test('a person is counted once however many palaces they visit, and officers see palaces below them only', async () => {
  const first = await visitedPalace(app, people);
  const second = await visitedPalace(app, people);
  const nation = await sql<{ id: string }>`select id from union_node where level = 'nation'`.execute(
    app.deps.db.reader,
  );
  const national = await createOfficer(app, nation.rows[0]?.id ?? '');
  const figures = await app.call(getUnionFigures, {
    params: { unionId: nation.rows[0]?.id ?? '' },
    query: range,
    as: national,
  });
  const shown = (id: string) => figures.palaces.find((palace) => palace.palaceId === id);
  assert.equal(shown(first.palace.id)?.people, 3);
  assert.equal(shown(second.palace.id)?.people, 3);
  assert.equal(figures.total.people, 3);
  assert.equal(
    figures.total.visits,
    figures.unions.reduce((sum, union) => sum + union.visits, 0),
  );
  const city = await createOfficer(app, first.palace.union_id);
  const own = await app.call(getUnionFigures, {
    params: { unionId: first.palace.union_id },
    query: range,
    as: city,
  });
  assert.deepEqual(
    own.palaces.map((palace) => palace.palaceId),
    [first.palace.id],
  );
  const above = await app.refused(getPalaceFigures, {
    params: { palaceId: second.palace.id },
    query: range,
    as: city,
  });
  assert.deepEqual(above, { status: 404, code: 'not-found' });
  const officerReads = await app.call(getPalaceFigures, {
    params: { palaceId: first.palace.id },
    query: range,
    as: city,
  });
  assert.equal(officerReads.total.people, 3);
});

test('a range the wrong way round or of two years is refused', async () => {
  const { palace, director } = await visitedPalace(app, people);
  for (const query of [
    { from: '2026-11-24', to: '2026-11-20' },
    { from: '2025-01-01', to: '2026-12-31' },
  ]) {
    const refusal = await app.refused(getPalaceFigures, {
      params: { palaceId: palace.id },
      query,
      as: director,
    });
    assert.deepEqual(refusal, { status: 400, code: 'invalid-request' });
  }
});

test('days between two days are all there, in order, once', () => {
  const start = fc
    .integer({ min: 0, max: 40_000 })
    .map((n) => new Date(n * 86_400_000).toISOString().slice(0, 10));
  fc.assert(
    fc.property(start, fc.integer({ min: 0, max: 400 }), (from, length) => {
      const to = new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10);
      const days = daysBetween(from, to);
      assert.equal(days.length, length + 1);
      assert.deepEqual(days, [...new Set(days)].sort());
    }),
  );
});
