import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newRepeat, repeatOf, ruleOf, slotsOf } from './repeat-form.ts';

test('a rule read into the form and out again is the same rule', () => {
  for (const pattern of ['weekly', 'biweekly', 'monthly-date', 'monthly-weekday'] as const) {
    const weekdays = pattern.endsWith('weekly') ? [2, 4] : [];
    const rule = ruleOf({
      ...newRepeat(),
      pattern,
      weekdays,
      firstDay: '2026-12-01',
      exceptions: ['2027-01-05'],
    });
    assert.ok(rule);
    assert.deepEqual(ruleOf(repeatOf(rule)), rule, pattern);
  }
});

test('what is not complete yet is no rule', () => {
  const whole = { ...newRepeat(), firstDay: '2026-12-01', weekdays: [2] };
  assert.ok(ruleOf(whole));
  assert.equal(ruleOf({ ...whole, firstDay: '' }), null);
  assert.equal(ruleOf({ ...whole, weekdays: [] }), null);
  assert.equal(ruleOf({ ...whole, count: '' }), null);
  assert.equal(ruleOf({ ...whole, count: '61' }), null);
  assert.equal(ruleOf({ ...whole, ends: 'until' }), null);
});

test('slots are on the palace’s clock; an end before the start is on the next day', () => {
  assert.deepEqual(slotsOf(['2026-12-01'], '22:00', '00:30', 'Asia/Shanghai'), [
    { startsAt: '2026-12-01T14:00:00.000Z', endsAt: '2026-12-01T16:30:00.000Z' },
  ]);
  assert.deepEqual(slotsOf(['2026-12-01'], '', '20:00', 'Asia/Shanghai'), []);
});
