import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  calendarFeed,
  createAnnouncement,
  createBrand,
  createPartner,
  createResource,
  getActivity,
  getBrand,
  getCalendar,
  getNetworkHome,
  getPalaceHome,
  jsonFeed,
  listAnnouncements,
  listBrands,
  listDistricts,
  previewActivity,
  rssFeed,
  sessionCalendarFile,
} from '@wengong/contract';
import { newId } from '../../kernel/ids.ts';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { makeSpace } from '../venue/venue.factory.ts';
import { createDesk, type Desk, makeDraft, makePublished, plan } from './programme.factory.ts';

let app: TestApp;
let desk: Desk;
before(async () => {
  app = await createTestApp();
  desk = await createDesk(app, {
    name: '测试市工人文化宫',
    city: '首页市',
    district: '中心区',
    latitude: 31.98,
    longitude: 120.89,
  });
});
after(() => app.close());

const brandBody = (slug: string) => ({
  slug,
  name: '濠滨夏夜',
  nameEn: 'Haobin summer nights',
  sinceYear: 1985,
  story: '露天演出',
  storyEn: '',
  figures: [
    { label: '演出场次', labelEn: 'Shows', value: 1900 },
    { label: '观众人次', labelEn: 'Spectators', value: 6_000_000 },
  ],
});

test('a published activity’s page: space, teacher, brand, partners, prices, coming sessions only', async () => {
  const { palaceId, editor, director } = desk;
  const params = { palaceId };
  const hall = await makeSpace(app, palaceId, director, { name: '排练厅' });
  const teacher = await app.call(createResource, {
    params,
    body: { kind: 'teacher', name: '舞蹈老师甲' },
    as: director,
  });
  const brand = await app.call(createBrand, { params, body: brandBody('summer'), as: editor });
  const partner = await app.call(createPartner, {
    params,
    body: { name: '测试纺织厂', kind: 'enterprise' },
    as: editor,
  });
  const { activity, sessionIds } = await makePublished(
    app,
    desk,
    { brandId: brand.id, partnerIds: [partner.id], priceFen: 2000, memberPriceFen: 500, maxCompanions: 2 },
    [
      plan('2026-11-25T11:00:00Z', { spaceId: hall.id, teacherId: teacher.id }),
      plan('2026-11-23T04:01:00Z', { endsAt: '2026-11-23T04:02:00Z' }),
    ],
  );
  app.clock.advance(3);
  const page = await app.call(getActivity, { params: { palaceId, activityId: activity.id } });
  assert.deepEqual(
    page.sessions.map((session) => session.id),
    [sessionIds[0]],
  );
  assert.equal(page.sessions[0]?.space?.name, '排练厅');
  assert.equal(page.sessions[0]?.teacher?.name, '舞蹈老师甲');
  assert.equal(page.brand?.slug, 'summer');
  assert.deepEqual(page.partners, [partner]);
  assert.deepEqual(
    [page.priceFen, page.memberPriceFen, page.free, page.maxCompanions],
    [2000, 500, false, 2],
  );
  assert.equal(page.palace.address, '人民路 1 号');

  const told = await app.call(getBrand, { params: { palaceId, slug: 'summer' } });
  assert.equal(told.figures[1]?.value, 6_000_000);
  assert.deepEqual(
    told.activities.map((each) => [each.id, each.nextStartsAt]),
    [[activity.id, '2026-11-25T11:00:00.000Z']],
  );
  assert.equal((await app.call(listBrands, { params })).items.length, 1);
});

test('a draft has no page, for staff it has a preview; neighbours and strangers see neither', async () => {
  const { palaceId, reviewer } = desk;
  const { activity } = await makeDraft(app, desk, { title: '草稿' }, [plan('2026-12-01T02:00:00Z')]);
  const params = { palaceId, activityId: activity.id };
  assert.equal((await app.refused(getActivity, { params })).status, 404);
  assert.equal((await app.call(previewActivity, { params, as: reviewer })).title, '草稿');
  assert.equal((await app.refused(previewActivity, { params })).status, 401);
  const neighbour = await createDesk(app);
  assert.equal((await app.refused(previewActivity, { params, as: neighbour.director })).status, 404);
  const misplaced = { palaceId: neighbour.palaceId, activityId: activity.id };
  assert.equal(
    (await app.refused(previewActivity, { params: misplaced, as: neighbour.director })).status,
    404,
  );
});

test('the calendar counts days of the palace’s wall clock, long runs on each day, holidays marked', async () => {
  const other = await createDesk(app);
  await makePublished(app, other, { priceFen: 100 }, [
    plan('2026-11-30T15:30:00Z', { endsAt: '2026-11-30T16:30:00Z' }), // 23:30–00:30 in Shanghai
  ]);
  await makePublished(app, other, { kind: 'exhibition' }, [
    plan('2026-12-30T01:00:00Z', { endsAt: '2027-01-02T09:00:00Z' }),
  ]);
  const month = (month: string) =>
    app.call(getCalendar, { params: { palaceId: other.palaceId }, query: { month } });
  assert.deepEqual((await month('2026-11')).days, [
    { day: '2026-11-30', sessions: 1, free: 0, holiday: false },
  ]);
  assert.deepEqual((await month('2026-12')).days, [
    { day: '2026-12-01', sessions: 1, free: 0, holiday: false },
    { day: '2026-12-30', sessions: 1, free: 1, holiday: false },
    { day: '2026-12-31', sessions: 1, free: 1, holiday: false },
  ]);
  assert.deepEqual((await month('2027-01')).days, [
    { day: '2027-01-01', sessions: 1, free: 1, holiday: true },
    { day: '2027-01-02', sessions: 1, free: 1, holiday: false },
  ]);
});

test('front pages: today, what is free right now, brands in use, what is announced, counts', async () => {
  const home = await createDesk(app, { city: '门户市', district: '东区' });
  const { palaceId, director } = home;
  const now = app.clock.now().getTime();
  const inMinutes = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const soon = await makePublished(app, home, { title: '今天的课' }, [plan(inMinutes(60))]);
  const running = await makePublished(app, home, { title: '正在展出', kind: 'exhibition' }, [
    plan(inMinutes(-1500), { endsAt: inMinutes(6000) }),
  ]);
  await makePublished(app, home, { title: '要钱的', priceFen: 100 }, [plan(inMinutes(90))]);
  await makePublished(app, home, { title: '会员的', openTo: 'members' }, [plan(inMinutes(90))]);
  const tomorrow = await makePublished(app, home, { title: '明天的' }, [plan(inMinutes(24 * 60))]);
  const announce = (title: string, startsAt: string, endsAt: string) =>
    app.call(createAnnouncement, {
      params: { palaceId },
      body: { title, titleEn: '', link: '/activities', startsAt, endsAt },
      as: director,
    });
  await announce('本周开放', inMinutes(-10), inMinutes(1000));
  await announce('下周才说', inMinutes(1000), inMinutes(2000));

  const palace = await app.call(getPalaceHome, { params: { palaceId } });
  assert.deepEqual(
    palace.today.map((item) => item.title),
    ['今天的课', '要钱的', '会员的'],
  );
  assert.deepEqual(
    palace.coming.map((item) => item.id),
    tomorrow.sessionIds,
  );
  assert.deepEqual(
    palace.freeNow.map((item) => item.id),
    [...soon.sessionIds, ...running.sessionIds],
  );
  assert.deepEqual(
    palace.announcements.map((each) => each.title),
    ['本周开放'],
  );
  assert.equal((await app.call(listAnnouncements, { params: { palaceId } })).items.length, 1);
  assert.deepEqual(palace.counts, {
    sessionsToday: 4,
    freeToday: 3,
    sessionsComing: 5,
    kinds: [
      { kind: 'course', sessions: 4 },
      { kind: 'exhibition', sessions: 1 },
    ],
  });

  const city = await app.call(getNetworkHome, { query: { city: '门户市' } });
  assert.deepEqual(
    city.freeNow.map((item) => item.id),
    palace.freeNow.map((item) => item.id),
  );
  assert.deepEqual(
    city.announcements.map((each) => each.palace.id),
    [palaceId],
  );
  assert.deepEqual(city.counts, { palaces: 1, sessionsToday: 4, freeToday: 3, sessionsComing: 5 });
  assert.equal((await app.call(getNetworkHome, { query: { city: '无此市' } })).counts.palaces, 0);
  assert.ok((await app.call(getNetworkHome, {})).counts.sessionsComing >= 5);

  const { items } = await app.call(listDistricts, { query: { city: '门户市' } });
  assert.deepEqual(items, [{ city: '门户市', district: '东区', palaces: 1, sessions: 5, free: 4 }]);
});

test('an unknown palace has no pages and no feeds', async () => {
  const params = { palaceId: newId() };
  for (const route of [getPalaceHome, listBrands, calendarFeed, rssFeed, jsonFeed] as const) {
    assert.equal((await app.refused(route, { params })).status, 404, route.path);
  }
});

/** Content lines of an iCalendar file, unfolded. */
const linesOf = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

test('the calendar feed: stable UIDs, UTC instants, escaped text, lines of 75 octets at most', async () => {
  const feeds = await createDesk(app, { name: '测试, 文化宫; 分馆', latitude: 31.9, longitude: 120.8 });
  const { palaceId } = feeds;
  const title = '读书会, 第一期; 很长的标题很长的标题很长的标题很长的标题很长的标题';
  const { activity, sessionIds } = await makePublished(app, feeds, { title }, [plan('2026-12-05T02:00:00Z')]);
  const answer = await app.inject({ method: 'GET', url: `/api/v1/palaces/${palaceId}/feed.ics` });
  assert.equal(answer.headers['content-type'], 'text/calendar; charset=utf-8');
  assert.ok(answer.body.endsWith('END:VCALENDAR\r\n'));
  assert.ok(answer.body.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
  const lines = linesOf(answer.body);
  assert.ok(lines.includes('NAME:测试\\, 文化宫\\; 分馆'));
  assert.ok(lines.includes(`UID:session-${sessionIds[0]}@wengong`));
  assert.ok(lines.includes('DTSTART:20261205T020000Z'));
  assert.ok(lines.includes('SUMMARY:读书会\\, 第一期\\; 很长的标题很长的标题很长的标题很长的标题很长的标题'));
  assert.ok(lines.some((line) => line.startsWith('DESCRIPTION:12-05 10:00–11:00 (Asia/Shanghai)')));
  assert.ok(lines.includes('GEO:31.9;120.8'));
  assert.ok(lines.some((line) => line.endsWith(`/p/${feeds.palace.slug}/activities/${activity.id}`)));

  const again = await app.inject({
    method: 'GET',
    url: `/api/v1/palaces/${palaceId}/feed.ics`,
    headers: { 'if-none-match': answer.headers.etag as string },
  });
  assert.equal(again.statusCode, 304);
  assert.equal(again.headers['content-length'], undefined, 'a cache would take 0 for its length');
});

test('one session is a file of its own; a draft’s session is not', async () => {
  const { palaceId } = desk;
  const { sessionIds } = await makePublished(app, desk, { title: '单场' }, [plan('2026-12-06T02:00:00Z')]);
  const params = { palaceId, sessionId: sessionIds[0] ?? '' };
  const lines = linesOf(String(await app.call(sessionCalendarFile, { params })));
  assert.equal(lines.filter((line) => line === 'BEGIN:VEVENT').length, 1);
  assert.ok(lines.includes('STATUS:CONFIRMED'));
  const draft = await makeDraft(app, desk, {}, [plan('2026-12-07T02:00:00Z')]);
  const hidden = { palaceId, sessionId: draft.sessionIds[0] ?? '' };
  assert.equal((await app.refused(sessionCalendarFile, { params: hidden })).status, 404);
});

test('RSS and JSON Feed list published activities, escaped, with links to the portal', async () => {
  const feeds = await createDesk(app, { name: '订阅测试文化宫' });
  const { palaceId } = feeds;
  const { activity } = await makePublished(app, feeds, { title: '<b>加粗</b> & 更多' }, [
    plan('2026-12-05T02:00:00Z'),
  ]);
  await makeDraft(app, feeds, { title: '草稿' }, []);
  const rss = await app.inject({ method: 'GET', url: `/api/v1/palaces/${palaceId}/feed.rss` });
  assert.equal(rss.headers['content-type'], 'application/rss+xml; charset=utf-8');
  assert.ok(!rss.body.includes('<b>加粗</b> & 更多</title>') || rss.body.includes('<![CDATA['));
  assert.ok(rss.body.includes(`/p/${feeds.palace.slug}/activities/${activity.id}`));
  assert.ok(!rss.body.includes('草稿'));
  const json = (await app.inject({ method: 'GET', url: `/api/v1/palaces/${palaceId}/feed.json` })).json();
  assert.match(json.version, /^https:\/\/jsonfeed\.org\/version\/1/);
  assert.deepEqual(
    json.items.map((item: { id: string; title: string }) => [item.id, item.title]),
    [[`urn:uuid:${activity.id}`, '<b>加粗</b> & 更多']],
  );
});
