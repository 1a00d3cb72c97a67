import assert from 'node:assert/strict';
import { test } from 'node:test';
import { voidPass } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createWorker } from '../../../testkit/person.ts';
import { createDesk } from '../../programme/programme.factory.ts';
import { createSession, disorder, type TestSession } from '../booking.factory.ts';
import { attempt, change, claim, goesWrong, openRaces, post, withServers } from '../booking.races.factory.ts';
import { sellPass, unitsOf } from './passes.factory.ts';

// Every guard has its negative control: the same race on a database from which the guard was taken must go wrong.

/** Makes taking a unit take a moment, so that others have looked at the pass by then. */
const pauseTaking = (target: TestApp) =>
  change(
    target,
    `create or replace function pause_pass() returns trigger language plpgsql as
      'begin perform pg_sleep(0.2); return new; end';
    create trigger pause_pass before insert on booking for each row when (new.pass_id is not null)
      execute function pause_pass()`,
  );

const app = await openRaces((target) => pauseTaking(target));

const rulesBroken = async (target: TestApp) =>
  new Set(((await disorder(target)) as { rule?: string }[]).map((each) => each.rule));

const HOURS = [1, 3, 5].map((hour) => `2026-11-25T0${hour}:00:00Z`);

/** Three sessions booked at once with a pass of one visit, over two servers. */
async function overdraw(target: TestApp) {
  const desk = await createDesk(target);
  const sessions: TestSession[] = [];
  for (const startsAt of HOURS) {
    sessions.push(await createSession(target, { desk, startsAt, activity: { priceFen: 3000 } }));
  }
  const worker = await createWorker(target);
  const pass = await sellPass(target, desk, worker, { units: 1 });
  let counts: Record<string, number> = {};
  await withServers(target, 2, async (servers) => {
    counts = await attempt(
      sessions.map((session, index) =>
        claim(servers[index % 2] as TestApp, session, worker, { passId: pass.id }),
      ),
    );
  });
  return { counts, units: await unitsOf(target, pass.id, worker) };
}

test('of three bookings at once with a pass of one visit, one is made', async () => {
  const { counts, units } = await overdraw(app);
  assert.deepEqual(counts, { done: 1, 'pass-used-up': 2 });
  assert.deepEqual(units, [0, 1, 0]);
});

test('control: without its constraint a pass is overdrawn', async () => {
  await goesWrong(
    async (target) => {
      await pauseTaking(target);
      await change(target, 'alter table pass drop constraint pass_not_overdrawn');
    },
    async (target) => {
      const { counts } = await overdraw(target);
      assert.ok((counts.done ?? 0) > 1, JSON.stringify(counts));
      assert.ok((await rulesBroken(target)).has('pass-within-its-units'));
    },
  );
});

/** Voids a pass while a booking with it is on its way. */
async function voidWhileBooking(target: TestApp) {
  const session = await createSession(target, { activity: { priceFen: 3000 } });
  const worker = await createWorker(target);
  const { palaceId, director } = session.desk;
  const pass = await sellPass(target, session.desk, worker);
  const path = voidPass.path
    .replace('/api/v1', '')
    .replace(':palaceId', palaceId)
    .replace(':passId', pass.id);
  let counts: Record<string, number> = {};
  await withServers(target, 2, async ([one, two]) => {
    const booking = claim(one as TestApp, session, worker, { passId: pass.id });
    const voiding = post(two as TestApp, path, director, { reason: '退卡', refundFen: 0 });
    counts = await attempt([booking, voiding]);
  });
  return counts;
}

test('a pass is voided or booked with, never both', async () => {
  const counts = await voidWhileBooking(app);
  assert.equal(counts.done, 1, JSON.stringify(counts));
});

test('control: without the lock and the trigger’s look a void pass is booked with', async () => {
  await goesWrong(
    async (target) => {
      await pauseTaking(target);
      await change(
        target,
        `create or replace function booking_takes_unit() returns trigger language plpgsql as $$
        begin
          update pass set taken = taken + 1 where palace_id = new.palace_id and id = new.pass_id;
          return null;
        end $$`,
      );
    },
    async (target) => {
      const counts = await voidWhileBooking(target);
      assert.equal(counts.done, 2, JSON.stringify(counts));
      assert.ok((await rulesBroken(target)).has('pass-void-is-over'));
    },
  );
});
