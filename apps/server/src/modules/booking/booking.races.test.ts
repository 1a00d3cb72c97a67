import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBooking, getSeatUse, putBookingPolicy } from '@wengong/contract';
import type { TestApp } from '../../testkit/app.ts';
import { createStaff, createWorker } from '../../testkit/person.ts';
import { createDesk } from '../programme/programme.factory.ts';
import { book, createSession, disorder, keyOf, SOON, type TestSession } from './booking.factory.ts';
import {
  attempt,
  change,
  claim,
  goesWrong,
  openRaces,
  pauseInserts,
  post,
  replaceLock,
  withoutGuard,
  withServers,
  workers,
} from './booking.races.factory.ts';

// Every guard has its negative control: the same race on a database from which the guard was taken must go
// wrong. An injected pause between looking and taking makes both sure to meet.

const app = await openRaces((target) => replaceLock(target, 'for no key update'));

// The last seat

const SERVERS = 8;

async function rushForOneSeat(target: TestApp, contenders: number) {
  const session = await createSession(target, { plan: { capacity: 1 } });
  const people = await workers(target, contenders);
  let counts: Record<string, number> = {};
  await withServers(target, SERVERS, async (servers) => {
    counts = await attempt(
      people.map((person, index) => claim(servers[index % SERVERS] as TestApp, session, person)),
    );
  });
  const director = await createStaff(target, session.palaceId, ['director']);
  const seats = await target.call(getSeatUse, { params: keyOf(session), as: director });
  return { counts, confirmed: seats.general.confirmed };
}

test('of 64 who want the last seat at once, one gets it and 63 are told that it is sold out', async () => {
  const { counts, confirmed } = await rushForOneSeat(app, 64);
  assert.deepEqual(counts, { done: 1, 'capacity-exhausted': 63 });
  assert.equal(confirmed, 1);
});

test('control: without lock and constraint the last seat is sold several times', async () => {
  await goesWrong(
    async (target) => {
      await replaceLock(target, '');
      await change(target, 'alter table pool drop constraint pool_not_oversold');
    },
    async (target) => {
      const { counts, confirmed } = await rushForOneSeat(target, 64);
      assert.ok(confirmed > 1 && counts.done === confirmed, JSON.stringify(counts));
    },
  );
});

test('control: the constraint alone still keeps the last seat from being sold twice', async () => {
  await withoutGuard(
    (target) => replaceLock(target, ''),
    async (target) => {
      const { counts, confirmed } = await rushForOneSeat(target, 32);
      assert.equal(confirmed, 1);
      assert.deepEqual(counts, { done: 1, 'capacity-exhausted': 31 });
    },
  );
});

// One person, two palaces

async function bookTwoPlacesAtOnce(target: TestApp, rounds: number) {
  const here = await createSession(target, { plan: { capacity: 100 } });
  const there = await createSession(target, { startsAt: '2026-11-25T06:30:00Z', plan: { capacity: 100 } });
  const counts: Record<string, number>[] = [];
  await withServers(target, 2, async ([one, two]) => {
    for (const person of await workers(target, rounds)) {
      counts.push(await attempt([claim(one as TestApp, here, person), claim(two as TestApp, there, person)]));
    }
  });
  return counts;
}

test('a person who books two palaces for the same time at once gets one', async () => {
  for (const counts of await bookTwoPlacesAtOnce(app, 8)) {
    assert.deepEqual(counts, { done: 1, 'overlapping-booking': 1 });
  }
});

test('control: without the exclusion constraint a person is in two places at once', async () => {
  await goesWrong(
    (target) => change(target, 'alter table person_engagement drop constraint person_not_in_two_places'),
    async (target) => {
      assert.ok((await bookTwoPlacesAtOnce(target, 3)).some((counts) => counts.done === 2));
      const found = (await disorder(target)) as { rule: string }[];
      assert.ok(found.some((drift) => drift.rule === 'one-place-at-a-time'));
    },
  );
});

// The personal limit

async function bookPastLimit(target: TestApp) {
  const desk = await createDesk(target);
  await target.call(putBookingPolicy, {
    params: { palaceId: desk.palaceId },
    body: {
      cancelUntilMinutes: 60,
      checkInOpensMinutes: 60,
      checkInClosesMinutes: 15,
      offerMinutes: 30,
      maxActivePerPerson: 2,
    },
    as: desk.director,
  });
  const sessions: TestSession[] = [];
  for (let hour = 0; hour < 6; hour += 1) {
    const startsAt = new Date(Date.parse(SOON) + hour * 3_600_000).toISOString();
    sessions.push(await createSession(target, { desk, startsAt }));
  }
  const worker = await createWorker(target);
  let counts: Record<string, number> = {};
  await withServers(target, sessions.length, async (servers) => {
    counts = await attempt(
      sessions.map((session, index) => claim(servers[index] as TestApp, session, worker)),
    );
  });
  return counts;
}

test('a person who books six at once where two are allowed gets two', async () => {
  assert.deepEqual(await bookPastLimit(app), { done: 2, 'too-many-bookings': 4 });
});

test('control: with a counter that does not count, all six are booked', async () => {
  await goesWrong(
    (target) =>
      change(
        target,
        `create function count_nothing() returns trigger language plpgsql as
          'begin new.active := 0; return new; end';
        create trigger count_nothing before insert or update on person_quota
          for each row execute function count_nothing()`,
      ),
    async (target) => {
      assert.deepEqual(await bookPastLimit(target), { done: 6 });
      const found = (await disorder(target)) as { rule: string }[];
      assert.ok(found.some((drift) => drift.rule === 'person-count'));
    },
  );
});

// The door

async function scanAtOnce(target: TestApp, scans: number) {
  await pauseInserts(target, 'check_in');
  const session = await createSession(target);
  const booked = await book(target, session, await createWorker(target));
  target.clock.set(new Date(SOON));
  const desk = await createStaff(target, session.palaceId, ['front_desk']);
  const path = `/palaces/${session.palaceId}/check-ins`;
  let results: string[] = [];
  // One process puts the scans of a ticket in order; a server each, and only the database can.
  await withServers(target, scans, async (servers) => {
    const answers = await Promise.all(
      servers.map((server) => post(server, path, desk, { token: booked.tickets[0]?.token })),
    );
    results = answers.map((answer) => answer.json().result);
  });
  return results.toSorted();
}

test('a ticket scanned at several doors at once is admitted once', async () => {
  assert.deepEqual(await scanAtOnce(app, 8), ['admitted', ...Array(7).fill('already')]);
});

test('control: without the unique admission a ticket is admitted several times', async () => {
  await goesWrong(
    (target) => change(target, 'alter table check_in drop constraint check_in_once'),
    async (target) => {
      const results = await scanAtOnce(target, 8);
      assert.ok(results.filter((result) => result === 'admitted').length > 1, results.join());
      const found = (await disorder(target)) as { rule: string }[];
      assert.ok(found.some((drift) => drift.rule === 'one-admission'));
    },
  );
});

// Idempotency

async function sameKeyAtOnce(target: TestApp) {
  const session = await createSession(target);
  const worker = await createWorker(target);
  let answers: Awaited<ReturnType<typeof claim>>[] = [];
  await withServers(target, 4, async (servers) => {
    answers = await Promise.all(
      servers.map((server) => claim(server, session, worker, {}, 'one-key-for-all')),
    );
  });
  return answers.map((answer) => ({ status: answer.statusCode, body: answer.json() }));
}

test('the same Idempotency-Key four times at once books once and answers alike', async () => {
  const answers = await sameKeyAtOnce(app);
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal(answers[0]?.status, createBooking.status);
});

test('control: without the key’s uniqueness the repeats are told that they have booked already', async () => {
  await goesWrong(
    (target) => change(target, 'alter table idempotency_key drop constraint idempotency_key_pkey'),
    async (target) => {
      const codes = (await sameKeyAtOnce(target)).map((answer) => answer.body.code);
      assert.ok(codes.includes('already-booked'), JSON.stringify(codes));
    },
  );
});
