/** Finds any of many words in one pass over a text (Aho and Corasick), whatever the words and the text are. */

export interface Found {
  /** Index of the word. */
  readonly word: number;
  /** First and last symbol, inclusive. */
  readonly from: number;
  readonly to: number;
}

interface Node {
  readonly next: Map<string, number>;
  /** Words that end here, and the nearest shorter end that is one of another word. */
  readonly words: number[];
  fail: number;
  shorter: number;
}

const node = (): Node => ({ next: new Map(), words: [], fail: 0, shorter: 0 });

export class Matcher {
  readonly #nodes: Node[] = [node()];
  readonly #lengths: number[];

  /** Words as lists of symbols (characters, or syllables); empty ones are never found. */
  constructor(words: readonly (readonly string[])[]) {
    this.#lengths = words.map((word) => word.length);
    for (const [index, word] of words.entries()) if (word.length > 0) this.#add(word, index);
    this.#link();
  }

  /**
   * Every place where a word stands; `begins[i]` says that no word goes across into symbol i. At most `most`, so that a
   * text made of one word repeated stays cheap.
   */
  find(symbols: readonly string[], begins: readonly boolean[], most = 500): Found[] {
    const found: Found[] = [];
    let at = 0;
    for (const [index, symbol] of symbols.entries()) {
      if (begins[index] === true) at = 0;
      at = this.#step(at, symbol);
      for (let end = at; end !== 0 && found.length < most; end = this.#node(end).shorter) {
        for (const word of this.#node(end).words) {
          found.push({ word, from: index - (this.#lengths[word] ?? 1) + 1, to: index });
        }
      }
    }
    return found;
  }

  #step(from: number, symbol: string): number {
    for (let at = from; ; at = this.#node(at).fail) {
      const next = this.#node(at).next.get(symbol);
      if (next !== undefined) return next;
      if (at === 0) return 0;
    }
  }

  #add(word: readonly string[], index: number): void {
    let at = 0;
    for (const symbol of word) {
      let next = this.#node(at).next.get(symbol);
      if (next === undefined) {
        next = this.#nodes.push(node()) - 1;
        this.#node(at).next.set(symbol, next);
      }
      at = next;
    }
    this.#node(at).words.push(index);
  }

  /** Breadth first: a node's fallback lies nearer to the root. */
  #link(): void {
    const order = [...this.#node(0).next.values()];
    for (const at of order) {
      const here = this.#node(at);
      for (const [symbol, next] of here.next) {
        const fallback = this.#step(here.fail, symbol);
        const child = this.#node(next);
        child.fail = fallback === next ? 0 : fallback;
        child.shorter = this.#node(child.fail).words.length > 0 ? child.fail : this.#node(child.fail).shorter;
        order.push(next);
      }
    }
  }

  #node(at: number): Node {
    const found = this.#nodes[at];
    if (found === undefined) throw new Error('a node of the matcher is there');
    return found;
  }
}
