import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeAllotment, enrolRoster, listAllotments } from '@wengong/contract';
import type { TestApp } from '../../../testkit/app.ts';
import { createOfficer, createStaff, createWorker, type TestPerson } from '../../../testkit/person.ts';
import { createSession, disorder, keyOf, runJob, type TestSession } from '../booking.factory.ts';
import {
  attempt,
  change,
  claim,
  goesWrong,
  openRaces,
  pauseInserts,
  replaceLock,
  withServers,
  workers,
} from '../booking.races.factory.ts';
import { base64, createGroup, csv, preview, type TestGroup } from '../groups/groups.factory.ts';
import { allot, createUnion, joinUnion } from './allotments.factory.ts';

// Each race over several servers of one database, with its guard and, as a control, without.

const app = await openRaces((target) => replaceLock(target, 'for no key update'));
const start = app.clock.now();

const SERVERS = 4;
const server = (servers: readonly TestApp[], index: number) => servers[index % servers.length] as TestApp;

async function seatsOf(target: TestApp, session: TestSession) {
  const as = await createStaff(target, session.palaceId, ['coordinator']);
  const { pools, capacity } = await target.call(listAllotments, { params: keyOf(session), as });
  const sum = (of: (pool: (typeof pools)[number]) => number) =>
    pools.reduce((total, pool) => total + of(pool), 0);
  return { capacity, given: sum((pool) => pool.capacity), taken: sum((pool) => pool.confirmed + pool.held) };
}

/** Everybody wants a seat at the moment at which a union's seats return. */
async function rushAtReturn(target: TestApp) {
  const session = await createSession(target, { plan: { capacity: 12 } });
  const unionId = await createUnion(target, session.desk.palace.union_id);
  await allot(target, session, { unionId, seats: 8, returnsIn: 60 });
  const people = await workers(target, 24);
  for (const member of people.slice(0, 6)) await joinUnion(target, member, unionId);
  target.clock.set(new Date(start.getTime() + 60 * 60_000));
  let counts: Record<string, number> = {};
  await withServers(target, SERVERS, async (servers) => {
    const claims = people.map((person, index) => claim(server(servers, index), session, person));
    const returns = servers.map((each) => runJob(each, 'booking.return-allotments'));
    counts = await attempt(claims);
    await Promise.all(returns);
  });
  return { counts, ...(await seatsOf(target, session)) };
}

test('while an allotment returns, everybody’s claims take exactly the seats there are', async () => {
  const { counts, capacity, given, taken } = await rushAtReturn(app);
  assert.deepEqual(counts, { done: 12, 'capacity-exhausted': 12 });
  assert.deepEqual([capacity, given, taken], [12, 12, 12]);
});

test('control: without lock and constraint the same return sells seats twice, and the checker sees it', async () => {
  await goesWrong(
    async (target) => {
      await replaceLock(target, '');
      await change(target, 'alter table pool drop constraint pool_not_oversold');
    },
    async (target) => {
      const { taken, capacity } = await rushAtReturn(target);
      const found = await disorder(target);
      assert.ok(taken > capacity && found.length > 0, `${taken} of ${capacity}, ${found.length} found`);
    },
  );
});

/** An allotment is resized to and fro while its members book it and others book the rest. */
async function resizeUnderLoad(target: TestApp) {
  const session = await createSession(target, { plan: { capacity: 16 } });
  const unionId = await createUnion(target, session.desk.palace.union_id);
  const { id, coordinator } = await allot(target, session, { unionId, seats: 4 });
  const people = await workers(target, 32);
  for (const member of people.slice(0, 16)) await joinUnion(target, member, unionId);
  await withServers(target, SERVERS, async (servers) => {
    const resized = [14, 2, 12, 6].map((seats, index) =>
      server(servers, index).inject({
        method: 'PATCH',
        url: changeAllotment.path.replace(':palaceId', session.palaceId).replace(':allotmentId', id),
        headers: { cookie: coordinator.cookie },
        payload: { seats, returnsAt: null },
      }),
    );
    await Promise.all([
      attempt(people.map((person, index) => claim(server(servers, index), session, person))),
      attempt(resized),
    ]);
  });
  return seatsOf(target, session);
}

test('resized under load, the pools share out the capacity exactly and give no seat twice', async () => {
  const { capacity, given, taken } = await resizeUnderLoad(app);
  assert.equal(given, capacity);
  assert.ok(taken <= capacity);
});

test('control: without lock and constraint a resize under load gives seats twice', async () => {
  await goesWrong(
    async (target) => {
      await replaceLock(target, '');
      await change(target, 'alter table pool drop constraint pool_not_oversold');
    },
    async (target) => {
      const { capacity, given, taken } = await resizeUnderLoad(target);
      assert.ok(given !== capacity || taken > capacity || (await disorder(target)).length > 0);
    },
  );
});

/** Two officers of a union enrol the same list, of people with and without accounts, at once. */
async function enrolTwice(target: TestApp) {
  const group: TestGroup = await createGroup(target, 10);
  const second = await createOfficer(target, group.unionId);
  const known: TestPerson[] = await Promise.all([0, 1].map(() => createWorker(target)));
  const strangers = [0, 1, 2].map((index) => `1371234000${index}`);
  const bytes = csv(...[...known.map((each) => each.phone), ...strangers].map((phone) => ['工友', phone]));
  const { hash, rows } = await preview(target, group, bytes);
  const body = { file: base64(bytes), hash, rows: rows.map(({ row }) => row) };
  let counts: Record<string, number> = {};
  await withServers(target, 2, async (servers) => {
    counts = await attempt(
      [group.officer, second].map((officer, index) =>
        server(servers, index).inject({
          method: 'POST',
          url: enrolRoster.path.replace(':unionId', group.unionId).replace(':allotmentId', group.allotmentId),
          headers: { cookie: officer.cookie },
          payload: body,
        }),
      ),
    );
  });
  return { counts, ...(await seatsOf(target, group.session)) };
}

test('of two officers who enrol the same list at once one does, and nobody gets two seats', async () => {
  await pauseInserts(app, 'group_seat');
  const { counts, taken } = await enrolTwice(app);
  assert.equal(counts.done, 1);
  assert.equal(taken, 5);
});

test('control: without the keys of bookings and invitations both do', async () => {
  await goesWrong(
    async (target) => {
      await change(target, 'drop index group_seat_one_invitation');
      await change(target, 'drop index booking_one_active');
      await change(target, 'alter table person_engagement drop constraint person_not_in_two_places');
      await pauseInserts(target, 'group_seat');
    },
    async (target) => {
      const { counts, taken } = await enrolTwice(target);
      const found = await disorder(target);
      assert.ok(counts.done === 2 && taken === 10 && found.length > 0, JSON.stringify({ counts, taken }));
    },
  );
});
