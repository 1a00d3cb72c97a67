import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { allotSeats, isOpenTo, type PlannedPool, returnedInto, sharePools } from './seats.rules.ts';

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

/** Any tree of pools: each below everybody's or one named before it. */
const tree = fc
  .array(
    fc.record({
      seats: fc.integer({ min: 0, max: 30 }),
      taken: fc.nat(20),
      returned: fc.boolean(),
      above: fc.nat(),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(({ above, ...pool }, index): PlannedPool => {
      const parent = above % (index + 1);
      return { ...pool, id: String(index), parent: parent === index ? null : String(parent) };
    }),
  );
const ROOT = 'everybody';
const untouched = (list: readonly PlannedPool[]) =>
  list.map((pool) => ({ ...pool, taken: 0, returned: false }));

/** Ids of a pool and of those within it. */
const subtree = (list: readonly PlannedPool[], id: string): string[] => [
  id,
  ...list.filter((pool) => pool.parent === id).flatMap((pool) => subtree(list, pool.id)),
];

test('pools share out exactly the capacity while nothing is taken, and none gets more than the one above has', () => {
  fc.assert(
    fc.property(fc.nat(60), tree, (capacity, list) => {
      const shares = sharePools(capacity, { id: ROOT, taken: 0 }, untouched(list));
      const seatsOf = (ids: readonly string[]) =>
        ids.reduce((sum, id) => sum + (shares.get(id)?.capacity ?? 0), 0);
      assert.equal(seatsOf([...shares.keys()]), capacity);
      for (const share of shares.values()) assert.ok(share.capacity >= 0 && share.excess === 0);
      for (const pool of list) {
        const all = seatsOf(subtree(list, pool.id));
        assert.ok(all <= pool.seats);
        if (pool.parent !== null) assert.ok(all <= seatsOf(subtree(list, pool.parent)));
      }
    }),
  );
});

test('whatever is taken stays taken, and the rest never promises more than the capacity', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.nat(40), tree, (capacity, takenByAll, list) => {
      const shares = sharePools(capacity, { id: ROOT, taken: takenByAll }, list);
      const taken = new Map([[ROOT, takenByAll], ...list.map((pool) => [pool.id, pool.taken] as const)]);
      const total = [...taken.values()].reduce((sum, seats) => sum + seats, 0);
      let promised = 0;
      for (const [id, share] of shares) {
        const seats = taken.get(id) ?? 0;
        assert.ok(share.capacity >= 0 && share.capacity + share.excess >= seats);
        assert.equal(share.excess, Math.max(0, seats - share.capacity));
        promised += Math.max(share.capacity, seats);
      }
      assert.equal(shares.size, list.length + 1);
      assert.ok(promised <= Math.max(capacity, total), `${promised} of ${capacity}, ${total} taken`);
    }),
  );
});

test('a returned allotment keeps what it has given, the rest is the parent’s again', () => {
  const union = { id: 'union', parent: null, seats: 30, returned: false, taken: 4 };
  const migrants = { id: 'migrants', parent: 'union', seats: 10, returned: true, taken: 3 };
  const shares = sharePools(100, { id: ROOT, taken: 0 }, [union, migrants]);
  assert.deepEqual(Object.fromEntries([...shares].map(([id, share]) => [id, share.capacity])), {
    everybody: 70,
    union: 27,
    migrants: 3,
  });
});

const at = new Date('2026-11-25T06:00:00Z');
const minutes = (count: number) => new Date(at.getTime() + count * 60_000);

test('a pool asks for everything that the pools above it ask for, until each of them returns', () => {
  const pool = { demands: ['union:a', 'migrant'], demands_until: [minutes(60), minutes(30)] };
  assert.equal(isOpenTo(pool, ['union:a', 'migrant'], at), true);
  assert.equal(isOpenTo(pool, ['union:a'], at), false);
  assert.equal(isOpenTo(pool, ['union:a'], minutes(30)), true);
  assert.equal(isOpenTo(pool, [], minutes(59)), false);
  assert.equal(isOpenTo(pool, [], minutes(60)), true);
  assert.equal(isOpenTo({ demands: ['walk-in'], demands_until: [null] }, ['union:a'], minutes(900)), false);
});

test('returned seats are offered to those who wait for the nearest pool above that has not returned', () => {
  const pool = (id: string, parent_id: string | null, depth: number, returns_at: Date | null) => ({
    id,
    parent_id,
    depth,
    returns_at,
  });
  const pools = [
    pool('block', 'union', 2, minutes(10)),
    pool('union', null, 1, minutes(20)),
    pool('all', null, 0, null),
  ];
  assert.deepEqual([...returnedInto(pools, at)], []);
  assert.deepEqual([...returnedInto(pools, minutes(10))], [['union', ['block']]]);
  assert.deepEqual([...returnedInto(pools, minutes(20))], [['all', ['block', 'union']]]);
});
