import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHUNK, ChunkHeights, nextChunks } from './table-chunks.ts';

function heightsOf(rows: number, measured: readonly (number | null)[]): ChunkHeights {
  const all = new ChunkHeights(rows);
  for (const [chunk, height] of measured.entries()) if (height !== null) all.measure(chunk, height);
  return all;
}
const heights = fc
  .tuple(fc.integer({ min: 151, max: 100_000 }), fc.array(fc.option(fc.integer({ min: 300, max: 9000 }))))
  .map(([rows, measured]) => heightsOf(rows, measured));
const screen = fc.record({
  top: fc.integer({ min: -500, max: 6_000_000 }),
  height: fc.integer({ min: 200, max: 2000 }),
});
const drawn = fc.tuple(fc.nat(4000), fc.nat(6)).map(([first, more]) => ({ first, last: first + more }));

test('what is drawn always covers the screen, and settles after a few frames on what is near it', () => {
  fc.assert(
    fc.property(heights, screen, drawn, (all, at, before) => {
      let now = { ...before, settled: false };
      for (let frame = 0; frame < 30 && !now.settled; frame += 1) {
        const next = nextChunks(now, all, at);
        assert.ok(
          next.first <= all.at(at.top) && next.last >= all.at(at.top + at.height),
          'covers the screen',
        );
        assert.ok(next.first >= 0 && next.last < all.count);
        now = next;
      }
      assert.ok(now.settled);
      const further = all.room(now.first + 1, now.last);
      assert.ok(further <= at.height + 2 * 900 + 2, 'nothing far away is kept');
    }),
  );
});

test('rooms above, drawn and below add up to the whole table, wherever it is cut', () => {
  fc.assert(
    fc.property(heights, fc.nat(), fc.nat(), (all, a, b) => {
      const [from, to] = [a % (all.count + 1), b % (all.count + 1)].sort((one, two) => one - two) as [
        number,
        number,
      ];
      const sum = all.room(0, from) + all.room(from, to) + all.room(to, all.count);
      assert.ok(Math.abs(sum - all.room(0, all.count)) <= 2, 'but for rounding');
    }),
  );
});

test('unmeasured chunks are as high as the measured ones; a last one of few rows is lower', () => {
  const all = heightsOf(CHUNK * 2 + CHUNK / 5, [1000]);
  assert.deepEqual([all.of(0), all.of(1), all.of(2)], [1000, 1000, 200]);
  assert.equal(new ChunkHeights(CHUNK).of(0), 52 * CHUNK);
});

test('what is found quickly is what adding up chunk by chunk finds, also after measuring anew and after further rows', () => {
  const further = fc.record({
    rows: fc.integer({ min: 1, max: 400 }),
    anew: fc.array(fc.nat(9000), { maxLength: 60 }),
  });
  fc.assert(
    fc.property(heights, further, fc.nat(2_000_000), fc.nat(), (first, { rows, anew }, distance, cut) => {
      const all = first.resized(rows);
      for (const [chunk, height] of anew.entries()) all.measure(chunk, height);
      let passed = 0;
      let at = 0;
      while (at < all.count - 1 && passed + all.of(at) <= distance) passed += all.of(at++);
      assert.ok(Math.abs(all.at(distance) - at) <= 1 && all.at(-1) === 0);
      const to = cut % (all.count + 1);
      const sum = Array.from({ length: to }, (_, chunk) => all.of(chunk)).reduce(
        (one, more) => one + more,
        0,
      );
      assert.ok(Math.abs(all.room(0, to) - sum) <= 1);
    }),
  );
});
