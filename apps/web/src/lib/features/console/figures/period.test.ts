import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysToCompare, monthsAsked, periodAddress, periodAsked, periodOf } from './period.ts';

test('a week runs from Monday to Sunday, over the end of a year too', () => {
  assert.deepEqual(periodOf('week', '2026-11-22'), {
    kind: 'week',
    from: '2026-11-16',
    to: '2026-11-22',
    before: '2026-11-15',
    after: '2026-11-23',
  });
  const { from, to } = periodOf('week', '2027-01-01');
  assert.deepEqual([from, to], ['2026-12-28', '2027-01-03']);
});

test('a month has all its days, February of a leap year too', () => {
  const { from, to, before, after } = periodOf('month', '2028-02-10');
  assert.deepEqual([from, to, before, after], ['2028-02-01', '2028-02-29', '2028-01-31', '2028-03-01']);
});

test('a year is twelve whole months, which the API allows', () => {
  assert.deepEqual(periodOf('year', '2028-02-10'), {
    kind: 'year',
    from: '2027-03-01',
    to: '2028-02-29',
    before: '2027-02-28',
    after: '2029-02-01',
  });
  const { from, to } = periodOf('year', '2028-02-10');
  assert.ok((Date.parse(to) - Date.parse(from)) / 86_400_000 <= 366);
});

test('an address that names nothing sensible shows this week', () => {
  const asked = periodAsked(new URLSearchParams('period=decade&day=soon'), '2026-11-22');
  assert.deepEqual([asked.kind, asked.to], ['week', '2026-11-22']);
});

test('months end with this one, over the end of a year too', () => {
  assert.deepEqual(monthsAsked(new URLSearchParams('months=12'), '2026-11-22'), {
    count: 12,
    from: '2025-12',
    to: '2026-11',
  });
  assert.deepEqual(monthsAsked(new URLSearchParams('months=7'), '2026-01-31').from, '2025-11');
});

test('what is over is compared as a whole', () => {
  assert.deepEqual(daysToCompare(periodOf('month', '2026-11-22'), '2026-12-02'), {
    now: { from: '2026-11-01', to: '2026-11-30' },
    before: { from: '2026-10-01', to: '2026-10-31' },
    soFar: false,
  });
});

test('of what is not over the whole days are compared with as many before', () => {
  const month = periodOf('month', '2026-11-22');
  assert.deepEqual(daysToCompare(month, '2026-11-22'), {
    now: { from: '2026-11-01', to: '2026-11-21' },
    before: { from: '2026-10-01', to: '2026-10-21' },
    soFar: true,
  });
  const march = periodOf('month', '2026-03-31');
  assert.deepEqual(daysToCompare(march, '2026-03-31')?.before.to, '2026-02-28');
});

test('a week does not open with a fall of all its visits: on Monday there is nothing to compare', () => {
  const week = periodOf('week', '2026-11-23');
  assert.equal(daysToCompare(week, '2026-11-23'), null);
  assert.deepEqual(daysToCompare(week, '2026-11-24')?.before, { from: '2026-11-16', to: '2026-11-16' });
  assert.equal(daysToCompare(periodOf('day', '2026-11-23'), '2026-11-23'), null, 'nor of today');
  assert.equal(daysToCompare(periodOf('week', '2026-12-07'), '2026-11-23'), null, 'nor of what is to come');
  for (let day = 16; day <= 22; day += 1) {
    const days = daysToCompare(periodOf('week', '2026-11-22'), `2026-11-${day}`);
    const length = (range: { from: string; to: string }) => Date.parse(range.to) - Date.parse(range.from);
    assert.equal(days && length(days.now), days && length(days.before));
  }
});

test('another period keeps what else was chosen, such as the order of a table', () => {
  const search = '?period=week&day=2026-11-22&unions=-missed';
  assert.equal(
    periodAddress('/figures', search, 'month', '2026-10-01'),
    '/figures?period=month&day=2026-10-01&unions=-missed',
  );
  assert.equal(periodAddress('/figures', '', 'day', '2026-10-01'), '/figures?period=day&day=2026-10-01');
});
