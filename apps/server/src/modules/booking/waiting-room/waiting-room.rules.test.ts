import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { numberOf, rankOf } from '@wengong/contract/waiting-room-order';
import fc from 'fast-check';
import { bearableRate } from './call-rate.ts';
import { levelOf } from './challenge.ts';
import { askAgainMs, callsNow, doorsOpenAt, stateOf } from './waiting-room.rules.ts';

const seed = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const freshSeed = () => randomBytes(16).toString('hex');

test('every order gives each early number its own rank, and finds it back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), seed, (early, drawn) => {
      const order = { early, seed: drawn };
      const ranks = Array.from({ length: early }, (_, index) => rankOf(index + 1, order));
      assert.deepEqual(
        ranks.toSorted((a, b) => a - b),
        Array.from({ length: early }, (_, index) => index + 1),
      );
      for (const [index, rank] of ranks.entries()) assert.equal(numberOf(rank, order), index + 1);
    }),
    { numRuns: 60 },
  );
});

test('whoever comes after the opening stands behind, in the order of arrival', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 50_000 }), seed, (early, later, drawn) => {
      const number = early + later;
      assert.equal(rankOf(number, { early, seed: drawn }), number);
      assert.equal(numberOf(number, { early, seed: drawn }), number);
    }),
  );
});

/** Chi-square of how often each of `early` people gets each of the ranks, over many drawn seeds. */
function unevenness(early: number, draws: number, rank = rankOf): number {
  const counts = Array.from({ length: early }, () => new Array<number>(early).fill(0));
  for (let draw = 0; draw < draws; draw += 1) {
    const order = { early, seed: freshSeed() };
    for (let number = 1; number <= early; number += 1) {
      const row = counts[number - 1] as number[];
      const at = rank(number, order) - 1;
      row[at] = (row[at] ?? 0) + 1;
    }
  }
  const expected = draws / early;
  return counts.flat().reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/**
 * A bound that an even draw passes in all but one of ten million runs (5.2 deviations, after Wilson and Hilferty). Each
 * draw uses every rank once, so that rows and columns are fixed: (n − 1)² are free, and the sum is n/(n − 1) of theirs.
 */
function bound(early: number): number {
  const spread = 2 / (9 * (early - 1) ** 2);
  return early * (early - 1) * (1 - spread + 5.2 * Math.sqrt(spread)) ** 3;
}

test('nobody gains by coming first or last: every early person is as likely at every rank', () => {
  for (const [early, draws] of [
    [2, 4000],
    [7, 4000],
    [60, 3000],
  ] as const) {
    assert.ok(unevenness(early, draws) < bound(early), `${early} people`);
  }
});

test('control: an order that favours the first is found out', () => {
  const favouring: typeof rankOf = (number, order) =>
    Number.parseInt(order.seed.slice(0, 2), 16) < 16 ? number : rankOf(number, order);
  assert.ok(unevenness(7, 4000, favouring) > bound(7));
});

test('neighbours before the opening are no neighbours after it', () => {
  const order = { early: 50_000, seed: freshSeed() };
  let near = 0;
  for (let number = 1; number < 10_000; number += 1) {
    if (Math.abs(rankOf(number, order) - rankOf(number + 1, order)) < 500) near += 1;
  }
  // 2 % by chance.
  assert.ok(near > 100 && near < 320, String(near));
});

const now = new Date('2026-11-23T02:00:00Z');
const seconds = (count: number) => new Date(now.getTime() + count * 1000);

test('calls never exceed the rate over any time, nor seats that somebody inside may take', () => {
  const pauses = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), pauses, fc.nat(2000), (rate, waits, free) => {
      let at = now;
      let since = new Date(now.getTime() - 1000);
      let waiting = 3000;
      let called = 0;
      for (const wait of waits) {
        at = new Date(at.getTime() + wait);
        const { calls, paidAt } = callsNow(
          { rate, since, waiting, free, inside: Math.min(called, free), party: 1 },
          at,
        );
        if (calls > 0) since = paidAt;
        waiting -= calls;
        called += calls;
        assert.ok(waiting >= 0 && called <= free);
        assert.ok(called <= rate * ((at.getTime() - now.getTime()) / 1000 + 2));
        assert.ok(calls <= rate * 2);
      }
    }),
  );
});

test('the rate is used up in full while people and seats last', () => {
  let since = new Date(now.getTime() - 1000);
  let called = 0;
  for (let second = 0; second < 60; second += 1) {
    const { calls, paidAt } = callsNow(
      { rate: 7, since, waiting: 9999, free: 9999, inside: 0, party: 1 },
      seconds(second),
    );
    if (calls > 0) since = paidAt;
    called += calls;
  }
  assert.equal(called, 7 * 60);
});

test('who comes with others leaves less for those behind: no more are called than can be seated', () => {
  const now = seconds(60);
  const calls = (free: number, inside: number, party: number) =>
    callsNow({ rate: 60, since: seconds(0), waiting: 500, free, inside, party }, now).calls;
  assert.equal(calls(30, 0, 1), 30);
  assert.equal(calls(30, 0, 2.5), 12);
  assert.equal(calls(30, 10, 2.5), 2);
  assert.equal(calls(30, 12, 2.5), 0);
  assert.equal(calls(1, 0, 2.5), 1, 'somebody who comes alone');
  assert.equal(calls(0, 0, 1), 0);
});

test('a busy process calls fewer, and rooms share the rate', () => {
  assert.equal(bearableRate(60, 0.5, 1), 60);
  assert.equal(Math.round(bearableRate(60, 1, 1)), 6);
  assert.equal(bearableRate(60, 0.5, 3), 20);
  assert.equal(bearableRate(1, 1, 40), 1);
});

test('the more people ask, the more work a place takes', () => {
  assert.deepEqual(
    [levelOf(1), levelOf(500), levelOf(9000)].map((level) => level.bits),
    [10, 12, 14],
  );
});

test('the state of a room follows the clock and the seats', () => {
  const times = { bookingOpensAt: seconds(3600), bookingClosesAt: seconds(7200), live: true };
  assert.equal(doorsOpenAt(times).getTime(), seconds(1800).getTime());
  const at = (second: number, seats = 5) => stateOf(times, seats, seconds(second));
  assert.deepEqual(
    [at(1799), at(1800), at(3599), at(3600), at(3600, 0), at(7200)],
    ['soon', 'gathering', 'gathering', 'open', 'sold_out', 'over'],
  );
  assert.equal(stateOf({ ...times, live: false }, 5, seconds(3600)), 'over');
});

test('browsers ask seldom while there is time, and every two seconds once it counts', () => {
  const times = { bookingOpensAt: seconds(3600), bookingClosesAt: seconds(7200), live: true };
  assert.deepEqual(
    [0, 3580, 3596, 3600, 4000].map((second) => askAgainMs(times, seconds(second))),
    [15_000, 5000, 2000, 2000, 2000],
  );
});
