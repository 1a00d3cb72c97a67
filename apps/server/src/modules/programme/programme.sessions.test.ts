import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  addSessions,
  cancelSession,
  changeSession,
  createResource,
  getStaffActivity,
  listSessions,
  publishActivity,
  removeSession,
  submitActivity,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createPalace } from '../../testkit/palace.ts';
import { makeHalls, makeSpace } from '../venue/venue.factory.ts';
import { rebuildListings, sessionForBooking, sessionsByIds, setSeatsLeft } from './index.ts';
import { createDesk, type Desk, makeDraft, makePublished, plan, watchEvents } from './programme.factory.ts';

let app: TestApp;
before(async () => {
  app = await createTestApp();
});
after(() => app.close());

const MORNING = '2026-12-01T02:00:00Z';

const listing = async (palaceId: string) => (await app.call(listSessions, { query: { palaceId } })).items;

/** Adds sessions as the desk's editor and returns the raw answer, for refusals with details. */
const tryToAdd = (desk: Desk, activityId: string, sessions: object[], language = 'zh') =>
  app.inject({
    method: 'POST',
    url: `/api/v1/palaces/${desk.palaceId}/programme/activities/${activityId}/sessions`,
    headers: { cookie: desk.editor.cookie, 'accept-language': language },
    payload: { sessions },
  });

test('a room is taken by one session at a time; the refusal names what is in the way and when', async () => {
  const desk = await createDesk(app);
  const { palaceId, director } = desk;
  const { east, whole } = await makeHalls(app, palaceId, director);
  await makeDraft(app, desk, { title: '合唱团排练' }, [plan(MORNING, { spaceId: east.id })]);
  const other = await makeDraft(app, desk, { title: '讲座' }, []);
  const refused = await tryToAdd(desk, other.activity.id, [
    plan('2026-12-01T02:30:00Z', { spaceId: whole.id }),
  ]);
  assert.equal(refused.statusCode, 409);
  const problem = refused.json();
  assert.equal(problem.code, 'space-taken');
  assert.match(problem.detail, /东半厅（《合唱团排练》） 在 12-01 10:00–11:00/);
  assert.deepEqual(problem.fields, [
    { path: 'spaceId', message: '东半厅（《合唱团排练》） 12-01 10:00–11:00' },
  ]);
  const later = await tryToAdd(desk, other.activity.id, [
    plan('2026-12-01T03:00:00Z', { spaceId: whole.id }),
  ]);
  assert.equal(later.statusCode, 201, later.body);
});

test('a teacher is in one place at a time, and must be a teacher of the palace', async () => {
  const desk = await createDesk(app);
  const { palaceId, director, editor } = desk;
  const teacher = await app.call(createResource, {
    params: { palaceId },
    body: { kind: 'teacher', name: '声乐老师甲' },
    as: director,
  });
  const { activity } = await makeDraft(app, desk, { title: '声乐课' }, [
    plan(MORNING, { teacherId: teacher.id }),
  ]);
  const refused = await tryToAdd(desk, activity.id, [plan(MORNING, { teacherId: teacher.id })]);
  assert.equal(refused.json().code, 'space-taken');
  assert.equal(refused.json().fields[0].path, 'teacherId');
  const kit = await app.call(createResource, {
    params: { palaceId },
    body: { kind: 'kit', name: '音响' },
    as: director,
  });
  const params = { palaceId, activityId: activity.id };
  const body = { sessions: [plan(MORNING, { teacherId: kit.id })] };
  assert.deepEqual(await app.refused(addSessions, { params, body, as: editor }), {
    status: 422,
    code: 'teacher-unknown',
  });
});

test('a series is added whole or not at all, its own collisions included', async () => {
  const desk = await createDesk(app);
  const { palaceId, director, editor } = desk;
  const hall = await makeSpace(app, palaceId, director);
  const { activity } = await makeDraft(app, desk, {}, []);
  const params = { palaceId, activityId: activity.id };
  const weekly = ['2026-12-01', '2026-12-08', '2026-12-15'].map((day) =>
    plan(`${day}T02:00:00Z`, { spaceId: hall.id }),
  );
  const colliding = await tryToAdd(desk, activity.id, [
    ...weekly,
    plan('2026-12-08T02:30:00Z', { spaceId: hall.id }),
  ]);
  assert.equal(colliding.json().code, 'space-taken');
  assert.match(colliding.json().detail, /12-08 10:00/);
  assert.equal((await app.call(getStaffActivity, { params, as: editor })).sessions.length, 0);
  const { items } = await app.call(addSessions, { params, body: { sessions: weekly }, as: editor });
  assert.equal(items.length, 3);
});

test('a neighbour’s room is unknown here', async () => {
  const desk = await createDesk(app);
  const neighbour = await createDesk(app);
  const theirs = await makeSpace(app, neighbour.palaceId, neighbour.director);
  const { activity } = await makeDraft(app, desk, {}, []);
  const refused = await tryToAdd(desk, activity.id, [plan(MORNING, { spaceId: theirs.id })], 'en');
  assert.deepEqual([refused.statusCode, refused.json().code], [422, 'space-unknown']);
  assert.equal(refused.json().title, 'No such space');
});

test('a session added to a published activity is listed at once', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor } = desk;
  const { activity } = await makePublished(app, desk, {}, [plan(MORNING)]);
  const events = watchEvents(app);
  await app.call(addSessions, {
    params: { palaceId, activityId: activity.id },
    body: { sessions: [plan('2026-12-05T02:00:00Z', { capacity: 33 })] },
    as: editor,
  });
  assert.deepEqual(
    (await listing(palaceId)).map((item) => item.seatsLeft),
    [20, 33],
  );
  assert.equal(events.filter(([topic]) => topic === 'programme.session-published').length, 1);
});

test('a new time moves the room, the listing and its bands, and tells who must know', async () => {
  const desk = await createDesk(app);
  const { palaceId, director, editor } = desk;
  const hall = await makeSpace(app, palaceId, director);
  const { sessionIds } = await makePublished(app, desk, {}, [plan(MORNING, { spaceId: hall.id })]);
  const sessionId = sessionIds[0] ?? '';
  await app.deps.db.transact((tx) => setSeatsLeft(tx, [{ palaceId, sessionId, seatsLeft: 5 }]));
  const events = watchEvents(app);
  const saturday = plan('2026-12-05T02:00:00Z', { spaceId: hall.id, capacity: 30 });
  const params = { palaceId, sessionId };
  const changed = await app.call(changeSession, { params, body: { version: 1, plan: saturday }, as: editor });
  assert.deepEqual(
    [changed.version, changed.startsAt, changed.seatsLeft],
    [2, '2026-12-05T02:00:00.000Z', 15],
  );
  const [item] = await listing(palaceId);
  assert.deepEqual([item?.timeBands, item?.seatsLeft, item?.capacity], [['weekend'], 15, 30]);
  assert.deepEqual(events, [
    [
      'programme.session-changed',
      {
        palaceId,
        sessionId,
        capacity: 30,
        startsAt: '2026-12-05T02:00:00.000Z',
        endsAt: '2026-12-05T03:00:00.000Z',
      },
    ],
    [
      'programme.session-rescheduled',
      {
        palaceId,
        sessionId,
        before: {
          startsAt: '2026-12-01T02:00:00.000Z',
          endsAt: '2026-12-01T03:00:00.000Z',
          spaceId: hall.id,
        },
        after: { startsAt: '2026-12-05T02:00:00.000Z', endsAt: '2026-12-05T03:00:00.000Z', spaceId: hall.id },
      },
    ],
  ]);
  // The old time is free again, the new one is not.
  const other = await makeDraft(app, desk, {}, [plan(MORNING, { spaceId: hall.id })]);
  const refused = await tryToAdd(desk, other.activity.id, [saturday]);
  assert.equal(refused.json().code, 'space-taken');
  assert.deepEqual(
    await app.refused(changeSession, { params, body: { version: 1, plan: saturday }, as: editor }),
    {
      status: 409,
      code: 'conflict',
    },
  );
});

test('seats are not taken from who has booked', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor } = desk;
  const { sessionIds } = await makePublished(app, desk, {}, [plan(MORNING)]);
  const params = { palaceId, sessionId: sessionIds[0] ?? '' };
  await app.deps.db.transact((tx) => setSeatsLeft(tx, [{ ...params, seatsLeft: 8 }]));
  const body = { version: 1, plan: plan(MORNING, { capacity: 11 }) };
  assert.deepEqual(await app.refused(changeSession, { params, body, as: editor }), {
    status: 409,
    code: 'session-seats-taken',
  });
  const enough = { version: 1, plan: plan(MORNING, { capacity: 12 }) };
  assert.equal((await app.call(changeSession, { params, body: enough, as: editor })).seatsLeft, 0);
});

test('a cancelled session frees its room, leaves the list and says why; it changes no more', async () => {
  const desk = await createDesk(app);
  const { palaceId, director, editor } = desk;
  const hall = await makeSpace(app, palaceId, director);
  const { activity, sessionIds } = await makePublished(app, desk, {}, [
    plan(MORNING, { spaceId: hall.id }),
    plan('2026-12-08T02:00:00Z'),
  ]);
  const params = { palaceId, sessionId: sessionIds[0] ?? '' };
  const events = watchEvents(app);
  const body = { version: 1, reason: '老师生病' };
  const cancelled = await app.call(cancelSession, { params, body, as: editor });
  assert.deepEqual([cancelled.status, cancelled.cancelReason], ['cancelled', '老师生病']);
  assert.deepEqual(
    (await listing(palaceId)).map((item) => item.id),
    [sessionIds[1]],
  );
  assert.deepEqual(events, [
    [
      'programme.session-cancelled',
      { palaceId, sessionId: sessionIds[0], activityId: activity.id, reason: '老师生病' },
    ],
  ]);
  await makeDraft(app, desk, {}, [plan(MORNING, { spaceId: hall.id })]);
  const again = { version: cancelled.version, plan: plan(MORNING) };
  assert.deepEqual(await app.refused(changeSession, { params, body: again, as: editor }), {
    status: 409,
    code: 'session-cancelled',
  });
});

test('only a session that nobody can have booked is removed', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor, director } = desk;
  const hall = await makeSpace(app, palaceId, director);
  const draft = await makeDraft(app, desk, {}, [
    plan(MORNING, { spaceId: hall.id, quotas: [{ category: 'courier', seats: 3 }] }),
  ]);
  const params = { palaceId, sessionId: draft.sessionIds[0] ?? '' };
  await app.call(removeSession, { params, as: editor });
  assert.equal((await app.refused(removeSession, { params, as: editor })).status, 404);
  const published = await makePublished(app, desk, {}, [plan(MORNING, { spaceId: hall.id })]);
  const kept = { palaceId, sessionId: published.sessionIds[0] ?? '' };
  assert.deepEqual(await app.refused(removeSession, { params: kept, as: editor }), {
    status: 409,
    code: 'session-not-removable',
  });
});

test('a session changed during review gives the reviewer a conflict', async () => {
  const desk = await createDesk(app);
  const { palaceId, editor, reviewer } = desk;
  const { activity } = await makeDraft(app, desk, {}, [plan(MORNING)]);
  const params = { palaceId, activityId: activity.id };
  const { version } = await app.call(submitActivity, { params, body: { version: 1 }, as: editor });
  await app.call(addSessions, { params, body: { sessions: [plan('2026-12-09T02:00:00Z')] }, as: editor });
  assert.equal(
    (await app.refused(publishActivity, { params, body: { version }, as: reviewer })).code,
    'conflict',
  );
  const seen = await app.call(getStaffActivity, { params, as: reviewer });
  const done = await app.call(publishActivity, { params, body: { version: seen.version }, as: reviewer });
  assert.equal(done.sessions.length, 2);
});

test('plans that cannot be are refused', async () => {
  const desk = await createDesk(app);
  const { activity } = await makeDraft(app, desk, {}, []);
  const wrong = [
    plan(MORNING, { endsAt: MORNING }),
    plan(MORNING, { capacity: 0 }),
    plan(MORNING, { quotas: [{ category: 'courier', seats: 21 }] }),
    plan(MORNING, {
      quotas: [
        { category: 'courier', seats: 2 },
        { category: 'courier', seats: 3 },
      ],
    }),
    plan(MORNING, { bookingOpensAt: '2026-12-01T03:00:00Z' }),
    plan(MORNING, { endsAt: '2028-12-01T02:00:00Z' }),
  ];
  for (const each of wrong) assert.equal((await tryToAdd(desk, activity.id, [each])).statusCode, 400);
  const past = await tryToAdd(desk, activity.id, [plan('2026-11-20T02:00:00Z')]);
  assert.equal(past.json().code, 'session-in-past');
});

test('booking reads a session with its activity, quotas and time zone', async () => {
  const desk = await createDesk(app);
  const { palaceId } = desk;
  const quotas = [
    { category: 'courier' as const, seats: 3 },
    { category: 'sanitation' as const, seats: 5 },
  ];
  const { activity, sessionIds } = await makePublished(
    app,
    desk,
    { openTo: 'members', priceFen: 900, memberPriceFen: 100, maxCompanions: 2 },
    [plan(MORNING, { quotas })],
  );
  const sessionId = sessionIds[0] ?? '';
  const session = await sessionForBooking(app.deps.db.reader, palaceId, sessionId);
  assert.deepEqual(session?.quotas, quotas);
  assert.deepEqual(session?.activity, {
    status: 'published',
    kind: 'course',
    brandId: null,
    companionNames: true,
    title: activity.title,
    titleEn: activity.titleEn,
    openTo: 'members',
    categories: [],
    priceFen: 900,
    memberPriceFen: 100,
    maxCompanions: 2,
    series: false,
    publicBenefit: true,
  });
  assert.deepEqual(
    [session?.timeZone, session?.capacity, session?.status],
    ['Asia/Shanghai', 20, 'scheduled'],
  );
  const elsewhere = await createPalace(app);
  assert.equal(await sessionForBooking(app.deps.db.reader, elsewhere.id, sessionId), null);
});

test('sessions over several palaces come with palace and room in one call', async () => {
  const first = await createDesk(app, { name: '甲宫' });
  const second = await createDesk(app, { name: '乙宫' });
  const hall = await makeSpace(app, first.palaceId, first.director, { name: '一号厅' });
  const a = await makePublished(app, first, { title: '甲活动' }, [plan(MORNING, { spaceId: hall.id })]);
  const b = await makePublished(app, second, { title: '乙活动' }, [plan(MORNING)]);
  const shown = await sessionsByIds(app.deps.db.reader, [
    { palaceId: first.palaceId, sessionId: a.sessionIds[0] ?? '' },
    { palaceId: second.palaceId, sessionId: b.sessionIds[0] ?? '' },
    { palaceId: second.palaceId, sessionId: second.palaceId },
  ]);
  assert.deepEqual([...shown.values()].map((each) => [each.palaceName, each.title, each.spaceName]).sort(), [
    ['乙宫', '乙活动', null],
    ['甲宫', '甲活动', '一号厅'],
  ]);
});

test('listings made anew are the listings that were there', async () => {
  const desk = await createDesk(app);
  const { palaceId } = desk;
  await makePublished(app, desk, { title: '一' }, [plan(MORNING), plan('2026-12-02T02:00:00Z')]);
  await makePublished(app, desk, { title: '二', priceFen: 100 }, [plan('2026-12-05T02:00:00Z')]);
  const before = await listing(palaceId);
  await app.deps.db.transact((tx) => rebuildListings(tx, { palaceId }, app.clock.now()));
  assert.deepEqual(await listing(palaceId), before);
});
