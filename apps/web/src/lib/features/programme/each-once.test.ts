import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SessionItem } from '@wengong/contract';
import { eachOnce } from './each-once.ts';

const session = (id: string, activityId: string, seatsLeft: number, status = 'scheduled') =>
  ({ id, activityId, seatsLeft, status }) as SessionItem;

test('an activity that repeats is shown once, by its first session with seats', () => {
  const shown = eachOnce([
    session('1', 'a', 0),
    session('2', 'b', 5),
    session('3', 'a', 4),
    session('4', 'a', 9),
  ]);
  assert.deepEqual(
    shown.map((one) => [one.session.id, one.sessions]),
    [
      ['3', 3],
      ['2', 1],
    ],
  );
});

test('when no session has seats the first stands for all', () => {
  const [only] = eachOnce([session('1', 'a', 0), session('2', 'a', 7, 'cancelled')]);
  assert.equal(only?.session.id, '1');
});
