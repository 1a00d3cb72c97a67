import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { courseOf, enrolmentOpensAt, priceOfRest, sharesOf } from './series.rules.ts';

test('a price is shared out over the sessions without losing a fen', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 1, max: 200 }), (price, sessions) => {
      const shares = sharesOf(price, sessions);
      assert.equal(shares.length, sessions);
      assert.equal(
        shares.reduce((sum, share) => sum + share, 0),
        price,
      );
      assert.ok(Math.max(...shares) - Math.min(...shares) <= 1);
    }),
  );
});

test('who joins later pays no more, and who joins at first the whole', () => {
  const prices = { priceFen: 9900, memberPriceFen: 5900 };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.boolean(), (whole, member) => {
      const cost = (ahead: number) => priceOfRest(prices, { member }, { ahead, whole });
      assert.equal(cost(whole), member ? 5900 : 9900);
      for (let ahead = 1; ahead <= whole; ahead += 1) assert.ok(cost(ahead - 1) <= cost(ahead));
    }),
  );
});

test('of a course only what takes place counts, soonest first', () => {
  const session = fc.record({
    sessionId: fc.uuid(),
    startsAt: fc.integer({ min: 0, max: 1e9 }).map((ms) => new Date(ms)),
    endsAt: fc.constant(new Date(2e9)),
    status: fc.constantFrom('scheduled' as const, 'cancelled' as const),
    bookingOpensAt: fc.integer({ min: 0, max: 1e9 }).map((ms) => new Date(ms)),
  });
  fc.assert(
    fc.property(fc.array(session), fc.integer({ min: 0, max: 1e9 }), (sessions, ms) => {
      const now = new Date(ms);
      const { whole, ahead } = courseOf(sessions, now);
      assert.ok(whole.every((each) => each.status === 'scheduled'));
      assert.ok(ahead.every((each) => each.startsAt > now && whole.includes(each)));
      const opens = enrolmentOpensAt(whole);
      assert.equal(opens === null, whole.length === 0);
      assert.ok(whole.every((each) => opens !== null && opens <= each.bookingOpensAt));
    }),
  );
});
