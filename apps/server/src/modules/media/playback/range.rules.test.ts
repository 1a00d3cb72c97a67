import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRange } from './range.rules.ts';

test('a range lies within the file, whatever is asked for', () => {
  const number = fc.option(fc.integer({ min: 0, max: 2000 }), { nil: null });
  fc.assert(
    fc.property(number, number, fc.integer({ min: 0, max: 1000 }), (from, to, size) => {
      const range = parseRange(`bytes=${from ?? ''}-${to ?? ''}`, size);
      if (range === null || range === 'unsatisfiable') return;
      assert.ok(range.start >= 0 && range.start <= range.end && range.end < size);
      if (from !== null) assert.equal(range.start, from);
    }),
  );
});

test('what HTTP says of ranges', () => {
  assert.deepEqual(parseRange('bytes=0-', 10), { start: 0, end: 9 });
  assert.deepEqual(parseRange('bytes=-3', 10), { start: 7, end: 9 });
  assert.deepEqual(parseRange('bytes=-99', 10), { start: 0, end: 9 });
  assert.equal(parseRange('bytes=10-', 10), 'unsatisfiable');
  assert.equal(parseRange('bytes=0-0', 0), 'unsatisfiable');
  for (const header of [undefined, '', 'bytes=', 'bytes=-', 'bytes=1-2,4-5', 'lines=1-2', 'bytes=5-2']) {
    assert.equal(parseRange(header, 10), null, String(header));
  }
});
