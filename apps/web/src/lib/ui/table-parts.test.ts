import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHUNK } from './table-chunks.ts';
import { Parts } from './table-parts.ts';

const rowsOf = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`);
const refilled = () =>
  new Parts<string>(
    (row) => row,
    () => true,
  );
const some = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);

/** Node of each row that is drawn, by its key. */
const nodesOf = (parts: ReturnType<Parts<string>['of']>) =>
  new Map(
    parts.flatMap((part) => part.rows.map((row, within) => [row, `${part.node}.${part.nodes[within]}`])),
  );

test('wherever one goes: every row is drawn in a node of its own, what stays keeps it, what somebody holds is not filled anew', () => {
  const steps = fc.array(
    fc.record({
      first: fc.nat(60),
      count: fc.integer({ min: 1, max: 6 }),
      held: fc.nat(400),
      gone: fc.nat(320),
    }),
    { minLength: 2, maxLength: 12 },
  );
  fc.assert(
    fc.property(steps, (all) => {
      const parts = refilled();
      let before = new Map<string, string>();
      let rows = rowsOf(330);
      let held = 0;
      for (const step of all) {
        const holds = rows[held] ?? '';
        rows = rows.filter((_, index) => index !== step.gone);
        const drawn = parts.of(rows, some(step.first, step.count), [held]);
        const now = nodesOf(drawn);
        assert.equal(new Set(now.values()).size, now.size, 'one row a node');
        assert.deepEqual([...now.keys()], rows.slice(step.first * CHUNK, (step.first + step.count) * CHUNK));
        const node = before.get(holds);
        const inIt = [...now].find(([, each]) => each === node)?.[0] ?? holds;
        if (node !== undefined) assert.equal(inIt, holds, 'the node of what is held');
        before = now;
        held = step.held;
      }
    }),
  );
});

test('a jump draws into the nodes that are there; the same rows again are the same part', () => {
  const parts = refilled();
  const rows = rowsOf(1000);
  const first = parts.of(rows, some(0, 3), []);
  const far = parts.of(rows, some(100, 3), []);
  assert.deepEqual(
    far.map(({ node, nodes }) => [node, nodes]),
    first.map(({ node, nodes }) => [node, nodes]),
  );
  const further = parts.of([...rows, 'one more'], some(101, 3), []);
  assert.equal(further[0], far[1]);
  assert.equal(further[2]?.node, far[0]?.node, 'what comes is in the node of what went');
});

test('a row more on top leaves those below it in their nodes, as far as their part keeps them', () => {
  const parts = refilled();
  const rows = rowsOf(400);
  const before = nodesOf(parts.of(rows, [0, 1], []));
  const after = nodesOf(parts.of(['new', ...rows], [0, 1], []));
  for (const row of rows.slice(0, CHUNK - 1)) assert.equal(after.get(row), before.get(row));
});

test('where cells keep something of their own, no row is ever drawn in the node of another', () => {
  const parts = new Parts<string>(
    (row) => row,
    () => false,
  );
  const rows = rowsOf(1000);
  const first = nodesOf(parts.of(rows, some(0, 3), []));
  const far = nodesOf(parts.of(rows, some(100, 3), []));
  assert.deepEqual(
    [...far.values()].filter((node) => [...first.values()].includes(node)),
    [],
  );
  const back = nodesOf(parts.of(rows, some(1, 3), []));
  assert.equal(back.get(rows[CHUNK] ?? ''), first.get(rows[CHUNK] ?? ''));
});
