import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allotSeats, sharePools } from './seats.rules.ts';

const pools = ['a', 'b', 'c'] as const;
const requests = fc.array(
  fc.record({
    seats: fc.integer({ min: 1, max: 6 }),
    pools: fc.shuffledSubarray([...pools], { minLength: 1 }),
  }),
  { maxLength: 40 },
);
const free = fc.record({ a: fc.integer({ min: -3, max: 20 }), b: fc.nat(20), c: fc.nat(20) });

test('no pool gives more than it has, and nobody goes without who would have fitted', () => {
  fc.assert(
    fc.property(requests, free, (list, left) => {
      const wanted = list.map((each, index) => ({ ...each, id: String(index) }));
      const allotted = allotSeats(wanted, new Map(Object.entries(left)));
      const given = new Map<string, number>();
      for (const { id, seats, pools: eligible } of wanted) {
        const pool = allotted.get(id);
        const stillFree = (each: string) => (left[each as keyof typeof left] ?? 0) - (given.get(each) ?? 0);
        if (pool === undefined) {
          assert.ok(eligible.every((each) => stillFree(each) < seats));
          continue;
        }
        assert.ok(eligible.includes(pool as never));
        assert.ok(stillFree(pool) >= seats);
        given.set(pool, (given.get(pool) ?? 0) + seats);
      }
    }),
  );
});

test('reserved seats are taken first, then everybody’s', () => {
  const ask = (id: string) => ({ id, seats: 1, pools: ['reserved', 'general'] });
  const allotted = allotSeats(
    [ask('1'), ask('2'), ask('3')],
    new Map([
      ['reserved', 1],
      ['general', 1],
    ]),
  );
  assert.deepEqual(
    [...allotted],
    [
      ['1', 'reserved'],
      ['2', 'general'],
    ],
  );
});

const categories = ['sanitation', 'migrant', 'courier'] as const;
const quotas = fc
  .shuffledSubarray([...categories])
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((category) =>
        fc.record({ category: fc.constant(category), seats: fc.integer({ min: 1, max: 30 }) }),
      ),
    ),
  );
const taken = fc.record({
  general: fc.nat(40),
  sanitation: fc.nat(20),
  migrant: fc.nat(20),
  courier: fc.nat(20),
});

test('pools share out exactly the capacity while nothing is taken', () => {
  fc.assert(
    fc.property(fc.nat(60), quotas, (capacity, reserved) => {
      const shares = sharePools(capacity, reserved, new Map());
      const sum = [...shares.values()].reduce((total, share) => total + share.capacity, 0);
      assert.equal(sum, capacity);
      for (const share of shares.values()) assert.equal(share.excess, 0);
      for (const { category, seats } of reserved) assert.ok((shares.get(category)?.capacity ?? 0) <= seats);
    }),
  );
});

test('whatever is taken stays taken, and the rest never promises more than the capacity', () => {
  fc.assert(
    fc.property(fc.nat(60), quotas, taken, (capacity, reserved, used) => {
      const map = new Map<(typeof categories)[number] | null, number>([
        [null, used.general],
        ['sanitation', used.sanitation],
        ['migrant', used.migrant],
        ['courier', used.courier],
      ]);
      const shares = sharePools(capacity, reserved, map);
      const total = [...map.values()].reduce((sum, seats) => sum + seats, 0);
      let promised = 0;
      for (const [category, share] of shares) {
        const seats = map.get(category) ?? 0;
        assert.ok(share.capacity >= 0 && share.capacity + share.excess >= seats);
        assert.equal(share.excess, Math.max(0, seats - share.capacity));
        promised += Math.max(share.capacity, seats);
      }
      assert.ok(promised <= Math.max(capacity, total), `${promised} of ${capacity}, ${total} taken`);
    }),
  );
});
