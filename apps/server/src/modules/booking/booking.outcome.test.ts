import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildApp } from '../../app.ts';
import { type Database, OutcomeUnknown } from '../../kernel/db.ts';
import type { TestApp } from '../../testkit/app.ts';
import { createWorker } from '../../testkit/person.ts';
import { createSession } from './booking.factory.ts';
import { claim } from './booking.races.factory.ts';
import { openBookings } from './open-bookings.factory.ts';

// What a worker is told when a server or its connection dies around the commit.

const app = await openBookings();

type Transact = Database['transact'];

/** A server whose first transaction goes through `transact`, and the later ones as usual. */
async function brokenServer(first: (commit: Transact) => Transact): Promise<TestApp> {
  const { config, log, clock, keys, db } = app.deps;
  let broken = false;
  const transact: Transact = (work) => {
    if (broken) return db.transact(work);
    broken = true;
    return first(db.transact)(work);
  };
  const built = await buildApp({ config, log, clock, keys, db: { ...db, transact } }, { pages: false });
  await built.server.ready();
  return { ...app, ...built, inject: (options) => built.server.inject(options) };
}

/** The commit comes to pass, and its answer does not arrive. */
const answerLost: (commit: Transact) => Transact = (commit) => async (work) => {
  await commit(work);
  throw new OutcomeUnknown('the commit was not answered');
};
/** The connection is lost before the commit comes to pass. */
const commitLost: (commit: Transact) => Transact = (commit) => async (work) => {
  await assert.rejects(
    commit(async (tx) => {
      await work(tx);
      throw new Error('lost');
    }),
  );
  throw new OutcomeUnknown('the commit was not answered');
};
for (const [what, lost] of Object.entries({
  'the answer to the commit': answerLost,
  'the commit itself': commitLost,
})) {
  for (const key of ['the-key-of-a-worker', undefined]) {
    test(`${what} is lost, ${key ? 'with' : 'without'} a key: the worker has one booking and is told of it`, async () => {
      const session = await createSession(app, { plan: { capacity: 2 } });
      const worker = await createWorker(app);
      const answer = await claim(await brokenServer(lost), session, worker, {}, key);
      assert.equal(answer.statusCode, 201, answer.body);
      const { id, tickets } = answer.json();
      assert.equal(tickets.length, 1);
      const seen = await app.inject({ url: `/api/v1/me/bookings/${id}`, headers: { cookie: worker.cookie } });
      assert.equal(seen.json().tickets[0].token, tickets[0].token);
    });
  }
}

test('when the database stays away after an unanswered commit, nobody is told that it failed', async () => {
  const session = await createSession(app);
  const { config, log, clock, keys, db } = app.deps;
  let asked = 0;
  const transact: Transact = async () => {
    asked += 1;
    throw asked === 1
      ? new OutcomeUnknown('the commit was not answered')
      : Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  };
  const built = await buildApp({ config, log, clock, keys, db: { ...db, transact } }, { pages: false });
  const server: TestApp = { ...app, ...built, inject: (options) => built.server.inject(options) };
  const answer = await claim(server, session, await createWorker(app));
  assert.equal(answer.statusCode, 503);
  assert.equal(answer.json().code, 'outcome-unknown');
});

test('a server is killed after the commit: another one answers the repeated request with that booking', async () => {
  const session = await createSession(app, { plan: { capacity: 1 } });
  const worker = await createWorker(app);
  let committed: (() => void) | undefined;
  const dying = await brokenServer((commit) => async (work) => {
    await commit(work);
    committed?.();
    return new Promise(() => undefined);
  });
  await new Promise<void>((resolve) => {
    committed = resolve;
    void claim(dying, session, worker, {}, 'key-of-the-killed');
  });
  const again = await claim(app, session, worker, {}, 'key-of-the-killed');
  assert.equal(again.statusCode, 201, again.body);
  const third = await claim(app, session, worker, {}, 'key-of-the-killed');
  assert.deepEqual(third.json(), again.json());
});
