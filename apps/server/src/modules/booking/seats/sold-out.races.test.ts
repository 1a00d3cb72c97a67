import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { cancelMyBooking, changeSession } from '@wengong/contract';
import { sql } from 'kysely';
import { createTestApp, type TestApp } from '../../../testkit/app.ts';
import { createWorker, type TestPerson } from '../../../testkit/person.ts';
import { plan } from '../../programme/programme.factory.ts';
import { book, createSession, disorder, keyOf, SOON, type TestSession } from '../booking.factory.ts';
import { change, claim, goesWrong, withServers } from '../booking.races.factory.ts';
import { queuesOf } from './booking-queues.ts';

// Processes remember that a session is sold out. Here they do as in production; elsewhere in the tests they do not.

const MEMORY = { soldOutMs: 500 };
const delayReopening = (target: TestApp, delay: string) =>
  change(
    target,
    `create or replace function pool_reopen_delay() returns interval language sql immutable as
      'select interval ''${delay}'''`,
  );

/** As every database has it but those of tests. */
const MIGRATION = new URL('../../../../migrations/0020_sold_out.sql', import.meta.url);
const realDelay = (target: TestApp) => {
  const [defined = ''] =
    /create function pool_reopen_delay[\s\S]*?\$\$;/.exec(readFileSync(MIGRATION, 'utf8')) ?? [];
  return change(target, defined.replace('create', 'create or replace'));
};

let app: TestApp;
before(async () => {
  app = await createTestApp(MEMORY);
  await realDelay(app);
});
after(async () => {
  await app.settle();
  assert.deepEqual(await disorder(app), []);
  await app.close();
});

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Asks until `done`, some seconds at most. */
async function until(done: () => Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + 8000;
  while (!(await done())) {
    assert.ok(performance.now() < end, what);
    await turn();
  }
}

/** Has a server find out that a session is full; `passer` has not booked it. */
const remember = (server: TestApp, session: TestSession, passer: TestPerson) =>
  until(async () => {
    if (queuesOf(server.deps).soldOut.recall(keyOf(session), passer.personId)) return true;
    assert.equal((await claim(server, session, passer)).statusCode, 409);
    return false;
  }, 'the server never remembered that the session is full');

test('who comes to a full session is refused without a look at its seats; who booked it still gets their answer', async () => {
  const session = await createSession(app, { plan: { capacity: 1 } });
  const [owner, passer, late] = [await createWorker(app), await createWorker(app), await createWorker(app)];
  const first = await claim(app, session, owner, {}, 'owner-key-1');
  await remember(app, session, passer);
  await app.deps.db.transact(async (tx) => {
    // Whoever looks at a pool now waits until this transaction ends.
    await sql`lock table pool in access exclusive mode`.execute(tx);
    await claim(app, session, late).then((answer) => assert.equal(answer.json().code, 'capacity-exhausted'));
  });
  const again = await claim(app, session, owner, {}, 'owner-key-1');
  assert.deepEqual(again.json(), first.json());
});

test('once it is known, sold out is said without a connection to the database', async () => {
  const target = await createTestApp({ soldOutMs: 60_000 });
  try {
    const session = await createSession(target, { plan: { capacity: 1 } });
    await book(target, session, await createWorker(target));
    const passer = await createWorker(target);
    const { pool } = target.deps.db;
    const everyConnection = () =>
      Promise.all(Array.from({ length: pool.options.max ?? 0 }, () => pool.connect()));
    // Opened before, so that who asks is still known when they are taken.
    for (const connection of await everyConnection()) connection.release();
    await remember(target, session, passer);
    const held = await everyConnection();
    try {
      const answer = claim(target, session, passer);
      const late = new Promise((resolve) => setTimeout(resolve, 10_000, 'waits for the database').unref());
      const first = await Promise.race([answer.then((said) => said.json().code), late]);
      assert.deepEqual([first, pool.waitingCount], ['capacity-exhausted', 0]);
    } finally {
      for (const connection of held) connection.release();
    }
  } finally {
    await target.close();
  }
});

test('a seat given back can be had within a second, after every process has forgotten that there was none', async () => {
  const session = await createSession(app, { plan: { capacity: 1 } });
  const owner = await createWorker(app);
  const booking = await book(app, session, owner);
  const { rows: begun } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(app.deps.db.reader);
  await app.call(cancelMyBooking, { params: { bookingId: booking.id }, as: owner });
  const { rows } = await sql<{ reopens: Date; now: Date }>`
    select reopens_at as reopens, clock_timestamp() as now from pool where session_id = ${session.sessionId}`.execute(
    app.deps.db.reader,
  );
  const [from, until] = [begun[0]?.at.getTime() ?? 0, rows[0]?.now.getTime() ?? 0];
  const reopens = rows[0]?.reopens.getTime() ?? 0;
  assert.ok(reopens > from + MEMORY.soldOutMs, 'not before the memory of other processes has ended');
  assert.ok(reopens < until + 1000, `${reopens - until} ms after it was given back`);
});

/**
 * A seat of a full session comes free while a server remembers it as full; a worker asks for it on two servers with
 * one key, again and again with a new one, until they have it. Returns what each key was answered, in the order of asking.
 */
async function takeFreedSeat(target: TestApp, rounds: number): Promise<Map<string, string[]>> {
  const session = await createSession(target, { plan: { capacity: 1 } });
  const passer = await createWorker(target);
  let owner = await createWorker(target);
  let booking = await book(target, session, owner);
  const answers = new Map<string, string[]>();
  await withServers(target, 2, async ([one, two]) => {
    const servers = [one as TestApp, two as TestApp];
    for (let round = 0; round < rounds; round += 1) {
      const contender = await createWorker(target);
      for (const server of servers) await remember(server, session, passer);
      await target.call(cancelMyBooking, {
        params: { bookingId: booking.id },
        as: owner,
      });
      const [mine, other] = round % 2 === 0 ? servers : servers.toReversed();
      let attempt = 0;
      await until(async () => {
        const key = `round-${round}-attempt-${attempt++}`;
        const ask = (server: TestApp | undefined) => claim(server as TestApp, session, contender, {}, key);
        const all = [...(await Promise.all([ask(mine), ask(other)])), await ask(other), await ask(mine)];
        const said = all.map((answer) => answer.json());
        answers.set(
          key,
          said.map((each) => each.id ?? each.code),
        );
        booking = said.find((each) => each.id !== undefined) ?? booking;
        return said.some((each) => each.id !== undefined);
      }, 'the freed seat never came back');
      owner = contender;
    }
  });
  return answers;
}

/** A refusal after a booking, of one key. The other way round is fine: who was refused may try again. */
const denied = (said: readonly string[]) =>
  said.lastIndexOf('capacity-exhausted') > said.findIndex((each) => each !== 'capacity-exhausted') &&
  said.some((each) => each !== 'capacity-exhausted');

test('a freed seat comes back, and nobody who got it is told by another server that there was none', async () => {
  const answers = await takeFreedSeat(app, 3);
  assert.deepEqual(
    [...answers].filter(([, said]) => denied(said)),
    [],
  );
});

test('control: were a freed seat given out at once, a server would deny a booking that another had made', async () => {
  await goesWrong(
    async () => undefined,
    async (bare) => {
      const target: TestApp = { ...bare, deps: { ...bare.deps, config: { ...bare.deps.config, ...MEMORY } } };
      await delayReopening(target, '0');
      const answers = await takeFreedSeat(target, 3);
      assert.ok([...answers.values()].some(denied));
    },
  );
});

test('seats that the host adds to a full session can be booked', async () => {
  const session = await createSession(app, { plan: { capacity: 1 } });
  const [owner, passer] = [await createWorker(app), await createWorker(app)];
  await book(app, session, owner);
  await remember(app, session, passer);
  await app.call(changeSession, {
    params: keyOf(session),
    body: { version: session.version, plan: plan(SOON, { capacity: 2 }) },
    as: session.desk.editor,
  });
  await app.settle();
  await until(async () => (await claim(app, session, passer)).statusCode === 201, 'the new seat never came');
});
