import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentOf } from './shares.ts';

test('a share is rounded, but never to none or all of it', () => {
  assert.equal(percentOf(2200, 3670), '60%');
  assert.equal(percentOf(1, 1000), '<1%');
  assert.equal(percentOf(999, 1000), '99%');
  assert.equal(percentOf(5, 5), '100%');
  assert.equal(percentOf(0, 5), '0%');
  assert.equal(percentOf(0, 0), '–');
});
