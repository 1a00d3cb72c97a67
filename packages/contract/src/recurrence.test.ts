import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datesOf, datesWithExceptions, REPEAT_LIMIT, type RepeatRule, rruleOf } from './recurrence.ts';

const weekly = (overrides: Partial<RepeatRule> = {}): RepeatRule => ({
  frequency: 'weekly',
  interval: 1,
  weekdays: [2],
  monthlyBy: 'date',
  firstDay: '2026-12-01',
  count: 4,
  until: null,
  exceptions: [],
  ...overrides,
});
const monthly = (overrides: Partial<RepeatRule>): RepeatRule =>
  weekly({ frequency: 'monthly', ...overrides });

test('weekly on Tuesday and Thursday, four times, from a Wednesday on', () => {
  assert.deepEqual(datesOf(weekly({ firstDay: '2026-12-02', weekdays: [4, 2] })), [
    '2026-12-03',
    '2026-12-08',
    '2026-12-10',
    '2026-12-15',
  ]);
});

test('a week begins on Monday: every other week, Sunday is the end of it', () => {
  assert.deepEqual(datesOf(weekly({ weekdays: [0, 2], interval: 2 })), [
    '2026-12-01',
    '2026-12-06',
    '2026-12-15',
    '2026-12-20',
  ]);
});

test('a date left out is made up for at the end: twelve classes stay twelve', () => {
  const rule = weekly({ count: 12, exceptions: ['2026-12-29', '2027-02-09'] });
  const dates = datesOf(rule);
  assert.equal(dates.length, 12);
  assert.equal(dates.at(-1), '2027-03-02');
  assert.deepEqual(
    datesWithExceptions(rule)
      .filter((each) => each.skipped)
      .map((each) => each.day),
    ['2026-12-29', '2027-02-09'],
  );
  assert.equal(rruleOf(rule), 'FREQ=WEEKLY;WKST=MO;BYDAY=TU;COUNT=14');
});

test('with a last day, the last day counts and nothing after it', () => {
  const rule = weekly({ count: null, until: '2026-12-15' });
  assert.deepEqual(datesOf(rule), ['2026-12-01', '2026-12-08', '2026-12-15']);
  assert.equal(rruleOf(rule), 'FREQ=WEEKLY;WKST=MO;BYDAY=TU;UNTIL=20261215');
});

test('monthly on the 31st leaves out the months that have none', () => {
  const rule = monthly({ firstDay: '2026-12-31', count: 3 });
  assert.deepEqual(datesOf(rule), ['2026-12-31', '2027-01-31', '2027-03-31']);
  assert.equal(rruleOf(rule), 'FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3');
});

test('monthly on the third Tuesday; a fifth one is the last of its month', () => {
  const third = monthly({ firstDay: '2026-12-15', monthlyBy: 'weekday', count: 3 });
  assert.deepEqual(datesOf(third), ['2026-12-15', '2027-01-19', '2027-02-16']);
  assert.equal(rruleOf(third), 'FREQ=MONTHLY;BYDAY=3TU;COUNT=3');
  const last = monthly({ firstDay: '2026-12-29', monthlyBy: 'weekday', count: 3 });
  assert.deepEqual(datesOf(last), ['2026-12-29', '2027-01-26', '2027-02-23']);
  assert.equal(rruleOf(last), 'FREQ=MONTHLY;BYDAY=-1TU;COUNT=3');
});

test('no rule runs for ever: not one without dates, not one with too many', () => {
  assert.equal(datesOf(weekly({ count: null, until: '2099-12-31' })).length, REPEAT_LIMIT);
  assert.deepEqual(datesOf(weekly({ weekdays: [] })), []);
  assert.deepEqual(datesOf(weekly({ count: null, until: '2026-11-01' })), []);
});
