import assert from 'node:assert/strict';
import { test } from 'node:test';
import { datesOf, type RepeatRule, type SessionTemplate } from '@wengong/contract';
import fc from 'fast-check';
import { localDay, plusDays, weekdayOf } from '../../../kernel/zone.ts';
import { movedPlan } from './moved-plan.rules.ts';
import { changeOf, planOn, withoutDay } from './session-rule.rules.ts';

const ZONE = 'Asia/Shanghai';
const FIRST = '2026-11-23';
const anyDay = fc.integer({ min: 0, max: 120 }).map((days) => plusDays(FIRST, days));
const anyRule: fc.Arbitrary<RepeatRule> = fc.record({
  frequency: fc.constantFrom('weekly', 'monthly'),
  interval: fc.integer({ min: 1, max: 4 }),
  weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 7 }),
  monthlyBy: fc.constantFrom('date', 'weekday'),
  firstDay: anyDay,
  count: fc.integer({ min: 1, max: 30 }),
  until: fc.constant(null),
  exceptions: fc.array(anyDay, { maxLength: 6 }),
});

test('a counted rule has as many dates as it counts, in order, none left out and on its weekdays', () => {
  fc.assert(
    fc.property(anyRule, (rule) => {
      const dates = datesOf(rule);
      assert.equal(dates.length, rule.count);
      assert.deepEqual(dates, [...new Set(dates)].sort());
      assert.ok(dates.every((day) => day >= rule.firstDay && !rule.exceptions.includes(day)));
      if (rule.frequency === 'weekly')
        assert.ok(dates.every((day) => rule.weekdays.includes(weekdayOf(day))));
    }),
  );
});

test('a date that goes its own way leaves the others as they are', () => {
  fc.assert(
    fc.property(anyRule, fc.nat(), (rule, nth) => {
      const dates = datesOf(rule);
      const gone = dates[nth % dates.length] ?? '';
      fc.pre(dates.length > 1);
      assert.deepEqual(
        datesOf(withoutDay(rule, gone)),
        dates.filter((day) => day !== gone),
      );
    }),
  );
});

test('a changed rule settles every session that follows exactly once, and none before', () => {
  const sessions = fc.uniqueArray(fc.record({ id: fc.uuid(), day: anyDay, open: fc.boolean() }), {
    selector: (session) => session.day,
    maxLength: 30,
  });
  fc.assert(
    fc.property(sessions, anyRule, anyDay, (made, rule, from) => {
      const { added, kept, dropped } = changeOf(made, rule, from);
      const open = made.filter((session) => session.open && session.day >= from).map((session) => session.id);
      assert.deepEqual([...kept, ...dropped].sort(), open.sort());
      const wanted = datesOf(rule).filter((day) => day >= from);
      const days = made.map((session) => session.day);
      assert.deepEqual(
        added,
        wanted.filter((day) => !days.includes(day)),
      );
    }),
  );
});

const template: SessionTemplate = {
  startTime: '22:00',
  endTime: '00:30',
  spaceId: null,
  teacherId: null,
  capacity: 20,
  quotas: [],
  opens: { daysBefore: 3, time: '12:00' },
  closesMinutesBefore: 30,
};

test('a session ends on the next day when it ends before it starts; booking follows its own start', () => {
  const plan = planOn('2026-12-31', template, ZONE, new Date('2026-11-23T04:00:00Z'));
  assert.equal(plan.startsAt, '2026-12-31T14:00:00.000Z');
  assert.equal(plan.endsAt, '2026-12-31T16:30:00.000Z');
  assert.equal(plan.bookingOpensAt, '2026-12-28T04:00:00.000Z');
  assert.equal(plan.bookingClosesAt, '2026-12-31T13:30:00.000Z');
});

test('planned for within the hour, booking is open until it ends rather than never', () => {
  const now = new Date('2026-12-31T13:45:00Z');
  const plan = planOn('2026-12-31', { ...template, opens: null }, ZONE, now);
  assert.equal(plan.bookingOpensAt, now.toISOString());
  assert.equal(plan.bookingClosesAt, plan.endsAt);
});

test('a moved session keeps its distances to booking; what is open stays open', () => {
  const hour = 3_600_000;
  fc.assert(
    fc.property(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 15, max: 600 }), (by, minutes) => {
      const now = new Date('2026-11-23T04:00:00Z');
      const start = new Date(now.getTime() + 600 * hour);
      const session = {
        starts_at: start,
        ends_at: new Date(start.getTime() + 2 * hour),
        teacher_id: null,
        capacity: 10,
        booking_opens_at: new Date(now.getTime() - hour),
        booking_closes_at: new Date(start.getTime() - hour / 2),
        quotas: [],
      };
      const startsAt = new Date(start.getTime() + by * hour);
      const endsAt = new Date(startsAt.getTime() + minutes * 60_000);
      const to = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), spaceId: null };
      const plan = movedPlan(session, to, now);
      assert.equal(plan.bookingOpensAt, session.booking_opens_at.toISOString());
      assert.equal(Date.parse(plan.bookingClosesAt), startsAt.getTime() - hour / 2);
      const ahead = { ...session, booking_opens_at: new Date(start.getTime() - 24 * hour) };
      assert.equal(Date.parse(movedPlan(ahead, to, now).bookingOpensAt), startsAt.getTime() - 24 * hour);
    }),
  );
  assert.equal(localDay(new Date('2026-11-23T04:00:00Z'), ZONE), FIRST);
});
