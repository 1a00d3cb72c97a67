import { CHUNK } from './table-chunks.ts';

/** Rows that are drawn together, and the nodes of the document in which they are. */
export interface Part<Row> {
  /** Number of the chunk. */
  readonly at: number;
  readonly rows: readonly Row[];
  /** Names the part's own node among the parts. */
  readonly node: number;
  /** Names the node of each row among those of the part. */
  readonly nodes: readonly (number | string)[];
}

/**
 * Which node each row of a long table is drawn in. Where `refill` says so, what comes is put into the nodes of what goes:
 * filling in new words costs the browser a fraction of making new nodes and throwing the old ones away, which is what a
 * dragged bar asks for in every frame. Otherwise every row has nodes of its own. What stays keeps its node in any case.
 */
export class Parts<Row> {
  readonly #rowKey: (row: Row) => string;
  readonly #refill: () => boolean;
  readonly #chunks = new Nodes<number>();
  readonly #inside = new Map<number, Nodes<string>>();
  #drawn: readonly Part<Row>[] = [];

  /** `refill` only where a cell shows its row and nothing else: what a cell keeps would be shown for another row. */
  constructor(rowKey: (row: Row) => string, refill: () => boolean) {
    this.#rowKey = rowKey;
    this.#refill = refill;
  }

  /** `held` are numbers of rows so far that somebody holds, by focus or selection: nothing else comes into their nodes. */
  of(rows: readonly Row[], chunks: readonly number[], held: readonly number[]): readonly Part<Row>[] {
    const drawn = new Map(this.#drawn.map((part) => [part.at, part]));
    const keep = held.flatMap((index) => {
      const part = drawn.get(Math.floor(index / CHUNK));
      const row = part?.rows[index % CHUNK];
      return part && row !== undefined ? [{ at: part.at, key: this.#rowKey(row) }] : [];
    });
    const nodes = this.#refill() ? this.#chunks.of(chunks, new Set(keep.map(({ at }) => at))) : chunks;
    const keepRows = new Set(keep.map(({ key }) => key));
    this.#drawn = chunks.map((at, place) => {
      const node = nodes[place] ?? 0;
      const before = drawn.get(at);
      const now = rows.slice(at * CHUNK, (at + 1) * CHUNK);
      const same =
        before?.rows.length === now.length && now.every((row, index) => row === before.rows[index]);
      // The same part again: nothing of it is looked at anew.
      if (same) return before;
      const keys = now.map(this.#rowKey);
      return { at, rows: now, node, nodes: this.#refill() ? this.#inPart(node).of(keys, keepRows) : keys };
    });
    for (const node of this.#inside.keys()) if (!nodes.includes(node)) this.#inside.delete(node);
    return this.#drawn;
  }

  #inPart(node: number): Nodes<string> {
    const known = this.#inside.get(node) ?? new Nodes();
    this.#inside.set(node, known);
    return known;
  }
}

/** Which node each of some things is in. */
class Nodes<Key> {
  #of = new Map<Key, number>();
  #next = 0;

  of(keys: readonly Key[], keep: ReadonlySet<Key>): readonly number[] {
    const coming = new Set(keys);
    const free = [...this.#of].flatMap(([key, node]) => (coming.has(key) || keep.has(key) ? [] : [node]));
    const next = new Map<Key, number>();
    for (const key of keys) next.set(key, this.#of.get(key) ?? free.shift() ?? this.#next++);
    this.#of = next;
    return keys.map((key) => next.get(key) ?? 0);
  }
}
