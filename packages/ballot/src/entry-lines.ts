import { readDigits, readHash, readHex } from './text.ts';

/**
 * Entries as they are published when the ballot closes: one line an entry, in ascending order of the leaf's bytes.
 * `<leaf, 43 letters base64url> <weight 1–8> <seats 1–6> <pools, 4 hexadecimal digits>\n`; the lowest bit of `pools`
 * is the first reserved pool. The SHA-256 of all lines is the entry-set hash: `sha256sum entries.txt` tells it, too.
 */
export const ENTRY_LINE = 53;
const SPACE = 32;

/** Entries in the order of their lines. */
export interface EntryList {
  readonly count: number;
  /** Eight 32-bit words a leaf. */
  readonly leaves: Int32Array;
  readonly weights: Uint8Array;
  readonly seats: Uint8Array;
  /** Reserved pools that an entry may draw from, a bit each. */
  readonly pools: Uint16Array;
}

/** A line, counted from 1, that is not as it should be. */
export class LineFault extends Error {
  readonly line: number;
  readonly what: 'shape' | 'sorting';
  constructor(line: number, what: 'shape' | 'sorting') {
    super(`${what} of line ${line}`);
    this.line = line;
    this.what = what;
  }
}

/**
 * Reads lines that begin as entry lines do and are `stride` bytes long, from `from` on. Throws `LineFault` for one
 * that is malformed, out of order, or there twice.
 */
export function readEntryLines(bytes: Uint8Array, stride = ENTRY_LINE, from = 0): EntryList {
  const count = Math.floor((bytes.length - from) / stride);
  if ((bytes.length - from) % stride !== 0) throw new LineFault(count + 1, 'shape');
  const list = {
    count,
    leaves: new Int32Array(count * 8),
    weights: new Uint8Array(count),
    seats: new Uint8Array(count),
    pools: new Uint16Array(count),
  };
  for (let i = 0, at = from; i < count; i += 1, at += stride) {
    const weight = readDigits(bytes, at + 44, 1);
    const seats = readDigits(bytes, at + 46, 1);
    const pools = readHex(bytes, at + 48, 4);
    const spaced = bytes[at + 43] === SPACE && bytes[at + 45] === SPACE && bytes[at + 47] === SPACE;
    const whole = readHash(bytes, at, list.leaves, i * 8) && spaced && pools >= 0;
    if (!whole || weight < 1 || weight > 8 || seats < 1 || seats > 6) throw new LineFault(i + 1, 'shape');
    list.weights[i] = weight;
    list.seats[i] = seats;
    list.pools[i] = pools;
    if (i > 0 && compareLeaf(list.leaves, i - 1, list.leaves.subarray(i * 8, i * 8 + 8)) >= 0) {
      throw new LineFault(i + 1, 'sorting');
    }
  }
  return list;
}

/** The index of a leaf, given as its eight words; -1 when it is not among the entries. */
export function findLeaf({ count, leaves }: EntryList, words: Int32Array): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const side = compareLeaf(leaves, middle, words);
    if (side === 0) return middle;
    if (side < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function compareLeaf(leaves: Int32Array, index: number, words: Int32Array): number {
  for (let word = 0; word < 8; word += 1) {
    const a = (leaves[index * 8 + word] as number) >>> 0;
    const b = (words[word] as number) >>> 0;
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}
