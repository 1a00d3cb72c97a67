import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeenCodes } from './seen-codes.ts';

/** What is told of looks that find these codes, one look every `every` ms. */
function told(found: readonly (string | null)[], every = 120): string[] {
  const seen = new SeenCodes();
  return found.flatMap((text, index) => (seen.isNew(text, index * every) && text !== null ? [text] : []));
}
const looks = <T>(count: number, text: T): T[] => Array.from({ length: count }, () => text);

test('a code that stays in view is told once, also where some looks miss it', () => {
  assert.deepEqual(told(looks(100, 'A')), ['A']);
  assert.deepEqual(told([...looks(5, 'A'), ...looks(10, null), ...looks(5, 'A')]), ['A']);
});

test('two codes in one picture are told once each, however the reader changes its mind', () => {
  assert.deepEqual(told(looks(50, ['A', 'B']).flat()), ['A', 'B']);
});

test('a code that was away is told again', () => {
  assert.deepEqual(told(['A', ...looks(25, null), 'A']), ['A', 'A']);
  assert.deepEqual(told(['A', ...looks(25, 'B'), 'A']), ['A', 'B', 'A']);
});

test('a phone that needs seconds for a look does not tell the same code at each', () => {
  assert.deepEqual(told(looks(10, 'A'), 4000), ['A']);
  assert.deepEqual(told(['A', null, null, 'A'], 4000), ['A']);
});
