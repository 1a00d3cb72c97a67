import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  cancelMyBooking,
  closeLandmark,
  collectStamp,
  createLandmark,
  createMyCalendar,
  deleteMyCalendar,
  exportMe,
  getLandmarkCode,
  getMyBookingCalendar,
  getMyCalendar,
  listLandmarks,
  listMyStamps,
  putLandmark,
} from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createStaff, createWorker } from '../../testkit/person.ts';
import { createDesk } from '../programme/programme.factory.ts';
import { book, createSession } from './booking.factory.ts';

let app: TestApp;
let start: Date;
before(async () => {
  app = await createTestApp();
  start = app.clock.now();
});
after(() => app.close());
beforeEach(() => app.clock.set(start));

const content = { name: '享殿', nameEn: 'Hall of Sacrifice', story: '', storyEn: '', position: 1 };

test('a visitor collects one stamp a day with the code on the screen, now or a step ago', async () => {
  const { palace, palaceId, editor } = await createDesk(app);
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const landmark = await app.call(createLandmark, { params: { palaceId }, body: content, as: editor });
  await app.call(createLandmark, {
    params: { palaceId },
    body: { ...content, name: '戟门', position: 0 },
    as: editor,
  });
  const listed = await app.call(listLandmarks, { params: { palaceId } });
  assert.deepEqual(
    listed.items.map((item) => item.name),
    ['戟门', '享殿'],
  );
  const screen = () => app.call(getLandmarkCode, { params: { palaceId, landmarkId: landmark.id }, as: desk });
  const shown = await screen();
  assert.match(
    shown.url,
    new RegExp(`/p/${palace.slug}/stamp\\?palace=${palaceId}&landmark=.*&code=${shown.code}$`),
  );
  const worker = await createWorker(app);
  const collect = (code: string) => ({ body: { palaceId, landmarkId: landmark.id, code }, as: worker });
  app.clock.set(new Date(start.getTime() + 59_000));
  const first = await app.call(collectStamp, collect(shown.code));
  assert.deepEqual(
    [first.isNew, first.collected, first.landmarks, first.stamp.day],
    [true, 1, 2, '2026-11-23'],
  );
  const again = await app.call(collectStamp, collect((await screen()).code));
  assert.deepEqual([again.isNew, again.stamp], [false, first.stamp]);
  app.clock.set(new Date(start.getTime() + 61_000));
  assert.equal((await app.refused(collectStamp, collect(shown.code))).code, 'stamp-code-invalid');
  // 16:00 UTC is midnight in Shanghai: a new day of the palace.
  app.clock.set(new Date('2026-11-23T16:00:00Z'));
  const desk2 = await createStaff(app, palaceId, ['front_desk']);
  const midnight = await app.call(getLandmarkCode, {
    params: { palaceId, landmarkId: landmark.id },
    as: desk2,
  });
  assert.equal((await app.call(collectStamp, collect(midnight.code))).isNew, true);
  const mine = await app.call(listMyStamps, { as: worker });
  assert.deepEqual(
    mine.items.map((item) => item.day),
    ['2026-11-24', '2026-11-23'],
  );
});

test('the code of one landmark is no good at another', async () => {
  const { palaceId, editor } = await createDesk(app);
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const here = await app.call(createLandmark, { params: { palaceId }, body: content, as: editor });
  const there = await app.call(createLandmark, { params: { palaceId }, body: content, as: editor });
  const { code } = await app.call(getLandmarkCode, { params: { palaceId, landmarkId: here.id }, as: desk });
  const worker = await createWorker(app);
  const body = { palaceId, landmarkId: there.id, code };
  assert.equal((await app.refused(collectStamp, { body, as: worker })).code, 'stamp-code-invalid');
  const changed = await app.call(putLandmark, {
    params: { palaceId, landmarkId: there.id },
    body: { ...content, name: '井亭' },
    as: editor,
  });
  assert.equal(changed.name, '井亭');
});

test('a landmark that is given up is shown no more; its stamps stay with who collected them', async () => {
  const { palaceId, editor } = await createDesk(app);
  const desk = await createStaff(app, palaceId, ['front_desk']);
  const kept = await app.call(createLandmark, { params: { palaceId }, body: content, as: editor });
  const stamped = await app.call(createLandmark, { params: { palaceId }, body: content, as: editor });
  const unseen = await app.call(createLandmark, { params: { palaceId }, body: content, as: editor });
  const worker = await createWorker(app);
  const shown = { params: { palaceId, landmarkId: stamped.id }, as: desk };
  const { code } = await app.call(getLandmarkCode, shown);
  await app.call(collectStamp, { body: { palaceId, landmarkId: stamped.id, code }, as: worker });
  for (const { id } of [stamped, unseen]) {
    assert.equal(
      (await app.refused(closeLandmark, { params: { palaceId, landmarkId: id }, as: desk })).status,
      403,
    );
    await app.call(closeLandmark, { params: { palaceId, landmarkId: id }, as: editor });
  }
  const { items } = await app.call(listLandmarks, { params: { palaceId } });
  assert.deepEqual(
    items.map((item) => item.id),
    [kept.id],
  );
  assert.equal((await app.call(listMyStamps, { as: worker })).items[0]?.landmarkId, stamped.id);
  assert.equal((await app.refused(getLandmarkCode, shown)).status, 404);
  const body = { palaceId, landmarkId: stamped.id, code };
  assert.equal((await app.refused(collectStamp, { body, as: worker })).status, 404);
  const left = await sql`select id from landmark where palace_id = ${palaceId}`.execute(app.deps.db.reader);
  assert.equal(left.rows.length, 2, 'where nobody had a stamp nothing is kept');
});

test('a booking is a calendar event that stays the same event', async () => {
  const session = await createSession(app);
  const worker = await createWorker(app, { displayName: '周师傅' });
  const booked = await book(app, session, worker);
  const params = { bookingId: booked.id };
  const file = String(await app.call(getMyBookingCalendar, { params, as: worker }));
  assert.match(file, /^BEGIN:VCALENDAR\r\n/);
  assert.match(file, new RegExp(`UID:booking-${booked.id}@wengong\r\n`));
  assert.match(file, /DTSTART:20261125T060000Z\r\n/);
  assert.match(file, /STATUS:CONFIRMED/);
  assert.doesNotMatch(file, /周师傅/);
  await app.call(cancelMyBooking, { params, as: worker });
  const cancelled = String(await app.call(getMyBookingCalendar, { params, as: worker }));
  assert.match(cancelled, /STATUS:CANCELLED/);
  assert.match(cancelled, new RegExp(`UID:booking-${booked.id}@wengong`));
});

test('a private calendar address works until it is replaced or switched off', async () => {
  const session = await createSession(app);
  const worker = await createWorker(app);
  await book(app, session, worker);
  const read = async (url: string) =>
    (await app.inject({ method: 'GET', url: new URL(url).pathname })).statusCode;
  assert.deepEqual(await app.call(getMyCalendar, { as: worker }), { active: false, createdAt: null });
  const first = await app.call(createMyCalendar, { as: worker });
  const answer = await app.inject({ method: 'GET', url: new URL(first.url).pathname });
  assert.equal(answer.statusCode, 200);
  assert.match(answer.headers['content-type'] as string, /text\/calendar/);
  assert.match(answer.headers['cache-control'] as string, /no-store/);
  assert.match(answer.body, /书法入门/);
  const second = await app.call(createMyCalendar, { as: worker });
  assert.equal(await read(first.url), 404);
  assert.equal(await read(second.url), 200);
  await app.call(deleteMyCalendar, { as: worker });
  assert.equal(await read(second.url), 404);
  assert.equal((await app.call(getMyCalendar, { as: worker })).active, false);
});

test('my export holds my bookings', async () => {
  const session = await createSession(app, { activity: { maxCompanions: 1 } });
  const worker = await createWorker(app);
  const booked = await book(app, session, worker, 1);
  const { modules } = await app.call(exportMe, { as: worker });
  const { bookings } = modules.booking as { bookings: { id: string; companions: string[] }[] };
  assert.deepEqual(
    bookings.map((each) => [each.id, each.companions]),
    [[booked.id, ['甲']]],
  );
});
