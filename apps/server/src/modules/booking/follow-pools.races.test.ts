import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeSession, listMyBookings } from '@wengong/contract';
import type { Tx } from '../../kernel/db.ts';
import type { TestApp } from '../../testkit/app.ts';
import { createWorker } from '../../testkit/person.ts';
import { plan } from '../programme/programme.factory.ts';
import { book, createSession, keyOf, type TestSession } from './booking.factory.ts';
import { openRaces } from './booking.races.factory.ts';
import type { PoolRow } from './booking.tables.ts';
import { lockMoved, moveBookings } from './follow-session.store.ts';
import { followPools } from './follow-session.ts';
import { seatsOfSession } from './seats/pools.store.ts';

const app = await openRaces();

/** A transaction that stands still after its first answer until `meanwhile` is done. */
function halted(tx: Tx, meanwhile: () => Promise<unknown>): Tx {
  let answers = 0;
  return tx.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      answers += 1;
      if (answers === 1) await meanwhile();
      return result;
    },
  }) as unknown as Tx;
}

type Work = (tx: Tx, session: TestSession) => Promise<unknown>;

/** A server has read a session's time and `follow`s it with the bookings; before it does, the host moves the session. */
async function moveMeanwhile(target: TestApp, follow: Work) {
  const session = await createSession(target, { plan: { capacity: 4 } });
  const worker = await createWorker(target);
  await book(target, session, worker);
  await target.settle();
  const last = '2026-11-25T09:00:00Z';
  await target.deps.db.transact((tx) =>
    follow(
      halted(tx, async () => {
        const body = { version: session.version, plan: plan(last) };
        await target.call(changeSession, { params: keyOf(session), body, as: session.desk.editor });
        await target.settle();
      }),
      session,
    ),
  );
  await target.settle();
  const { items } = await target.call(listMyBookings, { query: {}, as: worker });
  return items.map((each) => Date.parse(each.startsAt) === Date.parse(last));
}

test('a server that has read a session’s time and is overtaken does not move its bookings back', async () => {
  const follow: Work = (tx, session) => followPools(tx, app.deps, [session]);
  assert.deepEqual(await moveMeanwhile(app, follow), [true]);
});

test('control: moved by what was read before they were locked, they stay at a time that is none any more', async () => {
  const follow: Work = async (tx, session) => {
    const { pools } = await seatsOfSession(tx, session.palaceId, session.sessionId);
    const [pool] = pools as [PoolRow, ...PoolRow[]];
    const to = { startsAt: pool.starts_at, endsAt: pool.ends_at };
    await moveBookings(tx, await lockMoved(tx, session, to, 10), to, to.startsAt);
  };
  assert.deepEqual(await moveMeanwhile(app, follow), [false]);
});
