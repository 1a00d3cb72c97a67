/**
 * How often each key was put, in tables of whole numbers that grow: what a day's votes need, and little more than their
 * own size. A key is four words, of which 128 bits of a voter, or 96 of one and an entry, are told apart for certain.
 */
export class WordCounter {
  #keys = new Int32Array(4 * 1024);
  #counts = new Uint16Array(1024);
  #size = 0;

  /** Counts a key and gives how often it was put, this time included. */
  put(a: number, b: number, c: number, d: number): number {
    if (this.#size * 2 >= this.#counts.length) this.#grow();
    const at = this.#find(a, b, c, d);
    if (this.#counts[at] === 0) {
      this.#keys.set([a, b, c, d], at * 4);
      this.#size += 1;
    }
    this.#counts[at] = Math.min((this.#counts[at] as number) + 1, 65_535);
    return this.#counts[at] as number;
  }

  clear(): void {
    this.#counts.fill(0);
    this.#size = 0;
  }

  #find(a: number, b: number, c: number, d: number): number {
    const keys = this.#keys;
    const mask = this.#counts.length - 1;
    let at = (Math.imul(a ^ Math.imul(d, 0x9e3779b1), 0x85ebca6b) ^ b ^ (c >>> 7)) & mask;
    while (this.#counts[at] !== 0) {
      const from = at * 4;
      if (keys[from] === a && keys[from + 1] === b && keys[from + 2] === c && keys[from + 3] === d) break;
      at = (at + 1) & mask;
    }
    return at;
  }

  #grow(): void {
    const [keys, counts] = [this.#keys, this.#counts];
    this.#keys = new Int32Array(keys.length * 2);
    this.#counts = new Uint16Array(counts.length * 2);
    for (let old = 0; old < counts.length; old += 1) {
      if (counts[old] === 0) continue;
      const key = keys.subarray(old * 4, old * 4 + 4);
      const at = this.#find(key[0] as number, key[1] as number, key[2] as number, key[3] as number);
      this.#keys.set(key, at * 4);
      this.#counts[at] = counts[old] as number;
    }
  }
}
