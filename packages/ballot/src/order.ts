import type { EntryList } from './entry-lines.ts';
import { compress, sha256, stateAfter } from './sha256.ts';

/** Called now and then with the share done, 0 to 1: to show progress, and to let others have the processor. */
export type Pause = (done: number) => Promise<void> | void;

const SLIPS = new TextEncoder().encode('wengong ballot slips v1'.padEnd(32, '\0'));
/** Entries between two pauses. */
const STEP = 16_384;
const MOST = 0xffff_ffff;

/** What the draw is made from: nobody can know it before the seed is revealed and the public value is fixed. */
export const drawKey = (seed: Uint8Array, entrySetHash: Uint8Array, publicValue: string | null): Uint8Array =>
  sha256(seed, entrySetHash, new TextEncoder().encode(publicValue ?? ''));

/**
 * The drawn order: indexes of entries, the first drawn first. As from a drum: an entry of weight w has w slips, each
 * with a number of 64 bits; the lowest number of all is drawn first, and an entry's place is that of its lowest slip.
 * That is drawing without putting back, in proportion to the weights, without a logarithm that two machines might
 * round differently. Slips 4n to 4n+3 of an entry are the four quarters of SHA-256(key ‖ `wengong ballot slips v1`
 * with zeros to 32 bytes ‖ leaf ‖ n as 32 bits), big-endian. Equal numbers: the leaf that comes first.
 */
export async function drawOrder(
  list: EntryList,
  key: Uint8Array,
  pause: Pause = () => {},
): Promise<Uint32Array> {
  const high = new Uint32Array(list.count);
  const low = new Uint32Array(list.count);
  const prefix = new Uint8Array(64);
  prefix.set(key, 0);
  prefix.set(SLIPS, 32);
  const start = stateAfter(prefix);
  for (let from = 0; from < list.count; from += STEP) {
    lowestSlips(list, start, { high, low }, from, Math.min(from + STEP, list.count));
    await pause(from / list.count);
  }
  const order = sortedByHigh(high);
  settleEqual(order, high, low);
  return order;
}

interface Numbers {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/** Finds the lowest slip of the entries from `from` up to `to`. */
function lowestSlips(
  list: EntryList,
  start: Int32Array,
  { high, low }: Numbers,
  from: number,
  to: number,
): void {
  const words = new Int32Array(64);
  const state = new Int32Array(8);
  for (let i = from; i < to; i += 1) {
    const weight = list.weights[i] as number;
    let least = MOST;
    let leastLow = MOST;
    for (let slip = 0; slip < weight; slip += 1) {
      if (slip % 4 === 0) {
        for (let w = 0; w < 8; w += 1) words[w] = list.leaves[i * 8 + w] as number;
        words[8] = slip / 4;
        words[9] = 0x8000_0000 | 0;
        for (let w = 10; w < 15; w += 1) words[w] = 0;
        // Length of the message in bits: the prefix of 64 bytes, the leaf and the number.
        words[15] = (64 + 32 + 4) * 8;
        state.set(start);
        compress(state, words);
      }
      const a = (state[(slip % 4) * 2] as number) >>> 0;
      const b = (state[(slip % 4) * 2 + 1] as number) >>> 0;
      if (a < least || (a === least && b < leastLow)) {
        least = a;
        leastLow = b;
      }
    }
    high[i] = least;
    low[i] = leastLow;
  }
}

/** Indexes by ascending `high`, equal ones as they stand: two passes of a radix sort. */
function sortedByHigh(high: Uint32Array): Uint32Array {
  let order = Uint32Array.from(high, (_, index) => index);
  let next = new Uint32Array(high.length);
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(65_537);
    for (const value of high) {
      const bucket = ((value >>> shift) & 0xffff) + 1;
      starts[bucket] = (starts[bucket] as number) + 1;
    }
    for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] as number) + (starts[i - 1] as number);
    for (const index of order) {
      const bucket = ((high[index] as number) >>> shift) & 0xffff;
      const place = starts[bucket] as number;
      next[place] = index;
      starts[bucket] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Puts entries of equal `high`, few and side by side, in the order of `low` and then of their lines. */
function settleEqual(order: Uint32Array, high: Uint32Array, low: Uint32Array): void {
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && high[order[to] as number] === high[order[from] as number]) to += 1;
    if (to - from > 1) {
      order.subarray(from, to).sort((a, b) => (low[a] as number) - (low[b] as number) || a - b);
    }
    from = to;
  }
}
