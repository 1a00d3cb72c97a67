/** Rows that come and go together. */
export const CHUNK = 10;
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

/** Heights of chunks of rows, px: as measured, or as the others are. */
export class ChunkHeights {
  readonly #measured: number[] = [];
  #sum = 0;
  #known = 0;
  readonly #row: number;
  readonly rows: number;
  readonly count: number;

  /** `measured` by number of the chunk; those that were never drawn are missing. `row` is how high one usually is. */
  constructor(rows: number, measured: readonly (number | undefined)[], row = ROW) {
    this.#row = row;
    this.rows = rows;
    this.count = Math.ceil(rows / CHUNK);
    measured.forEach((height, chunk) => {
      if (height === undefined || chunk >= this.count) return;
      this.#measured[chunk] = height;
      // The last one may have fewer rows.
      if (chunk < this.count - 1) {
        this.#sum += height;
        this.#known += 1;
      }
    });
  }

  of(chunk: number): number {
    const rows = Math.min(CHUNK, this.rows - chunk * CHUNK);
    return this.#measured[chunk] ?? (this.#usual() * rows) / CHUNK;
  }

  /** Of the chunks from `from` until before `to`. */
  room(from: number, to: number): number {
    let sum = 0;
    for (let chunk = from; chunk < to; chunk += 1) sum += this.of(chunk);
    return Math.round(sum);
  }

  /** The chunk at a distance from the top of the first. */
  at(distance: number): number {
    let passed = 0;
    for (let chunk = 0; chunk < this.count - 1; chunk += 1) {
      passed += this.of(chunk);
      if (passed > distance) return chunk;
    }
    return Math.max(0, this.count - 1);
  }

  #usual(): number {
    return this.#known === 0 ? this.#row * CHUNK : this.#sum / this.#known;
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
