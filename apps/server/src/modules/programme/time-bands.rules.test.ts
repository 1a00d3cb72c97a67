import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantAt, localDay, plusDays } from '../../kernel/zone.ts';
import { isHoliday, isWeekend, isWorkday } from './holidays.rules.ts';
import { timeBandsOf } from './time-bands.rules.ts';

const ZONE = 'Asia/Shanghai';
const at = (day: string, clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return instantAt(day, hours * 60 + minutes, ZONE);
};
const bands = (day: string, from: string, to: string) => timeBandsOf(at(day, from), at(day, to), ZONE);

test('lunch is what fits into the lunch break of a workday', () => {
  assert.deepEqual(bands('2026-11-23', '11:30', '13:30'), ['lunch']);
  assert.deepEqual(bands('2026-11-23', '12:00', '12:40'), ['lunch']);
  assert.deepEqual(bands('2026-11-23', '11:29', '13:00'), []);
  assert.deepEqual(bands('2026-11-23', '12:00', '13:31'), []);
  assert.deepEqual(bands('2026-11-28', '12:00', '12:40'), ['weekend']);
});

test('evening begins at 17:30 of a workday, over midnight too', () => {
  assert.deepEqual(bands('2026-11-23', '17:30', '19:00'), ['evening']);
  assert.deepEqual(bands('2026-11-23', '17:29', '19:00'), []);
  assert.deepEqual(timeBandsOf(at('2026-11-27', '23:00'), at('2026-11-28', '01:00'), ZONE), ['evening']);
});

test('an adjusted working day is a workday though it is a Saturday or Sunday', () => {
  assert.deepEqual(bands('2026-09-20', '18:00', '19:00'), ['evening']);
  assert.deepEqual(bands('2026-10-10', '12:00', '13:00'), ['lunch']);
  assert.deepEqual(bands('2026-10-11', '18:00', '19:00'), ['weekend']);
});

test('a holiday that falls on a Saturday is both; one on a weekday is no workday', () => {
  assert.deepEqual(bands('2026-10-03', '18:00', '19:00'), ['weekend', 'holiday']);
  assert.deepEqual(bands('2026-10-01', '18:00', '19:00'), ['holiday']);
});

test('an exhibition of several days is open over lunch, at the weekend and on holidays it covers', () => {
  assert.deepEqual(timeBandsOf(at('2026-09-28', '09:00'), at('2026-10-08', '17:00'), ZONE), [
    'lunch',
    'weekend',
    'holiday',
  ]);
});

test('the days that the lunar calendar fixes agree with the calendar of the platform', () => {
  const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const isLunar = (day: string, month: string, date: string) => {
    const parts = lunar.formatToParts(new Date(`${day}T00:00:00Z`));
    const part = (type: string) => parts.find((each) => each.type === type)?.value;
    return part('month') === month && part('day') === date;
  };
  let found = 0;
  for (let day = '2026-01-01'; day <= '2027-12-31'; day = plusDays(day, 1)) {
    const festival = isLunar(day, '1', '1') || isLunar(day, '5', '5') || isLunar(day, '8', '15');
    if (!festival) continue;
    found += 1;
    assert.ok(isHoliday(day), day);
  }
  assert.equal(found, 6);
});

const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2027-12-30'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));

test('bands agree with the kind of day: lunch and evening on workdays only, and never both', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: 1, max: 24 * 60 }), (startsAt, minutes) => {
      const found = timeBandsOf(startsAt, new Date(startsAt.getTime() + minutes * 60_000), ZONE);
      const day = localDay(startsAt, ZONE);
      assert.equal(found.includes('weekend'), isWeekend(day));
      assert.equal(found.includes('holiday'), isHoliday(day));
      if (found.includes('lunch') || found.includes('evening')) assert.ok(isWorkday(day));
      assert.ok(!(found.includes('lunch') && found.includes('evening')));
      if (found.includes('lunch')) assert.ok(minutes <= 120);
    }),
  );
});
