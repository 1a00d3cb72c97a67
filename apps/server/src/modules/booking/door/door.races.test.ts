import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkIn, undoCheckIn } from '@wengong/contract';
import { sql } from 'kysely';
import { newId } from '../../../kernel/ids.ts';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff, createWorker } from '../../../testkit/person.ts';
import { book, createSession, disorder, SOON } from '../booking.factory.ts';
import {
  change,
  goesWrong,
  openRaces,
  pauseInserts,
  untilWaiting,
  withServers,
} from '../booking.races.factory.ts';
import { type Booking, lockBooking } from '../bookings.store.ts';
import { createDevice, scanned, sync, type TestDevice } from '../devices/devices.factory.ts';
import { endBookings } from '../seats/release-seats.ts';
import { type Admission, admitAll } from './admissions.store.ts';

const app = await openRaces();

/** Several devices that admitted one ticket tell of it at once, each to a server of its own. */
async function tellAtOnce(target: TestApp, devices: number): Promise<string[]> {
  await pauseInserts(target, 'check_in');
  const session = await createSession(target);
  const booked = await book(target, session, await createWorker(target));
  target.clock.set(new Date(SOON));
  const doors: TestDevice[] = [];
  for (let i = 0; i < devices; i += 1) {
    doors.push(await createDevice(target, session.palaceId, `${i + 1}号门`));
  }
  const found: string[] = [];
  await withServers(target, devices, async (servers) => {
    const told = doors.map((door, index) =>
      sync(servers[index] as TestApp, door, [scanned(booked.tickets[0]?.token ?? '', target.clock.now())]),
    );
    for (const results of await Promise.all(told)) found.push(...results.map((result) => result.outcome));
  });
  return found.toSorted();
}

test('two devices that tell at once of the same ticket: one admission, one duplicate', async () => {
  assert.deepEqual(await tellAtOnce(app, 2), ['admitted', 'duplicate']);
});

test('control: without the unique admission both are admitted, and the checker finds it', async () => {
  await goesWrong(
    (target) => change(target, 'alter table check_in drop constraint check_in_once'),
    async (target) => {
      assert.deepEqual(await tellAtOnce(target, 2), ['admitted', 'admitted']);
      const found = (await disorder(target)) as { rule: string }[];
      assert.ok(found.some((drift) => drift.rule === 'one-admission'));
    },
  );
});

/** One device sends the same entries several times at once: the network was slow, and it tried again. */
async function tellTwice(target: TestApp) {
  const session = await createSession(target);
  const booked = await book(target, session, await createWorker(target));
  target.clock.set(new Date(SOON));
  const door = await createDevice(target, session.palaceId);
  const entries = [scanned(booked.tickets[0]?.token ?? '', target.clock.now())];
  const found: string[] = [];
  await withServers(target, 3, async (servers) => {
    for (const results of await Promise.all(servers.map((server) => sync(server, door, entries)))) {
      found.push(...results.map((result) => result.outcome));
    }
  });
  return found;
}

test('the same entries sent three times at once are settled once and answered alike', async () => {
  assert.deepEqual(await tellTwice(app), ['admitted', 'admitted', 'admitted']);
});

test('control: without the key of an entry it can be on record twice, and the checker finds it', async () => {
  const again = `insert into door_entry select * from door_entry where kind = 'scan'`;
  await assert.rejects(change(app, again), /door_entry_once/);
  await goesWrong(
    (target) => change(target, 'alter table door_entry drop constraint door_entry_once'),
    async (target) => {
      await tellTwice(target);
      await change(target, again);
      const rules = ((await disorder(target)) as { rule: string }[]).map((drift) => drift.rule);
      assert.deepEqual(rules.toSorted(), ['door-admission-of-one-entry', 'door-entry-once']);
    },
  );
});

test('a booking that is cancelled while its ticket is told of is admitted and flagged', async () => {
  const session = await createSession(app);
  const booked = await book(app, session, await createWorker(app));
  app.clock.set(new Date(SOON));
  const door = await createDevice(app, session.palaceId);
  let told: ReturnType<typeof sync> | undefined;
  await app.deps.db.transact(async (tx) => {
    // What cancelling does to the booking's row, not committed before the door waits for it.
    await sql`select from booking where id = ${booked.id} for update`.execute(tx);
    told = sync(app, door, [scanned(booked.tickets[0]?.token ?? '', app.clock.now())]);
    await untilWaiting(app, 1);
    await endBookings(
      tx,
      app.deps,
      session,
      [
        {
          booking: (await lockBooking(tx, session.palaceId, booked.id)) as Booking,
          status: 'cancelled_early',
        },
      ],
      { now: app.clock.now(), reason: null },
    );
  });
  assert.deepEqual(
    (await told)?.map(({ outcome, flag }) => [outcome, flag]),
    [['admitted', 'cancelled']],
  );
});

// A ticket is admitted and taken back after a scan has looked it up and before that scan lets its holder in.

test('a scan is not taken for the one before it that was taken back meanwhile', async () => {
  const session = await createSession(app);
  const booked = await book(app, session, await createWorker(app));
  app.clock.set(new Date(SOON));
  const { palaceId } = session;
  const as = await createStaff(app, palaceId, ['front_desk']);
  const body = { token: booked.tickets[0]?.token ?? '' };
  const { checkInId } = await app.call(checkIn, { params: { palaceId }, body, as });
  await app.call(undoCheckIn, { params: { palaceId, checkInId: checkInId ?? '' }, as });
  const outcome = await app.deps.db.transact(async (tx) => {
    const { rows } =
      await sql<Admission>`select *, false as happened from check_in where id = ${checkInId}`.execute(tx);
    const [stale] = rows;
    assert.equal(stale?.admission, 1);
    const id = newId();
    return (await admitAll(tx, [{ ...(stale as Admission), id }])).get(id);
  });
  assert.equal(outcome?.admitted, true);
  const { rows } = await sql<{ status: string; admissions: number[] }>`
    select b.status, array_agg(c.admission order by c.admission) as admissions
    from booking b join check_in c on c.palace_id = b.palace_id and c.booking_id = b.id
    where b.id = ${booked.id} group by b.id, b.status`.execute(app.deps.db.reader);
  assert.deepEqual(rows, [{ status: 'checked_in', admissions: [1, 2] }]);
  const again = await app.call(checkIn, { params: { palaceId }, body, as });
  assert.equal(again.result, 'already');
  assert.deepEqual(await disorder(app), []);
});
