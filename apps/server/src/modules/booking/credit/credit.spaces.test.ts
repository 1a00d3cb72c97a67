import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appealCreditEntry,
  cancelMySpaceBooking,
  cancelSpaceForPerson,
  createSpaceBooking,
  decideCreditAppeal,
  exportMe,
  getCreditAppeal,
  getMySpaceBooking,
  listCreditAppeals,
  listMyCredit,
  listMyMessages,
} from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { makeSpace, openDaily } from '../../venue/venue.factory.ts';
import { disorder } from '../booking.factory.ts';
import { change, goesWrong, withServers } from '../booking.races.factory.ts';
import { openBookings } from '../open-bookings.factory.ts';
import { type CreditDesk, createCreditDesk, wait } from './credit.factory.ts';
import { enterSpaceCredit } from './enter-space-credit.ts';

const app = await openBookings();

const HOUR = 3_600_000;

/** A palace with a hall that is open, and somebody who has booked it for the next full hour but so many. */
async function bookedHall(target: TestApp, hours: number, rules = {}) {
  const here = await createCreditDesk(target, rules);
  const { palaceId, director } = here.desk;
  await openDaily(target, palaceId, director);
  const hall = await makeSpace(target, palaceId, director);
  const worker = await createWorker(target);
  const startsAt = new Date((Math.ceil(target.clock.now().getTime() / HOUR) + hours) * HOUR).toISOString();
  const params = { palaceId, spaceId: hall.id };
  const booking = await target.call(createSpaceBooking, { params, body: { startsAt, slots: 1 }, as: worker });
  return { here, worker, bookingId: booking.id, hall };
}

const giveBack = (target: TestApp, bookingId: string, as: TestPerson) =>
  target.call(cancelMySpaceBooking, { params: { bookingId }, as });
const creditOf = async (as: TestPerson) => (await app.call(listMyCredit, { as })).palaces[0];
const costOf = async (bookingId: string, as: TestPerson) =>
  (await app.call(getMySpaceBooking, { params: { bookingId }, as })).cancelNowPoints;

test('a space given back late costs what was said before, is explained, and comes back by an appeal', async () => {
  const { here, worker, bookingId, hall } = await bookedHall(app, 1);
  assert.equal(await costOf(bookingId, worker), 0, 'booked just now');
  await wait(app, 20);
  assert.equal(await costOf(bookingId, worker), 8);
  assert.equal((await giveBack(app, bookingId, worker)).status, 'cancelled_late');
  await app.settle();
  const credit = await creditOf(worker);
  const [entry] = credit?.entries ?? [];
  assert.deepEqual(
    [credit?.score, entry?.kind, entry?.points, entry?.bookingId, entry?.spaceBookingId, entry?.title],
    [92, 'late_cancel', 8, null, bookingId, hall.name],
  );
  const [told] = (await app.call(listMyMessages, { as: worker })).items;
  assert.equal(told?.kind, 'credit.lowered');
  assert.match(told?.body ?? '', /取消较晚，场地难以让给别人.*减 8 分，现为 92 分/);
  const { palaceId } = here.desk;
  const appealed = await app.call(appealCreditEntry, {
    params: { palaceId, entryId: entry?.id ?? '' },
    body: { reason: 'shift_change' },
    as: worker,
  });
  const params = { palaceId, appealId: appealed.appeal?.id ?? '' };
  const { items } = await app.call(listCreditAppeals, {
    params: { palaceId },
    query: {},
    as: here.frontDesk,
  });
  assert.deepEqual(
    [items[0]?.title, items[0]?.sessionId, items[0]?.spaceBookingId],
    [hall.name, null, bookingId],
  );
  const seen = await app.call(getCreditAppeal, { params, as: here.frontDesk });
  assert.deepEqual([seen.standing.score, seen.ifAccepted.score, seen.history.cancelledLate], [92, 100, 1]);
  await app.call(decideCreditAppeal, { params, body: { accept: true, note: '' }, as: here.frontDesk });
  await app.settle();
  const after = await creditOf(worker);
  assert.deepEqual([after?.score, after?.entries[0]?.relief], [100, 'appeal']);
  const [answer] = (await app.call(listMyMessages, { as: worker })).items;
  assert.equal(answer?.kind, 'credit.appeal-decided');
  const exported = JSON.stringify(await app.call(exportMe, { as: worker }));
  assert.equal(exported.split(`"spaceBookingId":"${bookingId}"`).length, 4, 'entry, relief and appeal');
});

test('a space given back early, within grace or by the staff costs nothing', async () => {
  const early = await bookedHall(app, 4);
  await wait(app, 20);
  assert.equal(await costOf(early.bookingId, early.worker), 0);
  await giveBack(app, early.bookingId, early.worker);
  const atOnce = await bookedHall(app, 1);
  await giveBack(app, atOnce.bookingId, atOnce.worker);
  const byStaff = await bookedHall(app, 1);
  await wait(app, 20);
  await app.call(cancelSpaceForPerson, {
    params: { palaceId: byStaff.here.desk.palaceId, bookingId: byStaff.bookingId },
    body: { reason: '停电' },
    as: byStaff.here.frontDesk,
  });
  await app.settle();
  for (const { worker } of [early, atOnce, byStaff]) assert.equal(await creditOf(worker), undefined);
});

/** Hands the event of one space given back late to three servers at once. */
async function enterThrice(target: TestApp): Promise<{ here: CreditDesk; worker: TestPerson }> {
  const { here, worker, bookingId } = await bookedHall(target, 1);
  await wait(target, 20);
  await giveBack(target, bookingId, worker);
  const { palaceId } = here.desk;
  await withServers(target, 3, async (servers) => {
    await Promise.all(
      servers.map(({ deps }) =>
        deps.db.transact((tx) => enterSpaceCredit(tx, deps, [{ palaceId, bookingId }])),
      ),
    );
  });
  return { here, worker };
}

test('one space given back late is entered once however often its event comes', async () => {
  const { worker } = await enterThrice(app);
  await app.settle();
  const credit = await creditOf(worker);
  assert.deepEqual([credit?.score, credit?.entries.length], [92, 1]);
});

test('control: without the unique key it is entered for each', async () => {
  await goesWrong(
    (target) => change(target, 'alter table credit_entry drop constraint credit_entry_space_once'),
    async (target) => {
      await enterThrice(target);
      const broken = ((await disorder(target)) as { rule: string }[]).map(({ rule }) => rule);
      assert.ok(broken.includes('credit-entered-once'));
    },
  );
});
