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

test('the week runs from Monday to Sunday in the palace’s own days', () => {
  const week = openingWeek(hours, zone, now);
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
  assert.equal(isOpen(hours, [], zone, now), true);
  assert.equal(isOpen(hours, [], zone, new Date('2026-11-22T04:30:00Z')), false, 'the break at noon');
  assert.equal(isOpen(hours, [], zone, new Date('2026-11-22T09:00:00Z')), false, 'closing is not open');
  const closure = {
    id: '01992974-e77e-734f-b798-dd2a4130e591',
    spaceId: null,
    startsAt: '2026-11-22T00:00:00Z',
    endsAt: '2026-11-23T00:00:00Z',
    reason: '消防演练',
  };
  assert.equal(isOpen(hours, [closure], zone, now), false, 'a closure');
});
