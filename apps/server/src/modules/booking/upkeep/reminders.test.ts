import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { cancelMyBooking, listMyMessages } from '@wengong/contract';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { book, bookOrWait, createSession, runJob, SOON } from '../booking.factory.ts';
import { withServers } from '../booking.races.factory.ts';

let app: TestApp;
let start: Date;
before(async () => {
  app = await createTestApp();
  start = app.clock.now();
});
after(() => app.close());
beforeEach(() => app.clock.set(start));

const minutesBefore = (minutes: number) => app.clock.set(new Date(Date.parse(SOON) - minutes * 60_000));
const kindsOf = async (as: TestPerson) => {
  await app.settle();
  return (await app.call(listMyMessages, { as })).items.map((each) => each.kind);
};

/** The job at once in several processes, twice. */
const remindEverywhere = () =>
  withServers(app, 3, async (servers) => {
    for (const _ of [1, 2]) await Promise.all(servers.map((each) => runJob(each, 'booking.remind')));
  });

test('a day and two hours before the start, once each over several processes, and nothing after cancelling', async () => {
  const session = await createSession(app);
  const [comes, cancels, late] = (await Promise.all([1, 2, 3].map(() => createWorker(app)))) as [
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  await book(app, session, comes);
  const given = await book(app, session, cancels);
  minutesBefore(23 * 60);
  await remindEverywhere();
  await app.call(cancelMyBooking, { params: { bookingId: given.id }, as: cancels });
  minutesBefore(130);
  await book(app, session, late);
  await remindEverywhere();
  assert.deepEqual(await kindsOf(comes), ['booking.reminder', 'booking.confirmed']);
  minutesBefore(119);
  await remindEverywhere();
  assert.deepEqual(await kindsOf(comes), ['booking.reminder-soon', 'booking.reminder', 'booking.confirmed']);
  assert.deepEqual(await kindsOf(cancels), ['booking.reminder', 'booking.confirmed']);
  assert.deepEqual(await kindsOf(late), ['booking.confirmed'], 'who has just booked knows');
});

test('ten minutes before an offer runs out its person is told, once for each offer', async () => {
  const session = await createSession(app, { plan: { capacity: 1 } });
  const [first, second] = [await createWorker(app), await createWorker(app)];
  const booked = await book(app, session, first);
  await bookOrWait(app, session, second);
  await app.call(cancelMyBooking, { params: { bookingId: booked.id }, as: first });
  await remindEverywhere();
  const offered = ['booking.offered', 'booking.waitlisted'];
  assert.deepEqual(await kindsOf(second), offered, 'half an hour is left');
  app.clock.set(new Date(start.getTime() + 21 * 60_000));
  await remindEverywhere();
  assert.deepEqual(await kindsOf(second), ['booking.offer-ending', ...offered]);
  app.clock.set(new Date(start.getTime() + 31 * 60_000));
  await runJob(app, 'booking.expire-offers');
  await remindEverywhere();
  assert.deepEqual(await kindsOf(second), ['booking.expired', 'booking.offer-ending', ...offered]);
});
