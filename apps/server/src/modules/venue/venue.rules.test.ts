import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instantAt, localDay } from '../../kernel/zone.ts';
import { hoursOverlap, overlaps, slotsOfDay } from './venue.rules.ts';

const zones = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC'] as const;
/** Days around both changes of clocks of 2026, and any other. */
const day = fc.oneof(
  fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-10-04', '2026-10-25', '2026-11-01'),
  fc
    .date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const period = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))
  .filter(([opens, closes]) => opens < closes);

test('slots last as long as they say, never overlap and stay within the opening hours of their day', () => {
  fc.assert(
    fc.property(
      day,
      fc.constantFrom(...zones),
      fc.array(period, { maxLength: 3 }),
      fc.integer({ min: 15, max: 480 }),
      (on, zone, periods, slotMinutes) => {
        const weekday = new Date(`${on}T00:00:00Z`).getUTCDay();
        const hours = periods.map(([opens, closes]) => ({
          weekday,
          opens: clock(opens),
          closes: clock(closes),
        }));
        fc.pre(!hoursOverlap(hours));
        const slots = slotsOfDay({ day: on, zone, hours, slotMinutes, occupied: [], now: new Date(0) });
        slots.forEach((slot, index) => {
          assert.equal(slot.endsAt.getTime() - slot.startsAt.getTime(), slotMinutes * 60_000);
          assert.equal(localDay(slot.startsAt, zone), on);
          assert.ok(slot.endsAt <= instantAt(on, 1440, zone));
          assert.ok(slot.free);
          const before = slots[index - 1];
          assert.ok(before === undefined || before.endsAt <= slot.startsAt);
        });
      },
    ),
    { numRuns: 500 },
  );
});

test('a slot is free exactly when it lies ahead and nothing occupies it', () => {
  const instant = fc
    .integer({ min: 0, max: 24 * 60 })
    .map((minutes) => instantAt('2026-11-23', minutes, 'UTC'));
  const occupied = fc.array(
    fc
      .tuple(instant, instant)
      .map(([a, b]) => (a < b ? { startsAt: a, endsAt: b } : { startsAt: b, endsAt: a })),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(occupied, instant, (taken, now) => {
      const hours = [{ weekday: 1, opens: '08:00', closes: '22:00' }];
      const slots = slotsOfDay({
        day: '2026-11-23',
        zone: 'UTC',
        hours,
        slotMinutes: 60,
        occupied: taken,
        now,
      });
      assert.equal(slots.length, 14);
      for (const slot of slots) {
        const expected = slot.startsAt > now && !taken.some((each) => overlaps(each, slot));
        assert.equal(slot.free, expected);
      }
    }),
  );
});

test('a day of 23 hours has one slot less, a day of 25 hours one more', () => {
  const slots = (on: string) =>
    slotsOfDay({
      day: on,
      zone: 'Europe/Berlin',
      hours: [{ weekday: 0, opens: '00:00', closes: '24:00' }],
      slotMinutes: 60,
      occupied: [],
      now: new Date(0),
    }).length;
  assert.equal(slots('2026-03-29'), 23);
  assert.equal(slots('2026-10-25'), 25);
  assert.equal(slots('2026-11-22'), 24);
});

test('periods that touch do not overlap; periods of other weekdays never do', () => {
  const morning = { weekday: 1, opens: '09:00', closes: '12:00' };
  assert.equal(hoursOverlap([morning, { weekday: 1, opens: '12:00', closes: '18:00' }]), false);
  assert.equal(hoursOverlap([morning, { weekday: 1, opens: '11:59', closes: '18:00' }]), true);
  assert.equal(hoursOverlap([morning, { weekday: 2, opens: '10:00', closes: '18:00' }]), false);
});
