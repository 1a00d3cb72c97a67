/**
 * Chance that comes out the same every time: a stream of numbers (mulberry32) that depends on its label alone, so
 * that one part of the demonstration can change without moving the others.
 */
export class Seed {
  #state: number;

  constructor(label: string) {
    // FNV-1a
    let hash = 0x811c9dc5;
    for (const byte of Buffer.from(label)) hash = Math.imul(hash ^ byte, 0x01000193);
    this.#state = hash >>> 0;
  }

  /** From 0 up to but not including 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let word = this.#state;
    word = Math.imul(word ^ (word >>> 15), word | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to but not including `below`. */
  readonly int = (below: number): number => Math.floor(this.next() * below);

  /** From `low` up to but not including `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.int(items.length)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const deck = [...items];
    for (let at = deck.length - 1; at > 0; at -= 1) {
      const other = this.int(at + 1);
      [deck[at], deck[other]] = [deck[other] as T, deck[at] as T];
    }
    return deck;
  }

  /** An id of the shape of a UUIDv7 made at `at`. */
  id(at: Date): string {
    const hex = (digits: number) =>
      this.int(16 ** digits)
        .toString(16)
        .padStart(digits, '0');
    const time = at.getTime().toString(16).padStart(12, '0');
    const variant = (8 + this.int(4)).toString(16);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
  }
}
