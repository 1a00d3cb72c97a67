import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daysBetween, instantAt, plusDays } from '../../kernel/zone.ts';
import { countByDay, daysOfMonth } from './calendar.rules.ts';

const ZONE = 'Asia/Shanghai';

test('a month ends on its last day, leap years included', () => {
  assert.deepEqual(daysOfMonth('2026-11'), { first: '2026-11-01', last: '2026-11-30' });
  assert.deepEqual(daysOfMonth('2026-12'), { first: '2026-12-01', last: '2026-12-31' });
  assert.deepEqual(daysOfMonth('2028-02'), { first: '2028-02-01', last: '2028-02-29' });
});

test('every day counts what touches it: the sum is the sum of the days each entry covers', () => {
  const november = daysOfMonth('2026-11');
  const days = daysBetween(november.first, november.last);
  const entry = fc.record({
    first: fc.nat(29),
    length: fc.nat(10),
    starts: fc.nat(1439),
    minutes: fc.integer({ min: 1, max: 1440 }),
    free: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 20 }), (drawn) => {
      const expected = new Map<string, number>();
      const entries = drawn.map(({ first, length, starts, minutes, free }) => {
        const begins = days[first] ?? november.first;
        // Ends on the day after `length` more days, no earlier in the day than it began when that is the same day.
        const ends = plusDays(begins, length);
        const endsAt = length === 0 ? Math.min(1440, starts + minutes) : minutes;
        for (const day of daysBetween(begins, ends)) expected.set(day, (expected.get(day) ?? 0) + 1);
        return { startsAt: instantAt(begins, starts, ZONE), endsAt: instantAt(ends, endsAt, ZONE), free };
      });
      const counts = countByDay(entries, ZONE, november);
      assert.deepEqual(
        Object.fromEntries(counts.map((count) => [count.day, count.sessions])),
        Object.fromEntries([...expected].filter(([day]) => day <= november.last).sort()),
      );
      assert.ok(counts.every((count) => count.free <= count.sessions));
    }),
  );
});
