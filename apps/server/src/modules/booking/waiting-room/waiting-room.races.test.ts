import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getSeatUse, type Place } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../../testkit/app.ts';
import { createStaff, type TestPerson } from '../../../testkit/person.ts';
import { keyOf, type TestSession } from '../booking.factory.ts';
import {
  change,
  claim,
  goesWrong,
  openRaces,
  post,
  withoutGuard,
  withServers,
  workers,
} from '../booking.races.factory.ts';
import { checkInvariants } from '../upkeep/invariants.store.ts';
import { callNext } from './open-room.ts';
import { takePlaces } from './take-places.ts';
import {
  challengeFor,
  createRoomSession,
  join,
  OPENING,
  roomOf,
  solve,
  toOpening,
} from './waiting-room.factory.ts';

const app = await openRaces(undefined, { callsPerSecond: 500 });

const pathOf = ({ palaceId, sessionId }: TestSession) =>
  `/palaces/${palaceId}/sessions/${sessionId}/waiting-room`;

const SERVERS = 4;

/** Each person asks every server for a place at once, twice; returns the numbers that each was given. */
async function joinEverywhere(target: TestApp, session: TestSession, people: readonly TestPerson[]) {
  const numbers: number[][] = [];
  await withServers(target, SERVERS, async (servers) => {
    await Promise.all(
      people.map(async (person, index) => {
        const challenge = await challengeFor(target, session, person);
        const body = { challenge: challenge.token, solution: solve(challenge) };
        const answers = await Promise.all(
          [...servers, ...servers].map((server) => post(server, `${pathOf(session)}/place`, person, body)),
        );
        numbers[index] = answers.flatMap((answer) =>
          answer.statusCode === 201 ? [answer.json<Place>().number] : [],
        );
      }),
    );
  });
  return numbers;
}

test('a person has one place, however many servers and devices they ask at once; numbers have no gaps', async () => {
  const session = await createRoomSession(app);
  const people = await workers(app, 12);
  const numbers = await joinEverywhere(app, session, people);
  for (const given of numbers) assert.equal(new Set(given).size, 1);
  const each = numbers.map((given) => given[0] as number);
  assert.deepEqual(
    each.toSorted((a, b) => a - b),
    people.map((_, index) => index + 1),
  );
  app.clock.advance(1);
  assert.equal((await roomOf(app, session)).joined, 12);
});

const withoutLock = (target: TestApp) =>
  change(
    target,
    `create or replace function lock_waiting_rooms(palaces uuid[], sessions uuid[]) returns setof waiting_room
    language plpgsql volatile as $$
    begin
      return query select waiting_room.* from waiting_room
        where (palace_id, session_id) in (select * from unnest(palaces, sessions));
      perform pg_sleep(0.4);
    end $$`,
  );

/** One person at all servers in the same moment, past what each puts in order by itself. */
async function joinAtOnce(target: TestApp): Promise<PromiseSettledResult<unknown>[]> {
  const session = await createRoomSession(target);
  const [first, person] = (await workers(target, 2)) as [TestPerson, TestPerson];
  await join(target, session, first);
  const now = target.clock.now();
  const wish = {
    ...keyOf(session),
    personId: person.personId,
    madeAt: now,
    opensAt: new Date(now.getTime() + 60_000),
    endsAt: new Date(now.getTime() + 3_600_000),
  };
  let settled: PromiseSettledResult<unknown>[] = [];
  await withServers(target, SERVERS, async (servers) => {
    await Promise.all(servers.map(({ deps }) => deps.db.transact((tx) => sql`select 1`.execute(tx))));
    settled = await Promise.allSettled(servers.map(({ deps }) => takePlaces(deps, [wish], now)));
  });
  return settled;
}

test('control: without lock and keys a person has several places, and the checker finds them', async () => {
  await goesWrong(
    async (target) => {
      await withoutLock(target);
      await change(
        target,
        `alter table waiting_room_place drop constraint waiting_room_one_place;
        alter table waiting_room_place drop constraint waiting_room_number`,
      );
    },
    async (target) => {
      await joinAtOnce(target);
      const found = await checkInvariants(target.deps.db.reader);
      assert.ok(found.some(({ rule }) => rule === 'room-one-place'));
      assert.ok(found.some(({ rule }) => rule === 'room-one-number'));
    },
  );
});

test('control: the key alone keeps it at one place a person', async () => {
  await withoutGuard(withoutLock, async (target) => {
    const settled = await joinAtOnce(target);
    assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.deepEqual(await checkInvariants(target.deps.db.reader), []);
  });
});

test('over several servers one order is drawn, nobody is called twice, and no seat is sold twice', async () => {
  const session = await createRoomSession(app, { plan: { capacity: 8 } });
  const people = await workers(app, 24);
  for (const person of people) await join(app, session, person);
  const seeds = new Set<string | null>();
  const confirmed: string[] = [];
  await withServers(app, 3, async (servers) => {
    const server = (index: number) => servers[index % 3] as TestApp;
    for (let second = 0; second < 6; second += 1) {
      toOpening(app, second * 2);
      const seen = await Promise.all(servers.map((each) => roomOf(each, session)));
      for (const room of seen) seeds.add(room.seed);
      await Promise.all(
        people.map(async (person, index) => {
          const entry = await post(server(index), `${pathOf(session)}/entry`, person);
          if (entry.statusCode !== 200) return;
          const { pass } = entry.json<Place>();
          const answer = await claim(server(index + 1), session, person, { pass });
          if (answer.statusCode === 201) confirmed.push(person.personId);
        }),
      );
      await app.settle();
    }
  });
  assert.equal(new Set(seeds).size, 1);
  const director = await createStaff(app, session.palaceId, ['director']);
  const seats = await app.call(getSeatUse, { params: keyOf(session), as: director });
  assert.deepEqual([new Set(confirmed).size, confirmed.length, seats.general.confirmed], [8, 8, 8]);
  const { rows } = await sql<{
    called: number;
  }>`select count(called_at)::int as called from waiting_room_place
    where session_id = ${session.sessionId}`.execute(app.deps.db.reader);
  // One seat for each who is called: none is called for nothing.
  assert.equal(rows[0]?.called, 8);
});

test('a server whose moment lies before the opening calls nobody earlier than that', async () => {
  const session = await createRoomSession(app);
  for (const person of await workers(app, 3)) await join(app, session, person);
  const opensAt = new Date(OPENING);
  const after = (ms: number) => new Date(opensAt.getTime() + ms);
  const terms = { opensAt, party: 1, rate: 500 };
  await callNext(app.deps, keyOf(session), { ...terms, free: 0 }, after(300));
  const room = await callNext(app.deps, keyOf(session), { ...terms, free: 8 }, after(100));
  assert.equal(room?.called, 3);
  assert.deepEqual(await checkInvariants(app.deps.db.reader), []);
});

test('a server that dies while people queue takes no place with it that it has told of', async () => {
  const session = await createRoomSession(app);
  const people = await workers(app, 12);
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(app.deps.db.reader);
  const told = new Map<TestPerson, number>();
  await withServers(app, 1, async ([server]) => {
    const dying = server as TestApp;
    const joinThere = async (person: TestPerson) => {
      const place = await join(dying, session, person).catch(() => null);
      if (place !== null) told.set(person, place.number);
    };
    await Promise.all(people.slice(0, 6).map(joinThere));
    const later = people.slice(6).map(joinThere);
    // Whatever is under way is cut off with its connections.
    await app.deps.db.transact((tx) =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and backend_start > ${rows[0]?.at} and pid <> pg_backend_pid()`.execute(
        tx,
      ),
    );
    await Promise.all(later);
  });
  assert.ok(told.size >= 6);
  toOpening(app, 0);
  const numbers = new Set<number>();
  for (const person of people) {
    const { number } = await join(app, session, person);
    numbers.add(number);
    if (told.has(person)) assert.equal(number, told.get(person));
  }
  assert.equal(numbers.size, 12);
});
