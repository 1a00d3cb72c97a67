import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  canCancel,
  cancelEarlyUntil,
  cancellationOf,
  checkInWindow,
  deadlineOf,
  holdUntil,
  isDropIn,
  maskName,
  obstacleOf,
  priceOf,
  type Terms,
} from './booking.rules.ts';

const HOUR = 3_600_000;
const start = new Date('2026-11-24T10:00:00Z');
const plus = (date: Date, ms: number) => new Date(date.getTime() + ms);
const rules = {
  cancel_until_minutes: 120,
  check_in_opens_minutes: 60,
  check_in_closes_minutes: 15,
  offer_minutes: 30,
};
const lesson = { startsAt: start, endsAt: plus(start, HOUR) };
const exhibition = { startsAt: start, endsAt: plus(start, 90 * 24 * HOUR) };

const terms = (overrides: Partial<Terms> = {}): Terms => ({
  ...lesson,
  published: true,
  series: false,
  cancelled: false,
  bookingOpensAt: plus(start, -48 * HOUR),
  bookingClosesAt: start,
  openTo: 'everyone',
  categories: [],
  priceFen: 2000,
  memberPriceFen: 500,
  maxCompanions: 2,
  ...overrides,
});
const nobody = { member: false, categories: [] };

test('who may book, and when', () => {
  const now = plus(start, -HOUR);
  const ask = (overrides: Partial<Terms>, standing = nobody, at = now) =>
    obstacleOf(terms(overrides), standing, at);
  assert.equal(ask({}), null);
  assert.equal(ask({ published: false }), 'session-not-open');
  assert.equal(ask({ cancelled: true }), 'session-called-off');
  assert.equal(ask({}, nobody, plus(start, -49 * HOUR)), 'booking-not-open-yet');
  assert.equal(ask({}, nobody, plus(start, -48 * HOUR)), null, 'open from the first moment');
  assert.equal(ask({}, nobody, start), 'booking-closed', 'closed at the last');
  assert.equal(ask({ openTo: 'members' }), 'members-only');
  assert.equal(ask({ openTo: 'members' }, { ...nobody, member: true }), null);
  const forCouriers = { openTo: 'categories', categories: ['courier', 'driver'] } as const;
  assert.equal(ask(forCouriers), 'not-eligible');
  assert.equal(
    obstacleOf(terms(forCouriers), { member: true, categories: ['retired'] }, now),
    'not-eligible',
  );
  assert.equal(obstacleOf(terms(forCouriers), { member: false, categories: ['driver'] }, now), null);
});

test('members pay the members’ price, companions the full one', () => {
  assert.deepEqual(priceOf(terms(), { ...nobody, member: true }, 2), {
    own: 500,
    companion: 2000,
    total: 4500,
  });
  assert.equal(priceOf(terms(), nobody, 2).total, 6000);
});

test('cancelling is early until the policy’s minute, late until the start, then too late', () => {
  const until = cancelEarlyUntil(rules, lesson);
  assert.equal(until.getTime(), start.getTime() - 2 * HOUR);
  const booked = { ...lesson, status: 'confirmed' as const };
  assert.equal(cancellationOf(booked, rules, until), 'cancelled_early');
  assert.equal(cancellationOf(booked, rules, plus(until, 1)), 'cancelled_late');
  assert.equal(cancellationOf({ ...booked, status: 'held' }, rules, plus(start, -1)), 'cancelled_early');
  assert.ok(canCancel(booked, plus(start, -1)));
  assert.ok(!canCancel(booked, start));
  assert.ok(!canCancel({ ...booked, status: 'checked_in' }, plus(start, -HOUR)));
  assert.ok(
    canCancel({ ...exhibition, status: 'confirmed' }, plus(start, 24 * HOUR)),
    'an exhibition runs on',
  );
});

test('an offer is kept for the policy’s time, never beyond the start, and never made after it', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000, max: 10_000 }),
      fc.integer({ min: 5, max: 2880 }),
      (minutes, offer) => {
        const now = plus(start, minutes * 60_000);
        const until = holdUntil({ ...rules, offer_minutes: offer }, lesson, now);
        if (now >= start) return assert.equal(until, null);
        assert.ok(until !== null && until > now && until <= start);
        assert.ok(until.getTime() - now.getTime() <= offer * 60_000);
      },
    ),
  );
});

test('a lesson is checked in around its start, an exhibition until its end', () => {
  assert.deepEqual(checkInWindow(rules, lesson), {
    opensAt: plus(start, -HOUR),
    closesAt: plus(start, 15 * 60_000),
  });
  assert.deepEqual(checkInWindow(rules, exhibition).closesAt, exhibition.endsAt);
  assert.ok(isDropIn(exhibition) && !isDropIn(lesson));
  assert.equal(deadlineOf(exhibition), exhibition.endsAt);
});

test('a masked name shows its first character only', () => {
  assert.equal(maskName('张三丰'), '张**');
  assert.equal(maskName('李'), '李**');
  assert.equal(maskName(' Wang '), 'W**');
  assert.equal(maskName('𠮷野'), '𠮷**');
  assert.equal(maskName(''), '**');
});
