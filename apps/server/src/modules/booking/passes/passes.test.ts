import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bookOnBehalf,
  cancelMyBooking,
  checkIn,
  exportMe,
  extendPass,
  getMyBooking,
  getMyPass,
  getPass,
  issuePass,
  listAudit,
  listMyMessages,
  listMyPasses,
  listPasses,
  listPassPlans,
  type PassSort,
  putPassPlan,
  voidPass,
} from '@wengong/contract';
import { createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createDesk } from '../../programme/programme.factory.ts';
import { book, createSession, keyOf, runJob, SOON } from '../booking.factory.ts';
import { claim } from '../booking.races.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { bookWith, makePlan, planContent, sellPass, unitsOf } from './passes.factory.ts';

const app = await openBookings();
const start = app.clock.now();

const PAID = { activity: { priceFen: 3000, memberPriceFen: 2000, maxCompanions: 2 } };
const cancel = (bookingId: string, as: TestPerson) =>
  app.call(cancelMyBooking, { params: { bookingId }, as });
const minutesBefore = (minutes: number) => new Date(Date.parse(SOON) - minutes * 60_000);
const newest = async (as: TestPerson) => (await app.call(listMyMessages, { as })).items[0];
const refused = async (session: Awaited<ReturnType<typeof createSession>>, as: TestPerson, passId: string) =>
  (await claim(app, session, as, { passId })).json().code;

test('a visit is kept with the booking, pays for the own seat, and comes back when cancelled in time', async () => {
  const session = await createSession(app, PAID);
  const worker = await createWorker(app);
  const pass = await sellPass(app, session.desk, worker);
  await app.settle();
  const told = await newest(worker);
  assert.deepEqual([told?.kind, told?.link], ['pass.issued', `/me/passes/${pass.id}`]);
  assert.match(told?.body ?? '', /“十次卡”，还可用 10 次，有效期至 2027年2月/);

  const booked = await bookWith(app, session, worker, pass.id, { companions: [{ name: '甲' }] });
  assert.deepEqual([booked.status, booked.priceFen], ['confirmed', 3000], 'the companion pays at the desk');
  assert.deepEqual(await unitsOf(app, pass.id, worker), [9, 1, 0]);
  const seen = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker });
  assert.equal(seen.pass?.name, '十次卡');
  await cancel(booked.id, worker);
  assert.deepEqual(await unitsOf(app, pass.id, worker), [10, 0, 0]);
  const { uses } = await app.call(getMyPass, { params: { passId: pass.id }, as: worker });
  assert.deepEqual(
    uses.map((use) => [use.bookingId, use.unit]),
    [[booked.id, 'returned']],
  );
});

test('what uses a visit: coming, missing and late cancelling, by the rules of its version', async () => {
  const strict = await createSession(app, PAID);
  const { desk } = strict;
  const mild = { noShowUses: false, lateCancelUses: false };
  const people = await Promise.all([1, 2, 3, 4, 5].map(() => createWorker(app)));
  const [comes, misses, missesMild, late, lateMild] = people as [
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
    TestPerson,
  ];
  const passes: string[] = [];
  const bookings = [];
  for (const [index, one] of people.entries()) {
    const pass = await sellPass(app, desk, one, index === 2 || index === 4 ? mild : {});
    passes.push(pass.id);
    bookings.push(await bookWith(app, strict, one, pass.id));
  }
  const units = (index: number, as: TestPerson) => unitsOf(app, passes[index] ?? '', as);
  app.clock.set(minutesBefore(30));
  await cancel(bookings[3]?.id ?? '', late);
  await cancel(bookings[4]?.id ?? '', lateMild);
  const door = await createStaff(app, desk.palaceId, ['front_desk']);
  const { palaceId } = desk;
  const token = bookings[0]?.tickets[0]?.token ?? '';
  await app.call(checkIn, { params: { palaceId }, body: { token }, as: door });
  assert.deepEqual(await units(0, comes), [9, 0, 1]);
  app.clock.set(new Date(Date.parse(SOON) + 2 * 3_600_000));
  await runJob(app, 'booking.finish-sessions');
  assert.deepEqual(await units(0, comes), [9, 0, 1]);
  assert.deepEqual(await units(1, misses), [9, 0, 1]);
  assert.deepEqual(await units(2, missesMild), [10, 0, 0]);
  assert.deepEqual(await units(3, late), [9, 0, 1]);
  assert.deepEqual(await units(4, lateMild), [10, 0, 0]);
});

test('a pass is refused for what it is not good for, and when nothing is left of it', async () => {
  const session = await createSession(app, PAID);
  const again = await createSession(app, { ...PAID, desk: session.desk, startsAt: '2026-11-25T09:00:00Z' });
  const elsewhere = await createSession(app, PAID);
  const [worker, other] = [await createWorker(app), await createWorker(app)];
  const films = await sellPass(app, session.desk, worker, { scope: { type: 'kinds', kinds: ['film'] } });
  assert.equal(await refused(session, worker, films.id), 'pass-not-for-this');
  const short = await sellPass(app, session.desk, worker, { validDays: 1 });
  assert.equal(await refused(session, worker, short.id), 'pass-out-of-time');
  const single = await sellPass(app, session.desk, worker, { units: 1 });
  assert.equal(await refused(session, other, single.id), 'pass-not-for-this', 'somebody else’s');
  assert.equal(await refused(elsewhere, worker, single.id), 'pass-not-for-this', 'another palace’s');
  const usable = await app.call(listMyPasses, { query: keyOf(session), as: worker });
  assert.deepEqual(
    usable.items.map((each) => each.id),
    [single.id],
  );
  await bookWith(app, session, worker, single.id);
  assert.equal(await refused(again, worker, single.id), 'pass-used-up');
  const month = await sellPass(app, session.desk, worker, { units: null, validDays: 31 });
  await bookWith(app, again, worker, month.id);
  assert.deepEqual(await unitsOf(app, month.id, worker), [null, 1, 0]);
});

test('a plan for chosen activities; a change is a new version and leaves passes as they are', async () => {
  const session = await createSession(app, PAID);
  const other = await createSession(app, { ...PAID, desk: session.desk, startsAt: '2026-11-25T09:00:00Z' });
  const worker = await createWorker(app);
  const { palaceId, director } = session.desk;
  const booked = await book(app, session, worker);
  const { activityId } = await app.call(getMyBooking, { params: { bookingId: booked.id }, as: worker });
  await cancel(booked.id, worker);
  const pass = await sellPass(app, session.desk, worker, {
    scope: { type: 'activities', ids: [activityId] },
  });
  assert.equal(await refused(other, worker, pass.id), 'pass-not-for-this');
  await bookWith(app, session, worker, pass.id);
  const [plan] = (await app.call(listPassPlans, { params: { palaceId }, as: director })).items;
  assert.ok(plan);
  assert.deepEqual([plan.issued, plan.scope.type], [1, 'activities']);
  const change = (version: number) =>
    app.call(putPassPlan, {
      params: { palaceId, planId: plan.id },
      body: { ...planContent({ units: 5, onSale: false }), version },
      as: director,
    });
  assert.equal((await change(1)).version, 2);
  await assert.rejects(change(1), /policy-changed/);
  assert.deepEqual(await unitsOf(app, pass.id, worker), [9, 1, 0]);
  await assert.rejects(
    app.call(issuePass, {
      params: { palaceId },
      body: { planId: plan.id, phone: worker.phone },
      as: director,
    }),
    /pass-plan-off-sale/,
  );
  await assert.rejects(
    makePlan(app, session.desk, { scope: { type: 'brands', ids: [pass.id] } }),
    /pass-scope-unknown/,
  );
});

test('the desk extends and voids with a reason, once nothing is booked with it, and each is audited', async () => {
  const session = await createSession(app, PAID);
  const { palaceId, director } = session.desk;
  const worker = await createWorker(app, { displayName: '王建国' });
  const pass = await sellPass(app, session.desk, worker);
  const booked = await bookWith(app, session, worker, pass.id);
  const params = { palaceId, passId: pass.id };
  const extend = (validUntil: string) =>
    app.call(extendPass, { params, body: { validUntil, addUnits: 2, reason: '病假补偿' }, as: director });
  await assert.rejects(extend('2026-12-01'), /pass-not-longer/);
  assert.equal((await extend('2027-03-01')).left, 11);
  const end = (refundFen: number) =>
    app.call(voidPass, { params, body: { reason: '本人退卡', refundFen }, as: director });
  await assert.rejects(end(0), /pass-in-use/);
  await cancel(booked.id, worker);
  await assert.rejects(end(30_000), /pass-refund-too-much/);
  const { refundableFen } = await app.call(getPass, { params, as: director });
  assert.equal(refundableFen, 20_000);
  assert.equal((await end(18_000)).status, 'void');
  assert.equal(await refused(session, worker, pass.id), 'pass-void');
  await app.settle();
  assert.match((await newest(worker))?.body ?? '', /退款 180 元。.*原因：本人退卡/);
  const { items } = await app.call(listPasses, { params: { palaceId }, query: { q: '建国' }, as: director });
  assert.deepEqual(
    items.map((each) => [each.displayName, each.refundedFen]),
    [['王建国', 18_000]],
  );
  const audit = await app.call(listAudit, { params: { palaceId }, query: {}, as: director });
  const actions = audit.items.map((each) => each.action).filter((action) => action.startsWith('pass'));
  assert.deepEqual(actions, ['pass.void', 'pass.extend', 'pass.issue', 'pass-plan.create']);
});

test('passes of a palace by when they were issued, how long they are good or what was paid, page by page', async () => {
  const desk = await createDesk(app);
  const sold: string[] = [];
  for (const [validDays, priceFen] of [
    [30, 900],
    [90, 300],
    [60, 300],
  ] as const) {
    sold.push((await sellPass(app, desk, await createWorker(app), { validDays, priceFen })).id);
    app.clock.advance(0.1);
  }
  const everyPage = async (sort?: PassSort) => {
    const seen: number[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await app.call(listPasses, {
        params: { palaceId: desk.palaceId },
        query: {
          ...(sort === undefined ? {} : { sort }),
          limit: 1,
          ...(cursor === undefined ? {} : { cursor }),
        },
        as: desk.director,
      });
      seen.push(...page.items.map((pass) => sold.indexOf(pass.id)));
      cursor = page.nextCursor;
    }
    return seen;
  };
  assert.deepEqual(await everyPage(), [2, 1, 0]);
  assert.deepEqual(await everyPage('issued'), [0, 1, 2]);
  assert.deepEqual(await everyPage('until'), [0, 2, 1]);
  assert.deepEqual(await everyPage('-until'), [1, 2, 0]);
  assert.deepEqual(await everyPage('paid'), [1, 2, 0]);
  assert.deepEqual(await everyPage('-paid'), [0, 2, 1]);
});

test('the desk books with the pass that runs out first', async () => {
  const session = await createSession(app, PAID);
  const { palaceId, director } = session.desk;
  const worker = await createWorker(app);
  const behalf = (body: object) =>
    app.call(bookOnBehalf, {
      params: keyOf(session),
      body: { phone: worker.phone, usePass: true, ...body },
      as: director,
    });
  await assert.rejects(behalf({}), /pass-not-for-this/);
  const later = await sellPass(app, session.desk, worker, { validDays: 90 });
  const first = await sellPass(app, session.desk, worker, { validDays: 30 });
  const attendee = await behalf({});
  assert.deepEqual([attendee.priceFen, attendee.byPass], [0, true]);
  assert.deepEqual(await unitsOf(app, first.id, worker), [9, 1, 0]);
  assert.deepEqual(await unitsOf(app, later.id, worker), [10, 0, 0]);
  const neighbour = await createDesk(app);
  const passId = first.id;
  for (const as of [neighbour.director, worker]) {
    await assert.rejects(app.call(getPass, { params: { palaceId, passId }, as }), /answered 40[34]/);
  }
  await assert.rejects(
    app.call(getPass, { params: { palaceId: neighbour.palaceId, passId }, as: neighbour.director }),
    /not-found/,
  );
});

test('who waits keeps a visit for the seat, and has it back when nothing comes free', async () => {
  const session = await createSession(app, { ...PAID, plan: { capacity: 1 } });
  await book(app, session, await createWorker(app));
  const worker = await createWorker(app);
  const pass = await sellPass(app, session.desk, worker);
  const waiting = await bookWith(app, session, worker, pass.id, { joinWaitlist: true });
  assert.equal(waiting.status, 'waitlisted');
  assert.deepEqual(await unitsOf(app, pass.id, worker), [9, 1, 0]);
  app.clock.set(new Date(SOON));
  await runJob(app, 'booking.lapse-waiting');
  assert.deepEqual(await unitsOf(app, pass.id, worker), [10, 0, 0]);
});

test('a week before its end the person is told once, if anything is left', async () => {
  const session = await createSession(app, PAID);
  const [worker, done] = [await createWorker(app), await createWorker(app)];
  await sellPass(app, session.desk, worker, { validDays: 30 });
  const empty = await sellPass(app, session.desk, done, { units: 1, validDays: 30 });
  await bookWith(app, session, done, empty.id);
  const told = async (as: TestPerson) => {
    await app.settle();
    const { items } = await app.call(listMyMessages, { as });
    return items.filter((each) => each.kind === 'pass.expiring').length;
  };
  app.clock.set(new Date(start.getTime() + 20 * 86_400_000));
  await runJob(app, 'booking.warn-passes');
  assert.equal(await told(worker), 0);
  app.clock.set(new Date(start.getTime() + 25 * 86_400_000));
  await runJob(app, 'booking.warn-passes');
  await runJob(app, 'booking.warn-passes');
  assert.deepEqual([await told(worker), await told(done)], [1, 0]);
  const mine = await app.call(exportMe, { as: worker });
  assert.match(JSON.stringify(mine), /"passes":\[\{/);
});
