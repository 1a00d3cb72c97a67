import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CHUNK, ChunkHeights, nextChunks } from './table-chunks.ts';

const heights = fc
  .tuple(fc.integer({ min: 151, max: 100_000 }), fc.array(fc.option(fc.integer({ min: 300, max: 9000 }))))
  .map(
    ([rows, measured]) =>
      new ChunkHeights(
        rows,
        measured.map((height) => height ?? undefined),
      ),
  );
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
  const all = new ChunkHeights(CHUNK * 2 + CHUNK / 5, [1000, undefined]);
  assert.deepEqual([all.of(0), all.of(1), all.of(2)], [1000, 1000, 200]);
  assert.equal(new ChunkHeights(CHUNK, []).of(0), 52 * CHUNK);
});
