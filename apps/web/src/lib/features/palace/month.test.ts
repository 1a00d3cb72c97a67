import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDay, isMonth, monthAfter, weeksOf } from './month.ts';

test('weeks begin on Monday and hold every day of the month once', () => {
  const weeks = weeksOf('2026-11');
  assert.deepEqual(weeks[0], [null, null, null, null, null, null, '2026-11-01']);
  assert.equal(weeks.length, 6);
  const days = weeks.flat().filter((day) => day !== null);
  assert.equal(days.length, 30);
  assert.equal(new Set(days).size, 30);
  assert.ok(weeksOf('2028-02').flat().includes('2028-02-29'), 'leap day');
});

test('months follow on over the turn of the year', () => {
  assert.equal(monthAfter('2026-12', 1), '2027-01');
  assert.equal(monthAfter('2026-01', -1), '2025-12');
});

test('only real months and days are taken from an address', () => {
  assert.ok(isMonth('2026-11') && !isMonth('2026-13') && !isMonth('x'));
  assert.ok(isDay('2026-11-22') && !isDay('2026-11-99') && !isDay('22.11.2026'));
});
