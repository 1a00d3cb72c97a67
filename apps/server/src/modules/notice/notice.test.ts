import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  cancelMyBooking,
  cancelSession,
  createBooking,
  createSpaceBooking,
  deleteMe,
  exportMe,
  listMyMessages,
  readAllMessages,
  readMessage,
} from '@wengong/contract';
import { createTestApp, type TestApp } from '../../testkit/app.ts';
import { createWorker } from '../../testkit/person.ts';
import { createDesk, type Desk, makePublished, plan } from '../programme/programme.factory.ts';
import { makeSpace, openDaily } from '../venue/venue.factory.ts';

let app: TestApp;
let desk: Desk;
before(async () => {
  app = await createTestApp();
  desk = await createDesk(app);
});
after(() => app.close());

const START = '2026-11-25T11:00:00.000Z';
const book = (sessionId: string, as: { cookie: string }, joinWaitlist = false) =>
  app.call(createBooking, { params: { palaceId: desk.palaceId, sessionId }, body: { joinWaitlist }, as });
const inbox = async (as: { cookie: string }) => {
  await app.settle();
  return app.call(listMyMessages, { as });
};
const kinds = (messages: { items: { kind: string }[] }) => messages.items.map((item) => item.kind);

test('booking, waiting, being offered a seat and a cancellation by the host each bring one message', async () => {
  const { sessionIds } = await makePublished(app, desk, { title: '剪纸课', titleEn: 'Paper cutting' }, [
    plan(START, { capacity: 1 }),
  ]);
  const sessionId = sessionIds[0] ?? '';
  const one = await createWorker(app);
  const two = await createWorker(app);
  const booking = await book(sessionId, one);
  const first = await inbox(one);
  assert.deepEqual(kinds(first), ['booking.confirmed']);
  assert.deepEqual([first.unreadCount, first.items[0]?.link], [1, `/me/bookings/${booking.id}`]);
  assert.match(first.items[0]?.body ?? '', /《剪纸课》.*11月25日周三 19:00–20:00/);
  assert.match(first.items[0]?.bodyEn ?? '', /Paper cutting.*19:00–20:00/);
  await book(sessionId, two, true);
  assert.deepEqual(kinds(await inbox(two)), ['booking.waitlisted']);
  await app.call(cancelMyBooking, { params: { bookingId: booking.id }, as: one });
  assert.deepEqual(kinds(await inbox(one)), ['booking.confirmed'], 'who cancels themselves knows it');
  assert.deepEqual(kinds(await inbox(two)), ['booking.offered', 'booking.waitlisted']);
  await app.call(cancelSession, {
    params: { palaceId: desk.palaceId, sessionId },
    body: { version: 1, reason: '老师生病' },
    as: desk.editor,
  });
  const last = await inbox(two);
  assert.equal(kinds(last)[0], 'booking.cancelled-by-host');
  assert.match(last.items[0]?.body ?? '', /老师生病/);
});

test('messages are read one by one or all at once, by their owner only', async () => {
  const { sessionIds } = await makePublished(
    app,
    desk,
    {},
    [1, 2, 3].map((n) => plan(`2026-11-2${n + 5}T02:00:00Z`)),
  );
  const worker = await createWorker(app);
  for (const sessionId of sessionIds) await book(sessionId, worker);
  const all = await inbox(worker);
  assert.equal(all.unreadCount, 3);
  const messageId = all.items[1]?.id ?? '';
  const stranger = await createWorker(app);
  assert.equal((await app.refused(readMessage, { params: { messageId }, as: stranger })).status, 404);
  for (let i = 0; i < 2; i += 1) {
    const { unreadCount } = await app.call(readMessage, { params: { messageId }, as: worker });
    assert.equal(unreadCount, 2);
  }
  assert.equal((await app.call(readAllMessages, { as: worker })).unreadCount, 0);
  const read = await app.call(listMyMessages, { as: worker });
  assert.deepEqual([read.unreadCount, read.items.every((item) => item.readAt !== null)], [0, true]);
  assert.equal((await app.refused(listMyMessages, {})).status, 401);
});

test('paging by cursor shows every message once, newest first', async () => {
  const { sessionIds } = await makePublished(
    app,
    desk,
    {},
    [0, 1, 2, 3, 4].map((n) => plan(`2026-12-0${n + 1}T02:00:00Z`)),
  );
  const worker = await createWorker(app);
  for (const sessionId of sessionIds) {
    await book(sessionId, worker);
    await app.settle();
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const part = await app.call(listMyMessages, {
      query: { limit: 2, ...(cursor ? { cursor } : {}) },
      as: worker,
    });
    seen.push(...part.items.map((item) => item.id));
    cursor = part.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(new Set(seen).size, 5);
  assert.deepEqual(seen, [...seen].sort().reverse());
  const damaged = await app.refused(listMyMessages, { query: { cursor: 'WyJ4Il0' }, as: worker });
  assert.deepEqual([damaged.status, damaged.code], [400, 'invalid-request']);
});

test('a booked space brings a message with its name and palace', async () => {
  const space = await makeSpace(app, desk.palaceId, desk.director, {
    name: '羽毛球场',
    nameEn: 'Badminton court',
  });
  await openDaily(app, desk.palaceId, desk.director);
  const worker = await createWorker(app);
  const startsAt = new Date(app.clock.now().getTime() + 24 * 3600_000).toISOString();
  await app.call(createSpaceBooking, {
    params: { palaceId: desk.palaceId, spaceId: space.id },
    body: { startsAt, slots: 1 },
    as: worker,
  });
  const { items } = await inbox(worker);
  assert.deepEqual(
    items.map((item) => [item.kind, item.link]),
    [['space.booked', '/me/spaces']],
  );
  assert.match(items[0]?.body ?? '', /测试工人文化宫 羽毛球场/);
  assert.match(items[0]?.bodyEn ?? '', /Badminton court/);
});

test('messages are exported with my data and erased with my account', async () => {
  const { sessionIds } = await makePublished(app, desk, {}, [plan('2026-12-24T02:00:00Z')]);
  const worker = await createWorker(app);
  await book(sessionIds[0] ?? '', worker);
  await app.settle();
  const { modules } = await app.call(exportMe, { as: worker });
  assert.equal((modules.notice as { messages: unknown[] }).messages.length, 1);
  await app.call(deleteMe, { as: worker });
  app.clock.advance(7 * 24 * 60);
  const jobs = app.modules.flatMap((each) => each.jobs ?? []);
  await jobs.find((each) => each.name === 'identity.erase-people')?.run({} as never, app.deps);
  const { rows } = await app.deps.db.pool.query('select from message where person_id = $1', [
    worker.personId,
  ]);
  assert.equal(rows.length, 0);
});
