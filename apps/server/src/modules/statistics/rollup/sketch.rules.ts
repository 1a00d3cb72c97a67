/**
 * HyperLogLog: how many different persons there are in a set too large to be kept, from 16,384 registers of which each
 * remembers the rarest it has seen. The sketch of a union of sets is the greater of each register, so that sketches of
 * days and palaces add up to those of months and unions and nobody is counted twice. Standard error 1.04/√16384 = 0.8 %.
 */
const BITS = 14;
const REGISTERS = 1 << BITS;

/** Registers of a set that is still empty. */
export const emptyRegisters = (): Uint8Array => new Uint8Array(REGISTERS);

/** Takes a person's id (a UUID) into the set; a second time changes nothing. */
export function addPerson(registers: Uint8Array, personId: string): void {
  const [first, second] = hash(personId);
  const register = first >>> (32 - BITS);
  const rank = Math.clz32(second) + 1;
  if (rank > (registers[register] as number)) registers[register] = rank;
}

/** The greatest rank: all 32 bits were zero. */
const LAST_RANK = 33;

/**
 * How many different persons were taken in, by Ertl's estimator (2017), which is right for small and large sets alike
 * and needs no corrections in between.
 */
export function countPersons(registers: Uint8Array): number {
  const having = new Array<number>(LAST_RANK + 1).fill(0);
  for (const rank of registers) having[rank] = (having[rank] as number) + 1;
  let sum = REGISTERS * tau(1 - (having[LAST_RANK] as number) / REGISTERS);
  for (let rank = LAST_RANK - 1; rank >= 1; rank -= 1) sum = (sum + (having[rank] as number)) / 2;
  sum += REGISTERS * sigma((having[0] as number) / REGISTERS);
  return Math.round((REGISTERS * REGISTERS) / (2 * Math.LN2 * sum));
}

/** x + Σ x^(2^k)·2^(k−1): what the registers that are still empty tell. */
function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY;
  let [x, y, z, last] = [share, 1, share, -1];
  while (z !== last) {
    x *= x;
    last = z;
    z += x * y;
    y *= 2;
  }
  return z;
}

/** (1 − x − Σ (1 − x^(2^−k))²·2^−k) / 3: what the registers at the greatest rank tell. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0;
  let [x, y, z, last] = [share, 1, 1 - share, -1];
  while (z !== last) {
    x = Math.sqrt(x);
    last = z;
    y /= 2;
    z -= (1 - x) ** 2 * y;
  }
  return z / 3;
}

const SPARSE = 1;
const DENSE = 2;

/** The sketch as it is kept: only the registers that are set while they are few, all of them otherwise. */
export function encodeSketch(registers: Uint8Array): Buffer {
  const sparse = Buffer.allocUnsafe(REGISTERS);
  sparse[0] = SPARSE;
  let at = 1;
  // A plain loop: a day of the nation has more than a thousand of these.
  for (let register = 0; register < REGISTERS; register += 1) {
    const rank = registers[register] as number;
    if (rank === 0) continue;
    if (at + 3 > REGISTERS) return Buffer.concat([Buffer.of(DENSE), registers]);
    sparse[at] = register >>> 8;
    sparse[at + 1] = register & 0xff;
    sparse[at + 2] = rank;
    at += 3;
  }
  return Buffer.from(sparse.subarray(0, at));
}

/** Takes everybody of a kept sketch into the set. */
export function mergeSketch(registers: Uint8Array, sketch: Buffer): void {
  if (sketch[0] === DENSE) {
    // A plain loop: the figures of a nation merge some hundreds of these.
    for (let register = 0; register < REGISTERS; register += 1) {
      const rank = sketch[register + 1] as number;
      if (rank > (registers[register] as number)) registers[register] = rank;
    }
    return;
  }
  for (let at = 1; at < sketch.length; at += 3) {
    const register = sketch.readUInt16BE(at);
    const rank = sketch[at + 2] as number;
    if (rank > (registers[register] as number)) registers[register] = rank;
  }
}

/** Two well-mixed halves of 32 bits from a UUID (murmur3 over its four words). */
function hash(id: string): [number, number] {
  const hex = id.replaceAll('-', '');
  let first = 0x9747b28c;
  let second = 0x2f1b3a5d;
  for (let at = 0; at < 32; at += 8) {
    const word = Number.parseInt(hex.slice(at, at + 8), 16) | 0;
    first = absorb(first, word);
    second = absorb(second, Math.imul(word, 0x2c1b3c6d) ^ first);
  }
  return [mix(first), mix(second)];
}

function absorb(state: number, word: number): number {
  let key = Math.imul(word, 0xcc9e2d51);
  key = Math.imul((key << 15) | (key >>> 17), 0x1b873593);
  const mixed = state ^ key;
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

function mix(state: number): number {
  let value = state ^ (state >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
