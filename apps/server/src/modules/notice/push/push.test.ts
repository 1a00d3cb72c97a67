import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  addPushDevice,
  cancelMyBooking,
  cancelSession,
  createBooking,
  exportMe,
  getMyPush,
  listMyMessages,
  type PushPreferences,
  putPushPreferences,
  readAllMessages,
  removePushDevice,
} from '@wengong/contract';
import { sql } from 'kysely';
import { readConfig } from '../../../kernel/config.ts';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk, type Desk, makePublished, plan } from '../../programme/programme.factory.ts';
import { createPushService } from './push.factory.ts';
import { usualPreferences } from './push.rules.ts';
import { leaseDeliveries } from './push.store.ts';

let app: TestApp;
let desk: Desk;
let service: Awaited<ReturnType<typeof createPushService>>;
let start: Date;
before(async () => {
  service = await createPushService();
  const { push } = readConfig({ NODE_ENV: 'test', DATABASE_URL: 'postgres://unused' });
  app = await createTestApp({ push: { ...push, hosts: [service.host], insecure: true } });
  desk = await createDesk(app);
  start = app.clock.now();
});
after(async () => {
  await app.close();
  await service.close();
});
beforeEach(() => {
  app.clock.set(start);
  service.received.length = 0;
});

const START = '2026-11-25T11:00:00.000Z';

async function withDevice(person: TestPerson, locale: 'zh' | 'en' = 'zh') {
  const { publicKey } = await app.call(getMyPush, { as: person });
  const { path, endpoint, keys } = service.subscribe(publicKey);
  const device = await app.call(addPushDevice, { body: { endpoint, keys, locale }, as: person });
  return { path, endpoint, keys, id: device.id };
}
const prefer = (as: TestPerson, changed: Partial<PushPreferences>) =>
  app.call(putPushPreferences, { body: { ...usualPreferences, ...changed }, as });
const makeSession = async (capacity = 10) => {
  const activity = { title: '剪纸课', titleEn: 'Paper cutting' };
  const { sessionIds } = await makePublished(app, desk, activity, [plan(START, { capacity })]);
  return sessionIds[0] ?? '';
};
const book = (sessionId: string, as: TestPerson, joinWaitlist = false) =>
  app.call(createBooking, { params: { palaceId: desk.palaceId, sessionId }, body: { joinWaitlist }, as });
const callOff = (sessionId: string) =>
  app.call(cancelSession, {
    params: { palaceId: desk.palaceId, sessionId },
    body: { version: 1, reason: '老师生病' },
    as: desk.editor,
  });

/** Handles what has happened and sends what is due. */
async function send(): Promise<void> {
  await app.settle();
  const found = app.modules
    .flatMap((each) => each.jobs ?? [])
    .find((each) => each.name === 'notice.send-pushes');
  await found?.run({} as never, app.deps);
}
const wait = (minutes: number) => app.clock.set(new Date(app.clock.now().getTime() + minutes * 60_000));
const waiting = async (as: TestPerson) => {
  const { rows } = await sql<{ attempts: number }>`
    select attempts from push_delivery where person_id = ${as.personId}`.execute(app.deps.db.reader);
  return rows.map((row) => row.attempts);
};

test('a booking reaches every device, encrypted for it, in its language, with no more than a lock screen may show', async () => {
  const worker = await createWorker(app, { displayName: '周师傅' });
  const [phone, desktop] = [await withDevice(worker), await withDevice(worker, 'en')];
  const { id } = await book(await makeSession(), worker);
  await send();
  const [zh, en] = [phone, desktop].map(({ path }) => service.received.find((each) => each.path === path));
  assert.deepEqual([zh?.text.title, zh?.text.body], ['预约成功', '《剪纸课》']);
  assert.deepEqual([en?.text.title, en?.text.body], ['Your booking is confirmed', 'Paper cutting']);
  assert.equal(zh?.text.url, `/me/bookings/${id}`);
  assert.equal(zh?.text.tag, en?.text.tag);
  assert.match(zh?.topic ?? '', /^[\w-]{32}$/);
  assert.ok(!JSON.stringify(service.received).includes('周师傅'));
  await send();
  assert.equal(service.received.length, 2, 'what is delivered is not sent again');
  const { devices } = await app.call(getMyPush, { as: worker });
  assert.ok(devices.every((device) => device.deliveredAt !== null));
});

test('an offer is urgent, also at night, and good for as long as the seat is kept', async () => {
  const [one, two] = [await createWorker(app), await createWorker(app)];
  await withDevice(two);
  const sessionId = await makeSession(1);
  const booking = await book(sessionId, one);
  await book(sessionId, two, true);
  await send();
  service.received.length = 0;
  app.clock.set(new Date('2026-11-23T15:00:00Z'));
  await app.call(cancelMyBooking, { params: { bookingId: booking.id }, as: one });
  await send();
  const [offer] = service.received;
  assert.deepEqual([offer?.text.title, offer?.urgency], ['有名额了，请尽快确认', 'high']);
  assert.equal(offer?.ttl, 30 * 60, 'the palace keeps an offered seat for half an hour');
});

test('at 23:00 a confirmation waits until 7:00; what is no use any more then is not sent', async () => {
  const worker = await createWorker(app);
  await withDevice(worker);
  const [tonight, another] = [await makeSession(), await makeSession()];
  app.clock.set(new Date('2026-11-23T15:00:00Z'));
  await book(tonight, worker);
  await send();
  assert.equal(service.received.length, 0);
  app.clock.set(new Date('2026-11-23T22:59:00Z'));
  await send();
  assert.equal(service.received.length, 0);
  app.clock.set(new Date('2026-11-23T23:00:00Z'));
  await send();
  assert.equal(service.received.length, 1);
  const late = await createWorker(app);
  await withDevice(late);
  app.clock.set(start);
  await book(another, late);
  await app.settle();
  wait(3 * 24 * 60);
  await send();
  assert.equal(service.received.length, 1);
  assert.deepEqual(await waiting(late), [], 'expired messages are dropped');
});

test('a push service that fails is tried again, later each time and not before it asks', async () => {
  const worker = await createWorker(app);
  await withDevice(worker);
  service.answer({ status: 503 }, { status: 429, headers: { 'retry-after': '120' } });
  await book(await makeSession(), worker);
  await send();
  assert.deepEqual(await waiting(worker), [1]);
  await send();
  assert.deepEqual(await waiting(worker), [1], 'not before its time');
  wait(0.6);
  await send();
  assert.deepEqual(await waiting(worker), [2]);
  wait(1.9);
  await send();
  assert.equal(service.received.length, 0);
  wait(0.2);
  await send();
  assert.equal(service.received.length, 1);
  assert.deepEqual(await waiting(worker), []);
});

test('a device that has unsubscribed is forgotten; one that refuses keeps its place', async () => {
  const worker = await createWorker(app);
  await withDevice(worker);
  service.answer({ status: 413 });
  await book(await makeSession(), worker);
  await send();
  assert.equal((await app.call(getMyPush, { as: worker })).devices.length, 1);
  service.answer({ status: 410 });
  const sessionId = await makeSession();
  const gone = await createWorker(app);
  await withDevice(gone);
  await book(sessionId, gone);
  await send();
  assert.deepEqual((await app.call(getMyPush, { as: gone })).devices, []);
});

test('a process that dies while sending leaves the message to others, who send it once under the same tag', async () => {
  const worker = await createWorker(app);
  await withDevice(worker);
  await book(await makeSession(), worker);
  await app.settle();
  const lease = { seconds: 60, limit: 50 };
  const taken = await app.deps.db.transact((tx) => leaseDeliveries(tx, app.clock.now(), lease));
  assert.equal(taken.length, 1);
  await send();
  assert.equal(service.received.length, 0, 'somebody is at it');
  wait(1.1);
  await send();
  await send();
  assert.deepEqual(
    service.received.map((each) => each.text.tag),
    [taken[0]?.message_id],
  );
});

test('two processes at once send each message once', async () => {
  const sessionId = await makeSession();
  for (let count = 0; count < 6; count += 1) {
    const worker = await createWorker(app);
    await withDevice(worker);
    await book(sessionId, worker);
  }
  await app.settle();
  await Promise.all([send(), send(), send()]);
  const tags = service.received.map((each) => each.text.tag);
  assert.deepEqual([tags.length, new Set(tags).size], [6, 6]);
});

test('muted topics and read messages are not pushed; discreet ones say nothing', async () => {
  const [quiet, shy, reader] = [await createWorker(app), await createWorker(app), await createWorker(app)];
  for (const person of [quiet, shy, reader]) await withDevice(person);
  await prefer(quiet, { muted: ['changes'] });
  await prefer(shy, { discreet: true });
  const sessionId = await makeSession();
  for (const person of [quiet, shy, reader]) await book(sessionId, person);
  await send();
  service.received.length = 0;
  await callOff(sessionId);
  await app.settle();
  await app.call(readAllMessages, { as: reader });
  await send();
  assert.deepEqual(
    service.received.map(({ text }) => [text.title, text.body]),
    [['文宫', '您有一条新消息，点开查看。']],
  );
  const { items } = await app.call(listMyMessages, { as: quiet });
  assert.equal(items[0]?.kind, 'booking.cancelled-by-host', 'the inbox has it all the same');
});

test('a device belongs to who subscribed last, is taken off by its person only, and goes with the account', async () => {
  const [first, second] = [await createWorker(app), await createWorker(app)];
  const { endpoint, keys } = await withDevice(first);
  const again = await app.call(addPushDevice, { body: { endpoint, keys, locale: 'zh' }, as: second });
  assert.deepEqual((await app.call(getMyPush, { as: first })).devices, []);
  const params = { deviceId: again.id };
  assert.equal((await app.refused(removePushDevice, { params, as: first })).code, 'not-found');
  const exported = JSON.stringify(await app.call(exportMe, { as: second }));
  assert.ok(exported.includes(again.id) && !exported.includes(endpoint));
  const { rows } = await sql<{ row: string }>`
    select encode(subscription, 'escape') as row from push_device where id = ${again.id}`.execute(
    app.deps.db.reader,
  );
  assert.ok(!rows[0]?.row.includes('127.0.0.1'), 'encrypted at rest');
  const held = app.deps.personalData.find((each) => each.module === 'notice');
  await app.deps.db.transact(async (tx) => held?.erasePerson(tx, second.personId, app.clock.now()));
  assert.deepEqual((await app.call(getMyPush, { as: second })).devices, []);
});

test('only trusted push services are sent to', async () => {
  const worker = await createWorker(app);
  const { publicKey } = await app.call(getMyPush, { as: worker });
  const { keys } = service.subscribe(publicKey);
  for (const endpoint of [
    'http://169.254.169.254/latest',
    'http://127.0.0.1:1/',
    'http://push.example/send',
  ]) {
    const refused = await app.refused(addPushDevice, { body: { endpoint, keys, locale: 'zh' }, as: worker });
    assert.equal(refused.code, 'push-service-unknown', endpoint);
  }
});
