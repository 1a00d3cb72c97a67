import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idleState } from './idle.ts';

test('a minute without a touch is counted down from its half', () => {
  const after = (seconds: number) => idleState(1_000_000, 1_000_000 + seconds * 1000);
  assert.deepEqual(after(0), { left: 60, warned: false, over: false });
  assert.deepEqual(after(29.9), { left: 31, warned: false, over: false });
  assert.deepEqual(after(30), { left: 30, warned: true, over: false });
  assert.deepEqual(after(59.5), { left: 1, warned: true, over: false });
  assert.deepEqual(after(60), { left: 0, warned: true, over: true });
  assert.deepEqual(after(-3600), { left: 0, warned: true, over: true });
});
