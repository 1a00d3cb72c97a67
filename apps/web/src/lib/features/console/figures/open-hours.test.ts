import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHours } from './open-hours.ts';

const day = (...visited: number[]) =>
  Array.from({ length: 24 }, (_, hour) => ({ hour, visits: visited.includes(hour) ? 1 : 0 }));
const shown = (...visited: number[]) => openHours(day(...visited)).map(({ hour }) => hour);
const through = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

test('a chart of the hours has no gap, however early or late somebody came', () => {
  assert.deepEqual(shown(), through(8, 21));
  assert.deepEqual(shown(1, 3, 12), through(1, 21));
  assert.deepEqual(shown(9, 23), through(8, 23));
});
