import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listSessions, type QueryInputOf } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createWorker } from '../../testkit/person.ts';
import { makeSpace } from '../venue/venue.factory.ts';
import { setSeatsLeft } from './index.ts';
import { dropEndedListings } from './listing.store.ts';
import { createDesk, type Desk, makeDraft, makePublished, plan } from './programme.factory.ts';

let app: TestApp;
let desk: Desk;
/** Session ids by a name. */
const ids: Record<string, string> = {};

before(async () => {
  app = await createTestApp();
  desk = await createDesk(app, { name: '南通市测试工人文化宫', city: '南通市', district: '崇川区' });
  const hall = await makeSpace(app, desk.palaceId, desk.director, {
    name: '排练厅',
    nameEn: 'Rehearsal room',
  });
  // The clock stands on Monday, 23 November 2026, 12:00 in Shanghai.
  const dance = await makePublished(
    app,
    desk,
    { title: '广场舞入门', titleEn: 'Square dance', kind: 'course' },
    [
      plan('2026-11-28T01:00:00Z', { spaceId: hall.id }), // Saturday 9:00
      plan('2026-11-24T11:00:00Z'), // Tuesday 19:00
      plan('2026-11-25T04:00:00Z'), // Wednesday 12:00
    ],
  );
  [ids.danceSaturday = '', ids.danceEvening = '', ids.danceLunch = ''] = dance.sessionIds;
  const film = await makePublished(
    app,
    desk,
    { title: '工人电影之夜', kind: 'film', priceFen: 3000, memberPriceFen: 0, openTo: 'members' },
    [plan('2026-11-23T11:00:00Z')], // Monday 19:00
  );
  ids.film = film.sessionIds[0] ?? '';
  const show = await makePublished(
    app,
    desk,
    { title: '环卫工人专场演出', kind: 'performance', openTo: 'categories', categories: ['sanitation'] },
    [plan('2026-11-29T06:00:00Z')], // Sunday 14:00
  );
  ids.show = show.sessionIds[0] ?? '';
  const exhibition = await makePublished(app, desk, { title: '劳模摄影展', kind: 'exhibition' }, [
    plan('2026-11-10T01:00:00Z', { endsAt: '2026-12-10T09:00:00Z', capacity: 500 }),
  ]);
  ids.exhibition = exhibition.sessionIds[0] ?? '';
  await makeDraft(app, desk, { title: '广场舞秘密草稿' }, [plan('2026-11-28T03:00:00Z')]);
});
after(() => app.close());

type Query = QueryInputOf<typeof listSessions>;
const list = (query: Query, as?: { cookie: string }) =>
  app.call(listSessions, { query: { palaceId: desk.palaceId, limit: 100, ...query }, ...(as ? { as } : {}) });

/** Names of the sessions that a query finds, in the order given. */
async function found(query: Query, as?: { cookie: string }): Promise<string[]> {
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return (await list(query, as)).items.map((item) => names.get(item.id) ?? `unknown ${item.title}`);
}

test('what is published and not over: coming ones soonest first, then running ones; no drafts', async () => {
  assert.deepEqual(await found({}), [
    'film',
    'danceEvening',
    'danceLunch',
    'danceSaturday',
    'show',
    'exhibition',
  ]);
});

test('an item holds what its card shows', async () => {
  const item = (await list({ q: '广场舞', day: '2026-11-28' })).items[0];
  assert.equal(item?.id, ids.danceSaturday);
  assert.equal(item?.spaceName, '排练厅');
  assert.equal(item?.spaceNameEn, 'Rehearsal room');
  assert.equal(item?.palace.slug, desk.palace.slug);
  assert.equal(item?.timeZone, 'Asia/Shanghai');
  assert.deepEqual([item?.seatsLeft, item?.capacity, item?.free], [20, 20, true]);
  assert.deepEqual(item?.timeBands, ['weekend']);
  assert.equal(item?.distanceKm, null);
});

test('filters by kind, band, price, audience and district', async () => {
  assert.deepEqual(await found({ kind: ['film', 'performance'] }), ['film', 'show']);
  assert.deepEqual(await found({ timeBand: 'lunch' }), ['danceLunch', 'exhibition']);
  assert.deepEqual(await found({ timeBand: 'evening' }), ['film', 'danceEvening']);
  assert.deepEqual(await found({ timeBand: 'weekend,evening' as never, kind: 'course' }), [
    'danceEvening',
    'danceSaturday',
  ]);
  assert.deepEqual(await found({ timeBand: 'holiday' }), []);
  assert.deepEqual(await found({ free: '1' as never, kind: 'film' }), []);
  assert.deepEqual(await found({ openTo: 'members' }), ['film']);
  assert.deepEqual(await found({ category: 'sanitation' }), ['show']);
  assert.equal((await found({ city: '南通市', district: '崇川区' })).length, 6);
  assert.deepEqual(await found({ city: '南通市', district: '通州区' }), []);
});

test('a day finds what begins on it and what runs over it', async () => {
  assert.deepEqual(await found({ day: '2026-11-24' }), ['danceEvening', 'exhibition']);
  assert.deepEqual(await found({ from: '2026-11-28', to: '2026-11-29' }), [
    'danceSaturday',
    'show',
    'exhibition',
  ]);
  assert.deepEqual(await found({ from: '2026-12-11' }), []);
  assert.equal(
    (await app.refused(listSessions, { query: { from: '2026-12-02', to: '2026-12-01' } })).status,
    400,
  );
});

test('words find title, band, kind, place and pinyin; 广场舞 周末 finds square dance at the weekend', async () => {
  assert.deepEqual(await found({ q: '广场舞 周末' }), ['danceSaturday']);
  assert.deepEqual(await found({ q: '广场舞' }), ['danceEvening', 'danceLunch', 'danceSaturday']);
  assert.deepEqual(await found({ q: 'gcw' }), ['danceEvening', 'danceLunch', 'danceSaturday']);
  assert.deepEqual(await found({ q: 'guangchangwu 午休' }), ['danceLunch']);
  assert.deepEqual(await found({ q: 'square dance weekend' }), ['danceSaturday']);
  assert.deepEqual(await found({ q: '今晚 电影' }), ['film']);
  assert.deepEqual(await found({ q: '南通 展览' }), ['exhibition']);
  assert.deepEqual(await found({ q: '游泳' }), []);
});

test('what a title names comes before what a story only mentions', async () => {
  const desk2 = await createDesk(app, { city: '榫头市' });
  const told = await makePublished(app, desk2, { title: '老手艺夜谈', story: '木匠师傅讲榫卯怎样咬住。' }, [
    plan('2026-11-24T01:00:00Z'),
  ]);
  const named = await makePublished(app, desk2, { title: '榫卯入门' }, [plan('2026-11-26T01:00:00Z')]);
  const query = { q: '榫卯', palaceId: desk2.palaceId };
  const { items } = await app.call(listSessions, { query });
  assert.deepEqual(
    items.map((item) => item.activityId),
    [named.activity.id, told.activity.id],
  );
  const first = await app.call(listSessions, { query: { ...query, limit: 1 } });
  const second = await app.call(listSessions, {
    query: { ...query, limit: 1, cursor: first.nextCursor ?? '' },
  });
  assert.deepEqual(
    [...first.items, ...second.items].map((item) => item.activityId),
    [named.activity.id, told.activity.id],
  );
  assert.equal(second.nextCursor, null);
});

test('mistyped pinyin, a foreign word and Chinese that only sounds right find what was meant', async () => {
  for (const [q, meant] of [
    ['gaungchangwu', '广场舞'],
    ['guangchanwu 午休', '广场舞 午休'],
    ['广场午', '广场舞'],
    ['sqaure dance', 'square dance'],
  ] as const) {
    const answer = await list({ q, limit: 1 });
    assert.deepEqual([answer.searchedFor, answer.items[0]?.title], [meant, '广场舞入门'], q);
    if (answer.nextCursor === null) continue;
    const next = await list({ q, limit: 1, cursor: answer.nextCursor });
    assert.deepEqual([next.items.length, next.items[0]?.title], [1, '广场舞入门'], q);
  }
  assert.equal((await list({ q: '广场舞' })).searchedFor, null);
  assert.deepEqual(await found({ q: 'xylophone' }), []);
});

test('a day that PostgreSQL does not know is refused', async () => {
  assert.equal((await app.refused(listSessions, { query: { day: '0000-01-01' } })).status, 400);
  assert.equal((await app.call(listSessions, { query: { day: '9999-12-31' } })).items.length, 0);
});

test('what is typed cannot break the query', async () => {
  for (const q of ["'", "a'b", '\\', 'a & b | !c <-> (d', ':*', '\u0000', "'''':*", '％']) {
    assert.equal(
      (await app.inject({ method: 'GET', url: `/api/v1/sessions?q=${encodeURIComponent(q)}` })).statusCode,
      200,
      q,
    );
  }
});

test('forMe shows a member, a sanitation worker and a stranger what each may book', async () => {
  const member = await createWorker(app, { member: true });
  const cleaner = await createWorker(app, { categories: ['sanitation'] });
  const forMe = { forMe: '1' as never, from: '2026-11-23', kind: 'film,performance' as never };
  assert.deepEqual(await found(forMe), []);
  assert.deepEqual(await found(forMe, member), ['film']);
  assert.deepEqual(await found(forMe, cleaner), ['show']);
});

test('hasSeats leaves out what is full, as booking says', async () => {
  const { palaceId } = desk;
  const seats = (seatsLeft: number) =>
    app.deps.db.transact((tx) => setSeatsLeft(tx, [{ palaceId, sessionId: ids.film ?? '', seatsLeft }]));
  await seats(0);
  assert.deepEqual(await found({ hasSeats: 'on' as never, kind: 'film' }), []);
  assert.equal((await list({ kind: 'film' })).items[0]?.seatsLeft, 0);
  await seats(7);
  assert.deepEqual(await found({ hasSeats: 'on' as never, kind: 'film' }), ['film']);
  assert.equal((await list({ kind: 'film' })).items[0]?.seatsLeft, 7);
});

test('pages by cursor show every session once, though some begin meanwhile', async () => {
  const series = await createDesk(app);
  const inMinutes = (minutes: number) => new Date(app.clock.now().getTime() + minutes * 60_000).toISOString();
  // Several begin at the same instant: the id decides.
  const coming = [5, 5, 5, 5, 1000, 1000].map((minutes) => plan(inMinutes(minutes)));
  const running = [-90, -60, -60].map((minutes) =>
    plan(inMinutes(minutes), { endsAt: inMinutes(5000), bookingClosesAt: inMinutes(5000) }),
  );
  const { sessionIds } = await makePublished(app, series, {}, [...running, ...coming]);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await app.call(listSessions, {
      query: { palaceId: series.palaceId, limit: 2, ...(cursor ? { cursor } : {}) },
    });
    seen.push(...part.items.map((item) => item.id));
    if (cursor === undefined) app.clock.advance(10);
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(seen.length, 9);
  assert.deepEqual(new Set(seen), new Set(sessionIds));
  assert.deepEqual(new Set(seen.slice(0, 4)), new Set(sessionIds.slice(3, 7)));
  assert.deepEqual(new Set(seen.slice(6, 8)), new Set(sessionIds.slice(1, 3)));
  assert.equal(seen[8], sessionIds[0]);
});

test('a damaged cursor is refused', async () => {
  const instant = '2026-12-01T02:00:00Z';
  for (const parts of [
    ['x'],
    ['x', 'y', 'z'],
    [instant, instant, "' or 1=1"],
    [instant, '0000-01-01T00:00:00Z', desk.palaceId],
  ]) {
    const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
    assert.deepEqual(await app.refused(listSessions, { query: { cursor } }), {
      status: 400,
      code: 'invalid-request',
    });
  }
});

test('near a place only the palaces around it, each with its distance', async () => {
  const near = await createDesk(app, { latitude: 40.01, longitude: 80.01 });
  const far = await createDesk(app, { latitude: 44.0, longitude: 87.0 });
  for (const each of [near, far]) await makePublished(app, each, {}, [plan('2026-12-03T02:00:00Z')]);
  const { items } = await app.call(listSessions, { query: { latitude: 40, longitude: 80 } });
  assert.deepEqual(
    items.map((item) => item.palace.id),
    [near.palaceId],
  );
  assert.equal(items[0]?.distanceKm, 1.4);
  const alone = await app.call(listSessions, { query: { latitude: 46, longitude: 87 } });
  assert.deepEqual(
    alone.items.map((item) => item.palace.id),
    [far.palaceId],
  );
});

test('a session that is over is listed no more, dropped or not', async () => {
  const short = await createDesk(app);
  await makePublished(app, short, {}, [plan('2026-11-23T04:05:00Z', { endsAt: '2026-11-23T04:15:00Z' })]);
  const count = async () =>
    (await app.call(listSessions, { query: { palaceId: short.palaceId } })).items.length;
  assert.equal(await count(), 1);
  app.clock.advance(15);
  assert.equal(await count(), 0);
  const rows = async () => {
    const { rows: kept } = await sql<{ kept: number }>`select count(*)::int as kept from session_listing
      where palace_id = ${short.palaceId}`.execute(app.deps.db.reader as never);
    return kept[0]?.kept;
  };
  assert.equal(await rows(), 1);
  await app.deps.db.transact((tx) => dropEndedListings(tx, app.clock.now()));
  assert.equal(await rows(), 0);
  assert.equal((await list({})).items.length, 6);
});
