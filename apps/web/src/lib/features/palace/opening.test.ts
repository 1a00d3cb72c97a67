import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpen, openingWeek } from './opening.ts';

const zone = 'Asia/Shanghai';
// Sunday 22 November 2026, 14:30 in Shanghai.
const now = new Date('2026-11-22T06:30:00Z');
const hours = [
  { weekday: 0, opens: '09:00', closes: '12:00' },
  { weekday: 0, opens: '14:00', closes: '17:00' },
  { weekday: 2, opens: '09:00', closes: '17:00' },
];

const opening = { openingHours: hours, specialHours: [], closures: [] };

test('the week runs from Monday to Sunday in the palace’s own days', () => {
  const week = openingWeek(opening, zone, now);
  assert.deepEqual(
    week.map((day) => day.weekday),
    [1, 2, 3, 4, 5, 6, 0],
  );
  const sunday = week.at(-1);
  assert.deepEqual(sunday?.hours, ['09:00–12:00', '14:00–17:00']);
  assert.equal(sunday?.today, true);
  assert.deepEqual(week[0]?.hours, []);
});

test('open is by the palace’s wall clock, between opening and closing, in no closure', () => {
  assert.equal(isOpen(opening, zone, now), true);
  assert.equal(isOpen(opening, zone, new Date('2026-11-22T04:30:00Z')), false, 'the break at noon');
  assert.equal(isOpen(opening, zone, new Date('2026-11-22T09:00:00Z')), false, 'closing is not open');
  const closure = {
    id: '01992974-e77e-734f-b798-dd2a4130e591',
    spaceId: null,
    startsAt: '2026-11-22T00:00:00Z',
    endsAt: '2026-11-23T00:00:00Z',
    reason: '消防演练',
  };
  assert.equal(isOpen({ ...opening, closures: [closure] }, zone, now), false, 'a closure');
});

test('special hours take the place of the week’s on their days, a space’s own those of the palace', () => {
  const special = (id: string, spaceId: string | null, opens: string) => ({
    id,
    spaceId,
    firstDay: '2026-11-22',
    lastDay: '2026-11-23',
    name: '元旦',
    nameEn: 'New Year',
    hours: [{ opens, closes: '15:00' }],
  });
  const ofPalace = { ...opening, specialHours: [special('a', null, '14:40')] };
  assert.equal(isOpen(ofPalace, zone, now), false, 'opens ten minutes later than usual');
  const week = openingWeek(ofPalace, zone, now);
  assert.deepEqual(
    week.map((day) => [day.weekday, day.hours.join(' '), day.special?.name ?? '']),
    [
      [1, '14:40–15:00', '元旦'],
      [2, '09:00–17:00', ''],
      [3, '', ''],
      [4, '', ''],
      [5, '', ''],
      [6, '', ''],
      [0, '14:40–15:00', '元旦'],
    ],
  );
  const ofBoth = { ...opening, specialHours: [...ofPalace.specialHours, special('b', 'x', '14:00')] };
  assert.equal(isOpen(ofBoth, zone, now), true);
});
