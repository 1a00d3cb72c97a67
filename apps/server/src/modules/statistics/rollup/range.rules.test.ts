import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daysBetween, plusDays } from '../../../kernel/zone.ts';
import { lastOfMonth, partsOf, periodStart, periodsOf } from './range.rules.ts';

const range = fc
  .record({ start: fc.integer({ min: 15_000, max: 25_000 }), length: fc.integer({ min: 0, max: 800 }) })
  .map(({ start, length }) => {
    const from = new Date(start * 86_400_000).toISOString().slice(0, 10);
    return { from, to: plusDays(from, length) };
  });

test('whole months and runs of days are the range, each day once', () => {
  fc.assert(
    fc.property(range, ({ from, to }) => {
      const { months, runs } = partsOf(from, to, '2999-12-31');
      const days = [
        ...months.flatMap((month) => daysBetween(month, lastOfMonth(month))),
        ...runs.flatMap((run) => daysBetween(run.from, run.to)),
      ];
      assert.deepEqual(days.toSorted(), daysBetween(from, to));
      assert.ok(runs.length <= 2);
    }),
  );
});

test('a month whose rest is still to come is taken whole', () => {
  assert.deepEqual(partsOf('2026-10-01', '2026-11-23', '2026-11-23'), {
    months: ['2026-10-01', '2026-11-01'],
    runs: [],
  });
  assert.deepEqual(partsOf('2026-10-15', '2026-11-22', '2026-11-23'), {
    months: [],
    runs: [{ from: '2026-10-15', to: '2026-11-22' }],
  });
});

test('periods follow each other without a gap, weeks from Monday', () => {
  fc.assert(
    fc.property(
      range,
      fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      ({ from, to }, by) => {
        const periods = periodsOf(from, to, by);
        assert.deepEqual([periods[0]?.from, periods.at(-1)?.to], [from, to]);
        periods.slice(1).forEach((period, index) => {
          assert.equal(period.from, plusDays(periods[index]?.to ?? '', 1));
          assert.equal(periodStart(period.from, by), period.from);
        });
      },
    ),
  );
  assert.equal(periodStart('2026-11-22', 'week'), '2026-11-16');
});
