import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WaitingRoom } from '@wengong/contract';
import fc from 'fast-check';
import { countdown, isCalled, peopleAhead, viewOf, type Wait, waitFor } from './position.ts';

const before: WaitingRoom = {
  state: 'gathering',
  now: '2026-11-23T01:59:00Z',
  doorsOpenAt: '2026-11-23T01:30:00Z',
  opensAt: '2026-11-23T02:00:00Z',
  closesAt: '2026-11-25T02:00:00Z',
  joined: 100,
  early: null,
  seed: null,
  called: 0,
  perMinute: 0,
  seatsLeft: 30,
  party: 1,
  askAgainMs: 2000,
};
const open: WaitingRoom = {
  ...before,
  state: 'open',
  early: 100,
  seed: '0'.repeat(32),
  joined: 120,
  called: 10,
};
const at = (number: number, state: 'waiting' | 'called' | 'inside' | 'expired' = 'waiting') => ({
  number,
  state,
});

test('before the opening nobody has a position; after it everybody can compute theirs', () => {
  assert.equal(peopleAhead(before, at(5)), null);
  assert.equal(peopleAhead(open, at(111)), 100);
  const ranks = Array.from({ length: 100 }, (_, index) => peopleAhead({ ...open, called: 0 }, at(index + 1)));
  assert.deepEqual(
    ranks.toSorted((a, b) => (a ?? 0) - (b ?? 0)),
    Array.from({ length: 100 }, (_, index) => index),
  );
  assert.equal(ranks.filter((_, index) => isCalled(open, at(index + 1))).length, 10);
});

test('each situation has its own view', () => {
  assert.equal(viewOf({ ...before, state: 'soon' }, null), 'soon');
  assert.equal(viewOf(before, null), 'outside');
  assert.equal(viewOf(before, at(5)), 'gathering');
  assert.equal(viewOf(open, null), 'outside');
  assert.equal(viewOf(open, at(111)), 'queue');
  assert.equal(viewOf({ ...open, called: 111 }, at(111)), 'turn');
  assert.equal(viewOf(open, at(111, 'inside')), 'turn');
  assert.equal(viewOf(open, at(111, 'expired')), 'expired');
  assert.equal(viewOf({ ...open, state: 'sold_out' }, at(111)), 'sold-out');
  assert.equal(viewOf({ ...open, state: 'sold_out' }, at(111, 'inside')), 'turn');
  assert.equal(viewOf({ ...open, state: 'over' }, at(111, 'inside')), 'over');
});

const seats = { seatsLeft: 5000 };

test('time is estimated as calls go now, the same for few and many people at every rate', () => {
  const wait = (perMinute: number, ahead: number) => waitFor({ ...open, ...seats, perMinute }, ahead);
  assert.equal(wait(0, 0), 'unknown');
  assert.equal(wait(1, 0), 'under-a-minute');
  assert.equal(wait(40, 100), 3);
  assert.equal(wait(122, 121), 'under-a-minute');
  assert.equal(wait(121, 121), 2);
  assert.equal(wait(1800, 121), 'soon');
  assert.equal(wait(3000, 4999), 2);
});

test('property: more people ahead or slower calls never shorten the wait', () => {
  const length = (wait: Wait) =>
    ({ soon: 0, 'under-a-minute': 1, unknown: Infinity })[wait as 'soon'] ?? wait;
  const rates = fc.integer({ min: 1, max: 6000 });
  const people = fc.nat({ max: 60_000 });
  fc.assert(
    fc.property(rates, rates, people, people, (a, b, c, d) => {
      const room = { ...open, seatsLeft: 100_000 };
      const short = waitFor({ ...room, perMinute: Math.max(a, b) }, Math.min(c, d));
      const long = waitFor({ ...room, perMinute: Math.min(a, b) }, Math.max(c, d));
      assert.ok(Number(length(short)) <= Number(length(long)), `${short} ${long}`);
    }),
  );
});

test('nobody is told that it is nearly their turn while the seats may not last as far as them', () => {
  assert.equal(waitFor({ ...open, perMinute: 6000, seatsLeft: 122 }, 121), 'soon');
  assert.equal(waitFor({ ...open, perMinute: 6000, seatsLeft: 121 }, 121), 'under-a-minute');
  assert.equal(waitFor({ ...open, perMinute: 6000, seatsLeft: 122, party: 2 }, 121), 'under-a-minute');
});

test('a countdown ends at zero', () => {
  assert.equal(countdown(3_723_000, 0), '1:02:03');
  assert.equal(countdown(59_001, 0), '01:00');
  assert.equal(countdown(0, 5000), '00:00');
});
