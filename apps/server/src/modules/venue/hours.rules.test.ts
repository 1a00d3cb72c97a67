import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daysBetween, instantAt, weekdayOf } from '../../kernel/zone.ts';
import { hoursOn, isWithinHours, leavesOutside, type PalaceHours } from './hours.rules.ts';

const ZONE = 'Asia/Shanghai';
const weekly = daysBetween('2026-11-23', '2026-11-29').flatMap((day) => [
  { space_id: null, weekday: weekdayOf(day), opens: '09:00:00', closes: '21:00:00' },
  { space_id: 'gym', weekday: weekdayOf(day), opens: '06:00:00', closes: '22:00:00' },
]);
const special = (id: string, spaceId: string | null, opens: string, closes: string) => ({
  id,
  spaceId,
  firstDay: '2027-01-01',
  lastDay: '2027-01-03',
  name: '元旦',
  nameEn: 'New Year',
  hours: [{ opens, closes }],
});
const opensAt = (hours: PalaceHours, spaceId: string | null, day: string) =>
  hoursOn(hours, spaceId, day).map((row) => row.opens.slice(0, 5));

test('hours of a day come before those of the week, and a space’s own before the palace’s', () => {
  const ofPalace = { weekly, special: [special('a', null, '10:00', '16:00')] };
  const ofBoth = { weekly, special: [...ofPalace.special, special('b', 'gym', '08:00', '12:00')] };
  assert.deepEqual(
    [null, 'hall', 'gym'].map((space) => opensAt(ofPalace, space, '2027-01-04')),
    [['09:00'], ['09:00'], ['06:00']],
    'the day after',
  );
  assert.deepEqual(
    [null, 'hall', 'gym'].map((space) => opensAt(ofPalace, space, '2027-01-03')),
    [['10:00'], ['10:00'], ['10:00']],
  );
  assert.deepEqual(opensAt(ofBoth, 'gym', '2027-01-01'), ['08:00']);
  assert.deepEqual(opensAt(ofBoth, 'hall', '2027-01-01'), ['10:00']);
});

test('what special hours leave outside was within before, is not now, and lies on their days', () => {
  const quarter = fc.integer({ min: 0, max: 95 });
  fc.assert(
    fc.property(
      fc.constantFrom(...daysBetween('2026-12-30', '2027-01-06')),
      fc.constantFrom('gym', 'hall'),
      fc.tuple(quarter, quarter).filter(([a, b]) => a < b),
      (day, space, [from, to]) => {
        const added = special('a', null, '10:00', '16:00');
        const period = { startsAt: instantAt(day, from * 15, ZONE), endsAt: instantAt(day, to * 15, ZONE) };
        const now = { weekly, special: [added] };
        const outside = leavesOutside({ weekly, special: [] }, added, ZONE)(space, period);
        // Whether it is written already changes nothing.
        assert.equal(leavesOutside(now, added, ZONE)(space, period), outside);
        const within = isWithinHours({ weekly, special: [] }, space, period, ZONE);
        assert.equal(outside, within && !isWithinHours(now, space, period, ZONE));
        if (outside) assert.ok(added.firstDay <= day && day <= added.lastDay);
      },
    ),
  );
});

test('a palace that has not told its week is only closed outside the hours of special days', () => {
  const hours = { weekly: [], special: [special('a', null, '10:00', '16:00')] };
  const at = (day: string) => ({ startsAt: instantAt(day, 480, ZONE), endsAt: instantAt(day, 540, ZONE) });
  assert.equal(isWithinHours(hours, null, at('2026-12-31'), ZONE), true);
  assert.equal(isWithinHours(hours, null, at('2027-01-01'), ZONE), false);
});
