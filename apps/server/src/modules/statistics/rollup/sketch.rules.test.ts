import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addPerson, countPersons, emptyRegisters, encodeSketch, mergeSketch } from './sketch.rules.ts';

/** Ids as even and as close to each other as they come. */
const idOf = (n: number) => `01932c00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

function sketch(persons: Iterable<number>): Uint8Array {
  const registers = emptyRegisters();
  for (const person of persons) addPerson(registers, idOf(person));
  return registers;
}
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);

test('estimates are within three standard errors, from none to a quarter of a million', () => {
  assert.equal(countPersons(emptyRegisters()), 0);
  for (const count of [1, 10, 300, 5000, 20_000, 41_000, 60_000, 250_000]) {
    const found = countPersons(sketch(upTo(count)));
    assert.ok(Math.abs(found - count) <= Math.max(1, 0.025 * count), `${found} of ${count}`);
  }
});

test('the sketch of a union is that of everybody in it, whatever the order, kept sparse or whole', () => {
  const groups = fc.array(fc.array(fc.nat(9000), { maxLength: 60 }), { maxLength: 8 });
  fc.assert(
    fc.property(groups, (parts) => {
      const merged = emptyRegisters();
      for (const part of parts) mergeSketch(merged, encodeSketch(sketch(part)));
      assert.deepEqual(merged, sketch(parts.flat()));
    }),
  );
  const [many, others] = [upTo(30_000), upTo(30_000, 15_000)];
  const merged = emptyRegisters();
  mergeSketch(merged, encodeSketch(sketch(many)));
  mergeSketch(merged, encodeSketch(sketch(others)));
  assert.deepEqual(merged, sketch(upTo(45_000)));
});

test('few persons take few bytes', () => {
  assert.equal(encodeSketch(emptyRegisters()).length, 1);
  assert.ok(encodeSketch(sketch(upTo(100))).length <= 301);
  assert.equal(encodeSketch(sketch(upTo(100_000))).length, 16_385);
});
