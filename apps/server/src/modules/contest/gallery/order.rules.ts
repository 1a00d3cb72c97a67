import { createHash } from 'node:crypto';
import type { Dealt } from './gallery.store.ts';

type Sizes = Pick<Dealt, 'seldom' | 'dealtSize' | 'size'>;

/**
 * The places a visitor sees at positions `from` to `from + count`: first entries that came since the dealing, then those
 * shown least, then the rest, each group in an order of the visitor's own. An entry is equally likely to be at each
 * position of its group, and every entry of the group comes once.
 */
export function placesOf(sizes: Sizes, seed: string, from: number, count: number): number[] {
  const groups = [
    { start: sizes.dealtSize, length: sizes.size - sizes.dealtSize },
    { start: 0, length: sizes.seldom },
    { start: sizes.seldom, length: sizes.dealtSize - sizes.seldom },
  ];
  const places: number[] = [];
  let begins = 0;
  for (const [index, { start, length }] of groups.entries()) {
    const first = Math.max(from, begins);
    const last = Math.min(from + count, begins + length);
    if (first < last) {
      const { step, shift } = strideOf(`${seed} ${index}`, length);
      for (let at = first; at < last; at += 1) places.push(start + (((at - begins) * step + shift) % length));
    }
    begins += length;
  }
  return places;
}

/** A stride that meets every place of `length` once, and where it begins. Places stay below 2^20, products below 2^53. */
function strideOf(seed: string, length: number): { step: number; shift: number } {
  const hash = createHash('sha256').update(seed).digest();
  const shift = hash.readUInt32BE(0) % length;
  let step = (hash.readUInt32BE(4) % length) + 1;
  while (divisorOf(step, length) !== 1) step = (step % length) + 1;
  return { step, shift };
}

/** The greatest common divisor. */
function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}
