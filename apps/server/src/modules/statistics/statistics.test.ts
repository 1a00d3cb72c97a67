import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getPalaceFigures, getUnionFigures } from '@wengong/contract';
import fc from 'fast-check';
import { sql } from 'kysely';
import { newId } from '../../kernel/ids.ts';
import { daysBetween } from '../../kernel/zone.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { createOfficer, createStaff, createWorker, type TestPerson } from '../../testkit/person.ts';

let app: TestApp;
let people: TestPerson[];
before(async () => {
  app = await createTestApp();
  people = await Promise.all(Array.from({ length: 6 }, () => createWorker(app)));
});
after(() => app.close());

const range = { from: '2026-11-20', to: '2026-11-24' };

/** A palace whose rows are known: two activities, admissions of several days, one undone, taps and stamps. */
async function visitedPalace(timeZone = 'Asia/Shanghai') {
  const palace = await createPalace(app, { time_zone: timeZone });
  const director = await createStaff(app, palace.id, ['director']);
  const [p0, p1, p2] = people as [TestPerson, TestPerson, TestPerson];
  const benefit = await insertSession(palace.id, director.personId, true, '2026-11-21T02:00:00Z');
  const paid = await insertSession(palace.id, director.personId, false, '2026-11-22T11:00:00Z');
  const staffId = director.personId;
  await admit(palace.id, benefit, p0, staffId, '2026-11-21T01:50:00Z', true);
  await admit(palace.id, benefit, p1, staffId, '2026-11-21T01:55:00Z', false);
  await admit(palace.id, paid, p0, staffId, '2026-11-22T10:58:00Z', true);
  const undone = await admit(palace.id, paid, p2, staffId, '2026-11-22T10:59:00Z', false);
  await app.deps.db.transact(async (tx) => {
    await sql`insert into check_in_undo (palace_id, check_in_id, at, recorded_by)
      values (${palace.id}, ${undone}, '2026-11-22T11:01:00Z', ${staffId})`.execute(tx);
    for (const [at, visitors, session] of [
      ['2026-11-21T03:00:00Z', 5, null],
      ['2026-11-21T03:01:00Z', -1, null],
      ['2026-11-22T11:30:00Z', 7, paid],
    ] as const) {
      await sql`insert into visit_tap (palace_id, id, session_id, at, visitors, recorded_by)
        values (${palace.id}, ${newId()}, ${session}, ${at}, ${visitors}, ${staffId})`.execute(tx);
    }
    const landmark = newId();
    await sql`insert into landmark (palace_id, id, name) values (${palace.id}, ${landmark}, '正门')`.execute(
      tx,
    );
    await sql`insert into stamp (palace_id, landmark_id, person_id, day, at)
      values (${palace.id}, ${landmark}, ${p2.personId}, '2026-11-21', '2026-11-21T08:00:00Z')`.execute(tx);
  });
  return { palace, director };
}

async function insertSession(palaceId: string, by: string, publicBenefit: boolean, startsAt: string) {
  const [activity, session] = [newId(), newId()];
  await app.deps.db.transact(async (tx) => {
    await sql`insert into activity (palace_id, id, kind, title, public_benefit, status, created_by, submitted_by,
        reviewed_by, published_at, created_at, updated_at)
      values (${palaceId}, ${activity}, 'course', '太极晨练', ${publicBenefit}, 'published', ${by}, ${by},
        ${people[5]?.personId}, ${startsAt}, ${startsAt}, ${startsAt})`.execute(tx);
    await sql`insert into session (palace_id, id, activity_id, starts_at, ends_at, time_zone, capacity,
        booking_opens_at, booking_closes_at, created_at)
      values (${palaceId}, ${session}, ${activity}, ${startsAt}, ${startsAt}::timestamptz + interval '1 hour',
        'Asia/Shanghai', 100, ${startsAt}::timestamptz - interval '9 days', ${startsAt}, ${startsAt})`.execute(
      tx,
    );
  });
  return session;
}

async function admit(
  palaceId: string,
  sessionId: string,
  person: TestPerson,
  by: string,
  at: string,
  memberPrice: boolean,
): Promise<string> {
  const [pool, booking, ticket, checkIn] = [newId(), newId(), newId(), newId()];
  const code = [...ticket.replaceAll('-', '').slice(-8).toUpperCase()].join('');
  await app.deps.db.transact(async (tx) => {
    await sql`insert into booking_policy (palace_id, version, cancel_until_minutes, check_in_opens_minutes,
        check_in_closes_minutes, offer_minutes, max_active_per_person, created_at)
      values (${palaceId}, 1, 120, 60, 15, 30, 10, ${at}) on conflict do nothing`.execute(tx);
    await sql`insert into pool (palace_id, id, session_id, capacity, confirmed, starts_at, ends_at)
      select ${palaceId}, ${pool}, id, 100, 0, starts_at, ends_at from session where id = ${sessionId}
      on conflict do nothing`.execute(tx);
    await sql`insert into booking (palace_id, id, session_id, person_id, pool_id, eligible_pools, seats, status,
        policy_version, price_fen, member_price, starts_at, ends_at, queued_at, booked_by)
      select palace_id, ${booking}, session_id, ${person.personId}, id, array[id], 1, 'checked_in', 1, 0,
        ${memberPrice}, starts_at, ends_at, ${at}, ${person.personId}
      from pool where session_id = ${sessionId}`.execute(tx);
    await sql`insert into ticket (palace_id, id, booking_id, session_id, ordinal, code, issued_at)
      values (${palaceId}, ${ticket}, ${booking}, ${sessionId}, 0, ${code}, ${at})`.execute(tx);
    await sql`insert into check_in (palace_id, id, ticket_id, booking_id, session_id, person_id, admission, at,
        recorded_by, method)
      values (${palaceId}, ${checkIn}, ${ticket}, ${booking}, ${sessionId}, ${person.personId}, 1, ${at}, ${by},
        'code')`.execute(tx);
  });
  return checkIn;
}

test('the figures of a palace are those of its rows', async () => {
  const { palace, director } = await visitedPalace();
  const figures = await app.call(getPalaceFigures, {
    params: { palaceId: palace.id },
    query: range,
    as: director,
  });
  assert.deepEqual(figures.total, {
    visits: 3 + 4 + 7 + 1,
    people: 3,
    walkIns: 11,
    stamps: 1,
    memberVisits: 2,
    publicBenefitVisits: 2 + 4 + 1,
    sessions: 2,
  });
  assert.equal(figures.days.length, 5);
  const day = figures.days.find((each) => each.day === '2026-11-21');
  assert.deepEqual([day?.visits, day?.people, day?.sessions], [2 + 4 + 1, 3, 1]);
  assert.equal(figures.hours[9]?.visits, 2, 'hours are those of the palace’s zone');
  assert.equal(figures.hours[19]?.visits, 7);
  assert.deepEqual(
    figures.activities.map((each) => [each.sessions, each.booked, each.visits, each.people]),
    [
      [1, 2, 8, 1],
      [1, 2, 2, 2],
    ],
  );
});

test('days, hours and activities each add up to the total', async () => {
  const { palace, director } = await visitedPalace();
  const { total, days, hours } = await app.call(getPalaceFigures, {
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
      days.reduce((sum, day) => sum + day[key], 0),
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
  const { palace, director } = await visitedPalace('Asia/Urumqi');
  const figures = await app.call(getPalaceFigures, {
    params: { palaceId: palace.id },
    query: { from: '2026-11-21', to: '2026-11-21' },
    as: director,
  });
  assert.equal(figures.hours[7]?.visits, 2, '01:50 UTC is 07:50 in Urumqi');
});

test('a person is counted once however many palaces they visit, and officers see palaces below them only', async () => {
  const first = await visitedPalace();
  const second = await visitedPalace();
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
  const { palace, director } = await visitedPalace();
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
