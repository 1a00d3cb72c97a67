import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { countGroups, OTHER } from './equity.rules.ts';

const served = fc.array(
  fc.record({
    personId: fc.nat(60).map(String),
    value: fc.constantFrom('sanitation', 'migrant', 'courier', 'driver', 'retired', OTHER),
    visits: fc.integer({ min: 1, max: 30 }),
  }),
  { maxLength: 120 },
);

test('no cell has fewer than ten persons, and no visit is lost unless nothing is told', () => {
  fc.assert(
    fc.property(served, (all) => {
      const cells = countGroups(all);
      assert.ok(cells.every((cell) => cell.people >= 10));
      assert.equal(new Set(cells.map((cell) => cell.value)).size, cells.length);
      const told = cells.reduce((sum, cell) => sum + cell.visits, 0);
      const visits = all.reduce((sum, each) => sum + each.visits, 0);
      assert.ok(
        told === visits || (cells.length === 0 && new Set(all.map((each) => each.personId)).size < 10),
      );
    }),
  );
});

const members = (value: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({ personId: String(from + index), value, visits: 2 }));

test('what is too small to tell takes the next smallest with it, so that it cannot be found by subtraction', () => {
  const cells = countGroups([
    ...members('sanitation', 40),
    ...members('migrant', 12, 100),
    ...members('courier', 3, 200),
  ]);
  assert.deepEqual(
    cells.map((cell) => [cell.value, cell.people, cell.visits]),
    [
      ['sanitation', 40, 80],
      [OTHER, 15, 30],
    ],
  );
});
