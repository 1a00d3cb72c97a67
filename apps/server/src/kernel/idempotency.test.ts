import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { cloneTemplate } from '../testkit/app.ts';
import { createDatabase, type Database } from './db.ts';
import { Problem } from './errors.ts';
import { type KeyedRequest, once } from './idempotency.ts';

let database: Database;
let template: Awaited<ReturnType<typeof cloneTemplate>>;
before(async () => {
  template = await cloneTemplate();
  database = createDatabase({ url: template.url, poolSize: 20 });
});
after(async () => {
  await database.close();
  await template.drop();
});

const request = (key: string, body: unknown = { seats: 1 }): KeyedRequest => ({
  owner: 'person-1',
  key,
  method: 'POST',
  url: '/api/v1/things',
  body,
  now: new Date('2026-11-23T04:00:00Z'),
});

/** Sixteen requests with one key at once; returns how often the work ran and what became of each request. */
async function sixteenAtOnce(key: string) {
  let runs = 0;
  const work = async () => {
    runs += 1;
    return { id: `made-${runs}` };
  };
  const one = () => database.transact((tx) => once(tx, request(key), work));
  const settled = await Promise.allSettled(Array.from({ length: 16 }, one));
  return { runs, settled };
}

test('sixteen requests with one key do the work once and all get its answer', async () => {
  const { runs, settled } = await sixteenAtOnce('key-same-16');
  assert.equal(runs, 1);
  assert.deepEqual(
    settled,
    settled.map(() => ({ status: 'fulfilled', value: { id: 'made-1' } })),
  );
});

test('a failed request leaves the key free for the next try', async () => {
  const failing = database.transact((tx) =>
    once(tx, request('key-retry-1'), () => Promise.reject(new Problem('busy'))),
  );
  await assert.rejects(failing, /busy/);
  const answer = await database.transact((tx) => once(tx, request('key-retry-1'), async () => 'done'));
  assert.equal(answer, 'done');
});

test('the same key with another body is refused', async () => {
  await database.transact((tx) => once(tx, request('key-other-body'), async () => 1));
  await assert.rejects(
    database.transact((tx) => once(tx, request('key-other-body', { seats: 2 }), async () => 2)),
    (error: Problem) => error.code === 'idempotency-key-reused',
  );
});

test('without its unique key the same requests do the work again (negative control)', async () => {
  await database.pool.query('alter table idempotency_key drop constraint idempotency_key_pkey');
  // Without the key several rows bear one name, and remembering answers in them may even end in a deadlock: what
  // counts is how often the work ran.
  assert.ok((await sixteenAtOnce('key-unguarded')).runs > 1);
});
