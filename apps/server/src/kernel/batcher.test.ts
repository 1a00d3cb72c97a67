import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batcher } from './batcher.ts';
import type { Problem } from './errors.ts';

const options = { limit: 3, waiting: 100, keyOf: (item: string) => item };

/** A batcher whose batches end when told to. */
function gated(overrides: Partial<typeof options> = {}) {
  const batches: string[][] = [];
  const gates: (() => void)[] = [];
  const batcher = new Batcher<string, string>(
    async (items) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return items.map((item) => `${item}!`);
    },
    { ...options, ...overrides },
  );
  const openGates = async () => {
    for (let turns = 0; turns < 50; turns += 1) {
      gates.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { batcher, batches, openGates };
}

test('what arrives together is worked on together, in order, at most the limit', async () => {
  const { batcher, batches, openGates } = gated();
  const results = Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => batcher.submit(item)));
  await openGates();
  assert.deepEqual(await results, ['a!', 'b!', 'c!', 'd!', 'e!']);
  assert.deepEqual(batches, [
    ['a', 'b', 'c'],
    ['d', 'e'],
  ]);
});

test('two items of one key never share a batch', async () => {
  const { batcher, batches, openGates } = gated({ keyOf: (item) => item[0] ?? '' });
  const results = Promise.all(['a1', 'a2', 'b1'].map((item) => batcher.submit(item)));
  await openGates();
  assert.deepEqual(await results, ['a1!', 'a2!', 'b1!']);
  assert.deepEqual(batches, [['a1', 'b1'], ['a2']]);
});

test('a failed batch is told to those in it, and the next one goes on', async () => {
  let turn = 0;
  const batcher = new Batcher<string, string>(async (items) => {
    turn += 1;
    if (turn === 1) throw new Error('no database');
    return items;
  }, options);
  await assert.rejects(batcher.submit('a'), /no database/);
  assert.equal(await batcher.submit('b'), 'b');
});

test('who would wait longer than the patience is told to come again, and later it is well again', async () => {
  let stalled: (() => void) | undefined;
  const batcher = new Batcher<string, string>(
    async (items) => {
      if (items[0] === 'slow')
        await new Promise<void>((resolve) => {
          stalled = resolve;
        });
      return items;
    },
    { limit: 3, waiting: 100, patience: 400 },
  );
  const slow = batcher.submit('slow');
  while (stalled === undefined) await new Promise((resolve) => setImmediate(resolve));
  const queued = batcher.submit('queued');
  const began = performance.now();
  while (performance.now() - began < 220) await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(batcher.submit('late'), { code: 'busy' });
  stalled();
  assert.deepEqual(await Promise.all([slow, queued]), ['slow', 'queued'], 'who is in is not sent away');
  assert.equal(await batcher.submit('quick'), 'quick');
});

test('one batch that took longer than the patience shuts nobody out afterwards', async () => {
  let turn = 0;
  const batcher = new Batcher<string, string>(
    async (items) => {
      turn += 1;
      const began = performance.now();
      while (turn === 1 && performance.now() - began < 40)
        await new Promise((resolve) => setImmediate(resolve));
      return items;
    },
    { limit: 3, waiting: 100, patience: 10 },
  );
  await batcher.submit('slow');
  assert.equal(await batcher.submit('next'), 'next');
});

test('when too many wait, one more is told to come again, and nobody in the queue is lost', async () => {
  const { batcher, openGates } = gated({ waiting: 2 });
  const first = Promise.all([batcher.submit('a'), batcher.submit('b')]);
  await assert.rejects(
    batcher.submit('c'),
    (error: Problem) => error.code === 'busy' && error.retryAfter === 2,
  );
  await openGates();
  assert.deepEqual(await first, ['a!', 'b!']);
});
