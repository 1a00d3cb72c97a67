import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyBallot } from '@wengong/ballot';
import { cancelSession, listMyMessages, readBallotEntries, readBallotResult } from '@wengong/contract';
import { sql } from 'kysely';
import type { TestApp } from '../../../testkit/app.ts';
import type { TestPerson } from '../../../testkit/person.ts';
import { disorder, keyOf, runJob } from '../booking.factory.ts';
import {
  change,
  goesWrong,
  openRaces,
  pauseInserts,
  replaceLock,
  untilWaiting,
  withServers,
  workers,
} from '../booking.races.factory.ts';
import { followSessions } from '../follow-session.ts';
import { checkInvariants } from '../upkeep/invariants.store.ts';
import { closeEntries, createBallot, deskOf, enter, type TestBallot } from './ballot.factory.ts';
import { ballotSubscriptions } from './ballot.subscriptions.ts';
import { lockBallot } from './ballots.store.ts';
import { callOff } from './close-ballot.ts';
import { drawBallot } from './draw-ballot.ts';

// As in booking.races.test.ts, every guard has its negative control.

const app = await openRaces();

const keyOfBallot = ({ palaceId, ballot }: TestBallot) => ({ palaceId, ballotId: ballot.id });
const entering = (target: TestApp, session: TestBallot, as: TestPerson) =>
  target.inject({
    method: 'PUT',
    url: `/api/v1/palaces/${session.palaceId}/sessions/${session.sessionId}/ballot/entry`,
    headers: { cookie: as.cookie },
    payload: {},
  });
const broken = async (target: TestApp) =>
  (await checkInvariants(target.deps.db.reader)).map((each) => each.rule);

/** Entries under way while the ballot is closed: how many were told yes, and how many lines were published. */
async function closingUnderEntries(target: TestApp) {
  await pauseInserts(target, 'ballot_entry');
  const session = await createBallot(target);
  const people = await workers(target, 6);
  const requests = people.map((person) => entering(target, session, person));
  // All are past the check of the time before it moves.
  while ((await waitingInserts(target)) < 4) await new Promise((resolve) => setImmediate(resolve));
  target.clock.advance(10);
  await runJob(target, 'booking.close-ballots');
  const accepted = (await Promise.all(requests)).filter((answer) => answer.statusCode === 200).length;
  const lines = await target.call(readBallotEntries, { params: keyOf(session) });
  return { accepted, published: lines.length / 53 };
}

const waitingInserts = async (target: TestApp) => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pg_stat_activity
    where datname = current_database() and wait_event = 'PgSleep'`.execute(target.deps.db.reader);
  return rows[0]?.count ?? 0;
};

test('an entry is among the published ones or is refused, however close it is to the closing', async () => {
  const { accepted, published } = await closingUnderEntries(app);
  assert.equal(published, accepted);
  assert.deepEqual(await disorder(app), []);
  await change(app, 'drop trigger pause on ballot_entry');
});

test('control: without the trigger entries slip in after their hash is published', async () => {
  await goesWrong(
    (target) => change(target, 'drop trigger ballot_entry_fixed on ballot_entry'),
    async (target) => {
      const { accepted, published } = await closingUnderEntries(target);
      assert.ok(published < accepted, `${published} of ${accepted}`);
      assert.ok((await broken(target)).includes('ballot-entries-counted'));
    },
  );
});

test('control: without the trigger a weight can be changed after the closing, and the checker finds it', async () => {
  const heavier = 'update ballot_entry set weight = 8';
  const closed = async (target: TestApp) => {
    const session = await createBallot(target);
    for (const person of await workers(target, 2)) await enter(target, session, person);
    await closeEntries(target);
  };
  await closed(app);
  await assert.rejects(change(app, heavier), /the entries are fixed/);
  await goesWrong(
    (target) => change(target, 'drop trigger ballot_entry_fixed on ballot_entry'),
    async (target) => {
      await closed(target);
      await change(target, heavier);
      assert.deepEqual(await broken(target), ['ballot-entries-hashed']);
    },
  );
});

test('control: without the trigger what was published can be replaced, and the checker finds it', async () => {
  const replaced = "update ballot set entry_set_hash = sha256('other')";
  const closed = async (target: TestApp) => {
    await createBallot(target);
    await closeEntries(target);
  };
  await closed(app);
  await assert.rejects(change(app, replaced), /what was published stays/);
  await goesWrong(
    (target) => change(target, 'drop trigger ballot_promises on ballot'),
    async (target) => {
      await closed(target);
      await change(target, replaced);
      assert.deepEqual(await broken(target), ['ballot-entries-hashed']);
    },
  );
});

test('several servers that draw at once draw once', async () => {
  const session = await closedBallot(app, 9, 3);
  await withServers(app, 3, async (servers) => {
    await Promise.all(servers.map((server) => drawBallot(server.deps, keyOfBallot(session))));
  });
  const { rows } = await sql<{ held: number; waiting: number }>`
    select count(*) filter (where status = 'held') as held, count(*) filter (where status = 'waitlisted') as waiting
    from booking where session_id = ${session.sessionId}`.execute(app.deps.db.reader);
  assert.deepEqual(rows, [{ held: 3, waiting: 6 }]);
  assert.deepEqual(await disorder(app), []);
});

async function closedBallot(target: TestApp, people: number, capacity: number): Promise<TestBallot> {
  const session = await createBallot(target, { plan: { capacity } });
  for (const person of await workers(target, people)) await enter(target, session, person);
  await closeEntries(target);
  return session;
}

test('a draw that is killed leaves nothing behind, and the next one comes to the same order', async () => {
  const session = await closedBallot(app, 8, 2);
  const orders: string[] = [];
  for (const table of ['ballot_file', 'booking', 'outbox']) {
    await pauseInserts(app, table);
    const drawing = drawBallot(app.deps, keyOfBallot(session));
    drawing.catch(() => undefined);
    while ((await waitingInserts(app)) === 0) await new Promise((resolve) => setImmediate(resolve));
    await change(
      app,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and wait_event = 'PgSleep'`,
    );
    await assert.rejects(drawing);
    await change(app, `drop trigger pause on ${table}`);
    assert.equal((await deskOf(app, session)).state, 'closed');
    const { rows } = await sql<{ left: number }>`
      select (select count(*) from booking where session_id = ${session.sessionId})
        + (select count(*) from ballot_file where ballot_id = ${session.ballot.id} and kind = 'result') as left`.execute(
      app.deps.db.reader,
    );
    assert.equal(rows[0]?.left, 0);
    assert.deepEqual(await disorder(app), []);
  }
  await drawBallot(app.deps, keyOfBallot(session));
  const file = Buffer.from(await app.call(readBallotResult, { params: keyOf(session) }));
  orders.push(file.toString());
  assert.equal((await verifyBallot(file)).ok, true);
  await drawBallot(app.deps, keyOfBallot(session));
  orders.push(Buffer.from(await app.call(readBallotResult, { params: keyOf(session) })).toString());
  assert.equal(orders[0], orders[1]);
  assert.deepEqual(await disorder(app), []);
});

/** A draw of five places while the host reduces them to two. */
async function drawWhileReduced(target: TestApp): Promise<void> {
  const session = await closedBallot(target, 8, 5);
  await change(target, `update session set capacity = 2 where id = '${session.sessionId}'`);
  await Promise.allSettled([
    drawBallot(target.deps, keyOfBallot(session)),
    target.deps.db.transact((tx) => followSessions(tx, target.deps, [session])),
  ]);
}

test('a draw while the host reduces the capacity gives out no more than there are', async () => {
  await replaceLock(app, 'for no key update');
  await drawWhileReduced(app);
  await app.settle();
  assert.deepEqual(await disorder(app), []);
});

test('control: without lock and constraint such a draw gives out too many', async () => {
  await goesWrong(
    async (target) => {
      await replaceLock(target, '');
      await change(target, 'alter table pool drop constraint pool_not_oversold');
    },
    async (target) => {
      await drawWhileReduced(target);
      assert.ok((await broken(target)).includes('pool-within-capacity'));
    },
  );
});

test('a ballot is called off once, and who entered is told once, whoever comes to it at the same moment', async () => {
  const session = await createBallot(app);
  const [person] = (await workers(app, 1)) as [TestPerson];
  await entering(app, session, person);
  const body = { version: session.version, reason: '停电' };
  await app.call(cancelSession, { params: keyOf(session), body, as: session.desk.editor });
  const relay = ballotSubscriptions.find((each) => each.subscriber === 'booking.call-off-ballot');
  const { db } = app.deps;
  let second: Promise<unknown> = Promise.resolve();
  await db.transact(async (tx) => {
    const ballot = await lockBallot(tx, keyOfBallot(session));
    assert.ok(ballot && relay);
    let done = false;
    second = db
      .transact((other) => relay.handler([keyOf(session)] as never, { tx: other, deps: app.deps }))
      .finally(() => {
        done = true;
      });
    await untilWaiting(app, 1, () => done);
    await callOff(tx, app.deps, ballot, app.clock.now());
  });
  await second;
  await app.settle();
  const { items } = await app.call(listMyMessages, { as: person });
  assert.deepEqual(
    items.map((each) => each.kind),
    ['ballot.called-off'],
  );
});
