import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getPalaceFigures, getUnionFigures, type PalaceFigures, type PeriodLength } from '@wengong/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, type TestPerson } from '../../testkit/person.ts';
import { figureDrift, rollUp } from './index.ts';
import { admit, createWorkers, insertSession, stamp, tap, undo } from './statistics.factory.ts';

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
        'cancelled_early',
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
        ...brand,
      }),
    );
  }
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

/** One row a visit of the palace, straight from the tables. */
const VISITS = `
  select c.at, c.session_id, c.person_id, 1 as visits, 'admission' as what, b.member_price as member
  from check_in c join booking b using (palace_id)
  where b.id = c.booking_id and c.palace_id = $1 and c.id not in (select check_in_id from check_in_undo)
  union all select at, session_id, null, visitors, 'tap', false from visit_tap where palace_id = $1
  union all select at, null, person_id, 1, 'stamp', false from stamp where palace_id = $1`;

/** Sums between two days of Shanghai, recomputed in a way that shares nothing with the product. */
async function recount(palaceId: string, from: string, to: string, only = 'true') {
  const days = `(at at time zone 'Asia/Shanghai')::date between $2::date and $3::date`;
  const values = [palaceId, from, to];
  const { rows: visits } = await app.deps.db.pool.query(
    `with visit as (${VISITS})
    select coalesce(sum(visits), 0)::int as visits, count(distinct person_id)::int as people,
      count(*) filter (where what = 'admission')::int as admissions,
      coalesce(sum(visits) filter (where what = 'tap'), 0)::int as "walkIns",
      count(*) filter (where what = 'stamp')::int as stamps,
      count(*) filter (where member)::int as "memberVisits",
      coalesce(sum(visits) filter (where coalesce(a.public_benefit, true)), 0)::int as "publicBenefitVisits"
    from visit v left join session s on s.id = v.session_id left join activity a on a.id = s.activity_id
    where ${days} and ${only}`,
    values,
  );
  const { rows: sessions } = await app.deps.db.pool.query(
    `select count(*)::int as sessions,
      coalesce(sum(s.capacity) filter (where seated), 0)::int as "seatsOffered",
      coalesce(sum(booked) filter (where seated), 0)::int as "seatsBooked",
      coalesce(sum(missed) filter (where seated), 0)::int as "seatsMissed"
    from session s join activity a on a.id = s.activity_id
      cross join lateral (select s.ends_at - s.starts_at <= interval '16 hours' as seated, s.starts_at as at) x
      cross join lateral (
        select coalesce(sum(seats) filter (where status not in ('cancelled_early')), 0) as booked,
          coalesce(sum(seats) filter (where status = 'no_show'), 0) as missed
        from booking b where b.session_id = s.id) y
    where s.palace_id = $1 and s.status = 'scheduled' and ${days} and s.starts_at <= $4 and ${only}`,
    [...values, app.clock.now()],
  );
  return { ...visits[0], ...sessions[0] };
}

const range = { from: '2026-09-29', to: '2026-11-23' };

async function check(
  { palace, director }: Awaited<ReturnType<typeof tell>>,
  lengths: readonly PeriodLength[],
) {
  for (const by of lengths) {
    const figures = await app.call(getPalaceFigures, {
      params: { palaceId: palace.id },
      query: { ...range, by },
      as: director,
    });
    assert.deepEqual(figures.total, await recount(palace.id, range.from, range.to), by);
    for (const { from, to, ...counts } of figures.periods) {
      if (by !== 'day' || counts.visits !== 0 || counts.sessions !== 0)
        assert.deepEqual(counts, await recount(palace.id, from, to), `${by} ${from}–${to}`);
    }
    await checkParts(palace.id, figures);
  }
}

async function checkParts(palaceId: string, figures: PalaceFigures) {
  for (const { activityId, title, titleEn, kind, ...part } of figures.activities)
    await isPart(palaceId, part, `s.activity_id = '${activityId}'`);
  for (const { brandId, name, nameEn, ...part } of figures.brands)
    await isPart(palaceId, part, `a.brand_id = '${brandId}'`);
  const hours = await app.deps.db.pool.query(
    `with visit as (${VISITS}) select extract(hour from at at time zone 'Asia/Shanghai')::int as hour, sum(visits)::int as visits
    from visit where (at at time zone 'Asia/Shanghai')::date between $2::date and $3::date group by 1 order by 1`,
    [palaceId, range.from, range.to],
  );
  assert.deepEqual(
    figures.hours.filter((hour) => hour.visits !== 0),
    hours.rows.filter((hour) => hour.visits !== 0),
  );
}

async function isPart(palaceId: string, part: object, only: string) {
  const all: Record<string, number> = await recount(palaceId, range.from, range.to, only);
  const wanted = Object.fromEntries(Object.keys(part).map((key) => [key, all[key]]));
  assert.deepEqual(part, wanted, only);
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
    const all = await Promise.all(
      figures.palaces.map(async (palace) => {
        const { palaceId, slug, name, nameEn, city, unionId, ...counts } = palace;
        assert.deepEqual(counts, await recount(palaceId, range.from, range.to));
        return counts;
      }),
    );
    const { people: different, ...sums } = figures.total;
    for (const [key, value] of Object.entries(sums)) {
      const each = all.map((counts) => counts[key as keyof typeof sums]);
      assert.equal(
        each.reduce((sum, one) => sum + one, 0),
        value,
        key,
      );
      const periods = figures.periods.map((period) => period[key as keyof typeof sums]);
      assert.equal(
        periods.reduce((sum, one) => sum + one, 0),
        value,
        `${by} ${key}`,
      );
      const unions = figures.unions.map((union) => union[key as keyof typeof sums]);
      assert.equal(
        unions.reduce((sum, one) => sum + one, 0),
        value,
        `unions ${key}`,
      );
    }
    const { rows } = await app.deps.db.pool.query(
      `select count(distinct person_id)::int as people from (
        select person_id, at from check_in where id not in (select check_in_id from check_in_undo)
        union all select person_id, at from stamp) v
      where (at at time zone 'Asia/Shanghai')::date between $1 and $2`,
      [range.from, range.to],
    );
    assert.equal(different, rows[0].people);
    const brands = await app.deps.db.pool.query(
      `with visit as (${VISITS.replaceAll('= $1', 'is not null')})
      select a.brand_id as "brandId", sum(visits)::int as visits from visit v join session s on s.id = v.session_id
        join activity a on a.id = s.activity_id
      where a.brand_id is not null and (at at time zone 'Asia/Shanghai')::date between $1 and $2 group by 1`,
      [range.from, range.to],
    );
    const shown = new Map(figures.brands.map((brand) => [brand.brandId, brand.visits]));
    for (const { brandId, visits } of brands.rows) assert.equal(shown.get(brandId) ?? 0, visits);
  }
});
