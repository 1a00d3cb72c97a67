import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getPalaceFigures, getUnionFigures, type PeriodLength } from '@wengong/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, type TestPerson } from '../../testkit/person.ts';
import { figureDrift, rollUp } from './index.ts';
import { checkRecounts, recount } from './recount.factory.ts';
import { PALACE, UNION } from './recount-tables.factory.ts';
import { admit, createWorkers, insertSession, keepSeats, stamp, tap, undo } from './statistics.factory.ts';

let app: TestApp;
let people: TestPerson[];
let nation: string;
let national: TestPerson;
before(async () => {
  app = await createTestApp();
  people = await createWorkers(app, 8);
  await createPalace(app);
  const { rows } = await sql<{ id: string }>`select id from union_node where level = 'nation'`.execute(
    app.deps.db.reader,
  );
  nation = rows[0]?.id ?? '';
  national = await createOfficer(app, nation);
});
after(() => app.close());

const FIRST = Date.parse('2026-09-28T16:00:00Z');
const HOUR = 3_600_000;
const iso = (hour: number) => new Date(FIRST + hour * HOUR).toISOString();

/** What may have happened in a palace within eight weeks over the ends of two months. */
const story = fc.record({
  sessions: fc.array(
    fc.record({
      hour: fc.integer({ min: 0, max: 1300 }),
      publicBenefit: fc.boolean(),
      branded: fc.boolean(),
      hours: fc.constantFrom(1, 2, 400),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  visits: fc.array(
    fc.record({
      session: fc.nat(4),
      person: fc.nat(6),
      hour: fc.integer({ min: 0, max: 1300 }),
      memberPrice: fc.boolean(),
      status: fc.constantFrom(
        'checked_in',
        'checked_in',
        'undone',
        'no_show',
        'excused',
        'confirmed',
        'completed',
        'waitlisted',
        'cancelled_early',
        'cancelled_late',
        'transferred',
      ),
    }),
    { maxLength: 14 },
  ),
  taps: fc.array(
    fc.record({
      session: fc.option(fc.nat(4)),
      hour: fc.integer({ min: 0, max: 1300 }),
      visitors: fc.integer({ min: -3, max: 60 }).filter((visitors) => visitors !== 0),
    }),
    { maxLength: 6 },
  ),
  stamps: fc.array(fc.record({ person: fc.nat(6), hour: fc.integer({ min: 0, max: 1300 }) }), {
    maxLength: 4,
  }),
});
type Story = typeof story extends fc.Arbitrary<infer Told> ? Told : never;

async function tell(told: Story) {
  const palace = await createPalace(app);
  const director = await createStaff(app, palace.id, ['director']);
  const by = director.personId;
  const brandId = newId();
  await app.deps.db.transact((tx) =>
    sql`insert into brand (palace_id, id, slug, name) values (${palace.id}, ${brandId}, 'bin-xia', '滨夏')`.execute(
      tx,
    ),
  );
  const spaceId = newId();
  await app.deps.db.transact((tx) =>
    sql`insert into space (palace_id, id, kind, name, capacity) values (${palace.id}, ${spaceId}, 'hall', '大厅', 300)`.execute(
      tx,
    ),
  );
  const sessions: string[] = [];
  for (const { hour, publicBenefit, branded, hours } of told.sessions) {
    const brand = branded ? { brandId } : {};
    const reviewer = people[7]?.personId ?? '';
    sessions.push(
      await insertSession(app, {
        palaceId: palace.id,
        by,
        reviewer,
        publicBenefit,
        startsAt: iso(hour),
        hours,
        spaceId,
        ...brand,
      }),
    );
  }
  await keepSeats(app, palace.id, sessions[0] ?? '', by);
  const sessionOf = (index: number) => sessions[index % sessions.length] as string;
  const personOf = (index: number) => people[index]?.personId ?? '';
  const booked = new Set<string>();
  for (const { session, person, hour, memberPrice, status } of told.visits) {
    const sessionId = sessionOf(session);
    if (booked.has(`${sessionId} ${person}`)) continue;
    booked.add(`${sessionId} ${person}`);
    const at = iso(hour);
    const kind = status === 'undone' ? 'checked_in' : status;
    const id = await admit(app, {
      palaceId: palace.id,
      sessionId,
      personId: personOf(person),
      by,
      at,
      memberPrice,
      status: kind,
    });
    if (status === 'undone') await undo(app, palace.id, id, by, at);
  }
  for (const { session, hour, visitors } of told.taps) {
    const sessionId = session === null ? null : sessionOf(session);
    await tap(app, { palaceId: palace.id, sessionId, visitors, by, at: iso(hour) });
  }
  for (const { person, hour } of told.stamps) {
    const at = iso(hour);
    await stamp(app, { palaceId: palace.id, personId: personOf(person), day: at.slice(0, 10), at });
  }
  return { palace, director };
}

const range = { from: '2026-09-29', to: '2026-11-23' };

async function check(
  { palace, director }: Awaited<ReturnType<typeof tell>>,
  lengths: readonly PeriodLength[],
) {
  for (const by of lengths) {
    const answer = await app.call(getPalaceFigures, {
      params: { palaceId: palace.id },
      query: { ...range, by },
      as: director,
    });
    // Of days on which nothing happened some will do.
    const periods = answer.periods.filter(
      (period, n) => by !== 'day' || n % 9 === 0 || period.visits + period.sessions !== 0,
    );
    await checkRecounts(app, PALACE, { ...answer, periods }, { palaces: [palace.id], ...range });
  }
}

test('every number shown of a palace is what its rows say: at once, when rolled up, and corrected afterwards', async () => {
  await fc.assert(
    fc.asyncProperty(story, async (told) => {
      const place = await tell(told);
      await check(place, ['day']);
      await rollUp(app.deps);
      const { rows } = await sql`select from figure_mark`.execute(app.deps.db.reader);
      assert.equal(rows.length, 0);
      await check(place, ['week', 'month']);
      await correct(place.palace.id, place.director.personId);
      await check(place, ['month']);
    }),
    { numRuns: 3 },
  );
  await rollUp(app.deps);
  assert.deepEqual(await figureDrift(app.deps.db.reader, range, app.clock.now()), []);
});

/** What may be put right later: an undone admission, an excuse, another kind of activity, a session called off. */
async function correct(palaceId: string, by: string) {
  await app.deps.db.transact(async (tx) => {
    await sql`insert into check_in_undo (palace_id, check_in_id, at, recorded_by)
      select palace_id, id, at, ${by} from check_in c where palace_id = ${palaceId}
        and not exists (select from check_in_undo u where u.check_in_id = c.id) limit 1`.execute(tx);
    await sql`update booking set status = 'excused' where palace_id = ${palaceId} and status = 'no_show'`.execute(
      tx,
    );
    await sql`update activity set public_benefit = not public_benefit, brand_id = null where (palace_id, id) =
      (select palace_id, id from activity where palace_id = ${palaceId} order by id limit 1)`.execute(tx);
    await sql`update session set status = 'cancelled', cancel_reason = '停电' where (palace_id, id) =
      (select palace_id, id from session where palace_id = ${palaceId} order by id desc limit 1)`.execute(tx);
  });
}

test('the figures of the nation are those of all its palaces, and a person is one person', async () => {
  await tell({
    sessions: [{ hour: 30, publicBenefit: true, branded: true, hours: 2 }],
    visits: [{ session: 0, person: 0, hour: 31, memberPrice: true, status: 'checked_in' }],
    taps: [],
    stamps: [{ person: 0, hour: 900 }],
  });
  for (const by of ['day', 'week', 'month'] as const) {
    const figures = await app.call(getUnionFigures, {
      params: { unionId: nation },
      query: { ...range, by },
      as: national,
    });
    const everywhere = figures.palaces.map((palace) => palace.palaceId);
    const { rows } = await sql<{ id: string }>`select id from palace`.execute(app.deps.db.reader);
    assert.deepEqual(new Set(everywhere), new Set(rows.map((row) => row.id)));
    const periods = figures.periods.filter((period, n) => by !== 'day' || n % 9 === 0 || period.visits !== 0);
    await checkRecounts(app, UNION, { ...figures, periods }, { palaces: everywhere, ...range });
    const brands = await sql<{ id: string }>`select id from brand`.execute(app.deps.db.reader);
    const shown = new Set(figures.brands.map((brand) => brand.brandId));
    for (const { id } of brands.rows.filter((brand) => !shown.has(brand.id))) {
      const where = { palaces: everywhere, ...range, only: `brand_id = '${id}'` };
      const { visits, sessions } = await recount(app, where);
      assert.deepEqual([visits, sessions], [0, 0], 'a brand that is not shown has nothing to show');
    }
  }
});
