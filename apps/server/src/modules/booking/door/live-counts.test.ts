import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../../kernel/ids.ts';
import { type DoorCount, LiveCounts } from './live-counts.ts';

const key = () => ({ palaceId: newId(), sessionId: newId() });
const countOf = (admitted: number) => ({ admitted }) as DoorCount;

test('twenty who ask at once cost one read; another session its own', async () => {
  const counts = new LiveCounts(60_000);
  let reads = 0;
  const read = async () => {
    reads += 1;
    return countOf(reads);
  };
  const [one, other] = [key(), key()];
  const answers = await Promise.all(Array.from({ length: 20 }, () => counts.of(one, read)));
  assert.deepEqual(new Set(answers.map((each) => each.admitted)), new Set([1]));
  assert.equal((await counts.of(other, read)).admitted, 2);
});

test('what was counted here is read anew, also when a read was under way', async () => {
  const counts = new LiveCounts(60_000);
  const one = key();
  const reading = Promise.withResolvers<DoorCount>();
  const slow = counts.of(one, () => reading.promise);
  counts.forget(one);
  const fresh = await counts.of(one, async () => countOf(5));
  reading.resolve(countOf(4));
  await slow;
  assert.equal(fresh.admitted, 5);
  assert.equal((await counts.of(one, async () => countOf(6))).admitted, 5);
});

test('a failure is not remembered, and with no time nothing is', async () => {
  const counts = new LiveCounts(60_000);
  const one = key();
  await assert.rejects(counts.of(one, () => Promise.reject(new Error('no database'))));
  assert.equal((await counts.of(one, async () => countOf(1))).admitted, 1);
  const none = new LiveCounts(0);
  await none.of(one, async () => countOf(1));
  assert.equal((await none.of(one, async () => countOf(2))).admitted, 2);
});
