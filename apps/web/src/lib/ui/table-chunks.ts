/** Rows that come and go together. */
export const CHUNK = 5;
/** Drawn so far above and below the screen, px. */
const AHEAD = 900;
/** Chunks that are added in one frame beside those on the screen. */
const AT_ONCE = 2;
/** How high a row is before any was measured, px. */
const ROW = 52;

/** The first and the last of some chunks that follow each other. */
export interface Chunks {
  readonly first: number;
  readonly last: number;
}

/**
 * Heights of chunks of rows, px: as measured, or as the others are. Each question takes a few steps however many chunks
 * there are: it is asked several times a frame.
 */
export class ChunkHeights {
  readonly rows: number;
  readonly count: number;
  readonly #row: number;
  readonly #measured = new Map<number, number>();
  /** Binary indexed trees over all chunks but the last, which may have fewer rows: px measured, and how many were. */
  readonly #px: Float64Array;
  readonly #known: Uint32Array;

  /** `row` is how high one usually is, px. */
  constructor(rows: number, row = ROW) {
    this.#row = row;
    this.rows = rows;
    this.count = Math.ceil(rows / CHUNK);
    const trees = Math.max(1, this.count);
    this.#px = new Float64Array(trees);
    this.#known = new Uint32Array(trees);
  }

  /** The same heights of a table that has other rows after these, or fewer. */
  resized(rows: number, row?: number): ChunkHeights {
    const other = new ChunkHeights(rows, row);
    for (const [chunk, height] of this.#measured) {
      const whole = chunk < Math.floor(Math.min(this.rows, rows) / CHUNK);
      if (whole) other.measure(chunk, height);
    }
    return other;
  }

  measure(chunk: number, height: number): void {
    if (chunk >= this.count) return;
    const before = this.#measured.get(chunk);
    this.#measured.set(chunk, height);
    if (chunk === this.count - 1) return;
    for (let node = chunk + 1; node < this.count; node += node & -node) {
      this.#px[node] = (this.#px[node] ?? 0) + height - (before ?? 0);
      if (before === undefined) this.#known[node] = (this.#known[node] ?? 0) + 1;
    }
  }

  of(chunk: number): number {
    const rows = Math.min(CHUNK, this.rows - chunk * CHUNK);
    return this.#measured.get(chunk) ?? (this.#usual() * rows) / CHUNK;
  }

  /** Of the chunks from `from` until before `to`. */
  room(from: number, to: number): number {
    return to <= from ? 0 : Math.round(this.#before(to) - this.#before(from));
  }

  /** The chunk at a distance from the top of the first. */
  at(distance: number): number {
    const usual = this.#usual();
    let chunk = 0;
    let left = distance;
    for (let step = 2 ** Math.floor(Math.log2(this.count)); step >= 1; step /= 2) {
      if (chunk + step >= this.count) continue;
      const height = this.#under(chunk + step, step, usual);
      if (height > left) continue;
      chunk += step;
      left -= height;
    }
    return chunk;
  }

  /** Of all chunks before one. */
  #before(chunk: number): number {
    const usual = this.#usual();
    let sum = chunk === this.count && chunk > 0 ? this.of(chunk - 1) : 0;
    for (let node = Math.min(chunk, this.count - 1); node > 0; node -= node & -node)
      sum += this.#under(node, node & -node, usual);
    return sum;
  }

  /** Of the `chunks` chunks that a node of the trees stands for. */
  #under(node: number, chunks: number, usual: number): number {
    return (this.#px[node] ?? 0) + (chunks - (this.#known[node] ?? 0)) * usual;
  }

  #usual(): number {
    let px = 0;
    let known = 0;
    for (let node = this.count - 1; node > 0; node -= node & -node) {
      px += this.#px[node] ?? 0;
      known += this.#known[node] ?? 0;
    }
    return known === 0 ? this.#row * CHUNK : px / known;
  }
}

/**
 * What is drawn after `drawn` when a screen of `height` begins `top` below the first row: always what is on the screen,
 * and step by step what is near it. `settled` when nothing is left to add.
 */
export function nextChunks(
  drawn: Chunks,
  heights: ChunkHeights,
  screen: { readonly top: number; readonly height: number },
): Chunks & { readonly settled: boolean } {
  const { top, height } = screen;
  const seen = { first: heights.at(top), last: heights.at(top + height) };
  const near = { first: heights.at(top - AHEAD), last: heights.at(top + height + AHEAD) };
  // Far from what is drawn, one begins anew.
  const from = drawn.first <= seen.last && seen.first <= drawn.last ? drawn : seen;
  const first = Math.min(seen.first, Math.max(near.first, from.first - AT_ONCE));
  const last = Math.max(seen.last, Math.min(near.last, from.last + AT_ONCE));
  return { first, last, settled: first === near.first && last === near.last };
}
