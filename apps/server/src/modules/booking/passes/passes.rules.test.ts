import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { covers, passObstacleOf, passStatusOf, refundableFen, unitOf } from './passes.rules.ts';

const from = new Date('2026-11-01T00:00:00Z');
const until = new Date('2026-12-01T00:00:00Z');
const pass = { units: 10, taken: 0, validFrom: from, validUntil: until, voided: false };
const session = { activityId: 'a', kind: 'sport', brandId: null, startsAt: from } as const;

test('a pass is good for what its scope names', () => {
  assert.equal(covers({ type: 'palace' }, session), true);
  assert.equal(covers({ type: 'kinds', kinds: ['sport'] }, session), true);
  assert.equal(covers({ type: 'kinds', kinds: ['film'] }, session), false);
  const items = [{ id: 'a', name: '甲', nameEn: '' }];
  assert.equal(covers({ type: 'activities', items }, session), true);
  assert.equal(covers({ type: 'brands', items }, session), false);
  assert.equal(covers({ type: 'brands', items }, { ...session, brandId: 'a' }), true);
});

test('what stands in the way of using a pass', () => {
  const good = { ...pass, scope: { type: 'palace' } as const };
  assert.equal(passObstacleOf(good, session), null);
  assert.equal(passObstacleOf({ ...good, taken: 10 }, session), 'pass-used-up');
  assert.equal(passObstacleOf({ ...good, units: null, taken: 99 }, session), null);
  assert.equal(passObstacleOf({ ...good, voided: true }, session), 'pass-void');
  assert.equal(passObstacleOf(good, { ...session, startsAt: until }), 'pass-out-of-time');
  assert.equal(
    passObstacleOf({ ...good, scope: { type: 'kinds', kinds: ['film'] } }, session),
    'pass-not-for-this',
  );
});

test('its state follows time and units', () => {
  const middle = new Date('2026-11-15T00:00:00Z');
  assert.equal(passStatusOf(pass, middle), 'active');
  assert.equal(passStatusOf({ ...pass, taken: 10 }, middle), 'used_up');
  assert.equal(passStatusOf(pass, until), 'expired');
  assert.equal(passStatusOf(pass, new Date('2026-10-01T00:00:00Z')), 'future');
  assert.equal(passStatusOf({ ...pass, voided: true }, middle), 'void');
});

test('a unit is held while the booking is ahead', () => {
  assert.equal(unitOf({ status: 'waitlisted', taken: true }), 'held');
  assert.equal(unitOf({ status: 'completed', taken: true }), 'used');
  assert.equal(unitOf({ status: 'cancelled_late', taken: true }), 'used');
  assert.equal(unitOf({ status: 'cancelled_early', taken: false }), 'returned');
});

test('never more is paid back than was paid, and never more for less that is left', () => {
  const price = fc.integer({ min: 0, max: 10_000_000 });
  const at = fc.date({ min: from, max: new Date('2027-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(price, fc.integer({ min: 1, max: 200 }), fc.nat(), at, (priceFen, units, n, now) => {
      const taken = n % (units + 1);
      const back = refundableFen({ ...pass, priceFen, units, taken }, now);
      assert.ok(back >= 0 && back <= priceFen);
      if (taken > 0) assert.ok(back <= refundableFen({ ...pass, priceFen, units, taken: taken - 1 }, now));
    }),
  );
  fc.assert(
    fc.property(price, at, at, (priceFen, one, other) => {
      const [early, late] = one < other ? [one, other] : [other, one];
      const period = { ...pass, units: null, taken: 3, priceFen };
      assert.ok(refundableFen(period, late) <= refundableFen(period, early));
      assert.ok(refundableFen(period, early) <= priceFen);
    }),
  );
});
