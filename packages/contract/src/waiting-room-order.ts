/**
 * The order in a waiting room. Those who came before it opened are put in a random order among themselves by a seed
 * drawn at the opening; whoever comes later stands behind them in the order of arrival. Server and browser compute
 * the same from the same public values, so that nobody has to ask for their position.
 */
export interface RoomOrder {
  /** Numbers 1…early were given before the opening. */
  readonly early: number;
  /** 32 hexadecimal digits, drawn at the opening. */
  readonly seed: string;
}

/** Rounds of the network: enough that its orders cannot be told from random ones (waiting-room.rules.test.ts). */
const ROUNDS = 8;
/** Bits of half a number at least: small rooms would otherwise know too few orders. */
const LEAST_HALF = 5;

/** Rank from 1 of the person who was given `number` (from 1). */
export function rankOf(number: number, order: RoomOrder): number {
  return number > order.early ? number : 1 + walk(number - 1, order, shuffle);
}

/** The number whose rank is `rank`: the inverse of `rankOf`. */
export function numberOf(rank: number, order: RoomOrder): number {
  return rank > order.early ? rank : 1 + walk(rank - 1, order, unshuffle);
}

type Step = (value: number, half: number, key: readonly number[]) => number;

/** A permutation of a slightly larger range, repeated until it hits the range 0…early-1: a permutation of that range. */
function walk(from: number, { early, seed }: RoomOrder, step: Step): number {
  const key = keyOf(seed);
  const half = halfOf(early);
  let value = step(from, half, key);
  while (value >= early) value = step(value, half, key);
  return value;
}

const halfOf = (size: number): number => {
  let half = LEAST_HALF;
  while (2 ** (2 * half) < size) half += 1;
  return half;
};

const keyOf = (seed: string): number[] =>
  [0, 8, 16, 24].map((from) => Number.parseInt(seed.slice(from, from + 8), 16) | 0);

/** A Feistel network: a permutation of the numbers of 2 × `half` bits, chosen by the key. */
function shuffle(value: number, half: number, key: readonly number[]): number {
  const size = 2 ** half;
  let left = Math.floor(value / size);
  let right = value % size;
  for (let round = 0; round < ROUNDS; round += 1) {
    [left, right] = [right, left ^ mix(right, round, key, size)];
  }
  return left * size + right;
}

function unshuffle(value: number, half: number, key: readonly number[]): number {
  const size = 2 ** half;
  let left = Math.floor(value / size);
  let right = value % size;
  for (let round = ROUNDS - 1; round >= 0; round -= 1) {
    [left, right] = [right ^ mix(left, round, key, size), left];
  }
  return left * size + right;
}

/** Murmur's mixing with a key word before each of three passes; below `size`, a power of two. */
function mix(value: number, round: number, key: readonly number[], size: number): number {
  let hash = value ^ Math.imul(round + 1, 0x9e3779b9);
  for (let pass = 0; pass < 3; pass += 1) {
    hash ^= key[(round + pass) % 4] ?? 0;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash & (size - 1);
}
