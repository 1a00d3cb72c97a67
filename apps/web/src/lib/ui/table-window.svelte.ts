import { tick } from 'svelte';
import { CHUNK, ChunkHeights, nextChunks } from './table-chunks.ts';

interface Source {
  /** How many rows there are. */
  rows: () => number;
  /** Whether only rows near the screen are drawn at all. */
  long: () => boolean;
}

/**
 * Which chunks of a long table are drawn, and how much room the others leave above and below them. The document holds
 * a few chunks however many rows there are, so that neither scrolling nor further rows cost more in a longer table.
 */
export class TableWindow {
  #first = $state(0);
  #last = $state(4);
  /** Heights of chunks that were drawn once, px. */
  #measured: (number | undefined)[] = [];
  /** How high a row was that was drawn last, px. */
  #row: number | undefined;
  #table: HTMLTableElement | null = null;
  #frame = 0;
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  readonly #shown = $derived.by(() => {
    const count = Math.ceil(this.#source.rows() / CHUNK);
    const last = Math.min(this.#last, count - 1);
    const first = Math.max(0, Math.min(this.#first, last));
    const heights = this.#heights();
    return {
      first,
      last,
      numbers: Array.from({ length: last - first + 1 }, (_, at) => first + at),
      above: heights.room(0, first),
      below: heights.room(last + 1, count),
    };
  });

  /** Numbers of the chunks that are drawn. */
  get drawn(): readonly number[] {
    return this.#shown.numbers;
  }

  /** Room of what is left out before and after, px. */
  get above(): number {
    return this.#shown.above;
  }

  get below(): number {
    return this.#shown.below;
  }

  /** Whether a row is drawn. */
  has(index: number): boolean {
    const chunk = Math.floor(index / CHUNK);
    return chunk >= this.#shown.first && chunk <= this.#shown.last;
  }

  /** A row, drawn wherever it is; undefined when there is none. */
  async bring(index: number): Promise<HTMLElement | undefined> {
    const row = () => this.#table?.querySelector<HTMLElement>(`tr[data-row="${index}"]`) ?? undefined;
    if (row() === undefined) {
      const chunk = Math.floor(index / CHUNK);
      [this.#first, this.#last] = [chunk, chunk];
      await tick();
    }
    return row();
  }

  /** The first row on the screen and where it begins, px from the top; undefined when none is. */
  get topmost(): { readonly row: number; readonly top: number } | undefined {
    const rows = this.#table?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [];
    const row = [...rows].find((each) => each.getBoundingClientRect().bottom > 0);
    return row && { row: Number(row.dataset.row), top: row.getBoundingClientRect().top };
  }

  /** Forgets how high rows were: there are others now. */
  forget(): void {
    this.#measured = [];
    this.look();
  }

  /** Looks in the next frame which rows are near the screen. */
  look(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => this.#follow());
  }

  attach = (table: HTMLTableElement): (() => void) => {
    this.#table = table;
    const look = () => this.look();
    // What scrolls may be the window or a part of the page.
    const options = { capture: true, passive: true };
    addEventListener('scroll', look, options);
    addEventListener('resize', look);
    look();
    return () => {
      cancelAnimationFrame(this.#frame);
      removeEventListener('scroll', look, options);
      removeEventListener('resize', look);
    };
  };

  /** Notes how high a chunk is while it is drawn; of a short table the whole body is one. */
  measure =
    (chunk: number, rows: number) =>
    (body: HTMLElement): (() => void) => {
      const observer = new ResizeObserver(() => {
        // One that is being taken away has no height, which says nothing.
        if (body.offsetHeight === 0 || rows === 0) return;
        this.#row = body.offsetHeight / rows;
        if (this.#source.long()) this.#measured[chunk] = body.offsetHeight;
      });
      observer.observe(body);
      return () => observer.disconnect();
    };

  #follow(): void {
    if (this.#table === null || !this.#source.long()) return;
    const screen = { top: -this.#table.getBoundingClientRect().top, height: innerHeight };
    const next = nextChunks(this.#shown, this.#heights(), screen);
    [this.#first, this.#last] = [next.first, next.last];
    if (!next.settled) this.look();
  }

  #heights(): ChunkHeights {
    return new ChunkHeights(this.#source.rows(), this.#measured, this.#row);
  }
}
