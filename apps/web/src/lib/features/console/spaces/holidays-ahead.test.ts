import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holidaysAhead } from './holidays-ahead.ts';

const day = (at: string, name: string, kind: 'holiday' | 'workday' | 'closed' = 'holiday') => ({
  day: at,
  kind,
  name,
  nameEn: name,
});

test('days of one holiday are one, another in the next year is another; closed days are none', () => {
  const ahead = holidaysAhead([
    day('2026-10-01', '国庆节'),
    day('2026-10-02', '国庆节'),
    day('2026-10-10', '调休上班', 'workday'),
    day('2026-11-25', '消防检修', 'closed'),
    day('2027-10-01', '国庆节'),
  ]);
  assert.deepEqual(
    ahead.map(({ name, firstDay, lastDay }) => [name, firstDay, lastDay]),
    [
      ['国庆节', '2026-10-01', '2026-10-02'],
      ['调休上班', '2026-10-10', '2026-10-10'],
      ['国庆节', '2027-10-01', '2027-10-01'],
    ],
  );
});
