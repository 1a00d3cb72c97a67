import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, inputOfInstant, instantOfInput, todayIn } from './clock.ts';

test('a time typed in a form is the palace’s wall clock, wherever the browser is', () => {
  assert.equal(instantOfInput('2026-11-22T21:30', 'Asia/Shanghai'), '2026-11-22T13:30:00.000Z');
  assert.equal(instantOfInput('2026-11-22T21:30', 'Asia/Urumqi'), '2026-11-22T15:30:00.000Z');
  assert.equal(inputOfInstant('2026-11-22T13:30:00Z', 'Asia/Shanghai'), '2026-11-22T21:30');
  assert.equal(inputOfInstant('2026-11-22T13:30:07Z', 'Asia/Shanghai'), '2026-11-22T21:30:07');
});

test('what is not a time is none', () => {
  for (const text of ['', 'soon', '2026-11-22', '2026-02-30T10:00', '2026-11-22T25:00']) {
    assert.equal(instantOfInput(text, 'Asia/Shanghai'), null, text);
  }
  assert.equal(inputOfInstant(null, 'Asia/Shanghai'), '');
});

test('today begins at midnight of the palace', () => {
  const now = new Date('2026-11-22T16:00:00Z');
  assert.equal(todayIn('Asia/Shanghai', now), '2026-11-23');
  assert.equal(todayIn('UTC', now), '2026-11-22');
});

test('days are added over months and leap days', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(addDays('2028-03-01', -1), '2028-02-29');
});
