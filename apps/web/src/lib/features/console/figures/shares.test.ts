import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeOf, percentOf, signed } from './shares.ts';

test('a share is rounded, but never to none or all of it', () => {
  assert.equal(percentOf(2200, 3670), '60%');
  assert.equal(percentOf(1, 1000), '<1%');
  assert.equal(percentOf(999, 1000), '99%');
  assert.equal(percentOf(5, 5), '100%');
  assert.equal(percentOf(0, 5), '0%');
  assert.equal(percentOf(0, 0), '–');
});

test('a change is counted from what was before, where there was something', () => {
  assert.deepEqual([changeOf(110, 100), changeOf(0, 100), changeOf(100, 100)], [10, -100, 0]);
  assert.equal(changeOf(5, 0), null);
  assert.deepEqual([signed(10), signed(-3), signed(0)], ['+10', '-3', '0']);
});
