import { flushSync, tick } from 'svelte';
import { CHUNK, ChunkHeights, nextChunks } from './table-chunks.ts';

/** `aria-rowindex` of the first row: it counts from one, and the heading with the rows. */
export const FIRST_ROW = 2;

/** Rows up to which all are drawn for a printer: forty sheets. */
export const MOST_PRINTED = 1000;

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
  #printing = $state(false);
  /** Of chunks that were drawn once. */
  #measured = new ChunkHeights(0);
  /** How high a row was that was drawn last, px. */
  #row: number | undefined;
  /** Chunks that are watched, by their nodes. */
  readonly #watched = new Map<Element, { readonly chunk: number; readonly rows: number }>();
  #observer: ResizeObserver | null = null;
  #table: HTMLTableElement | null = null;
  #frame = 0;
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  readonly #shown = $derived.by(() => {
    const count = Math.ceil(this.#source.rows() / CHUNK);
    const whole = this.#printing && this.#source.rows() <= MOST_PRINTED;
    const last = whole ? count - 1 : Math.min(this.#last, count - 1);
    const first = whole ? 0 : Math.max(0, Math.min(this.#first, last));
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
    this.#measured = new ChunkHeights(0);
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
    // The browser lays the sheets out as soon as it has told: what they show is drawn at once.
    const print = () => flushSync(() => (this.#printing = true));
    const printed = () => (this.#printing = false);
    addEventListener('beforeprint', print);
    addEventListener('afterprint', printed);
    look();
    return () => {
      cancelAnimationFrame(this.#frame);
      removeEventListener('beforeprint', print);
      removeEventListener('afterprint', printed);
      removeEventListener('scroll', look, options);
      removeEventListener('resize', look);
    };
  };

  /** Numbers of the rows that somebody holds: the one with the focus, those where a selection begins and ends. */
  get held(): readonly number[] {
    if (this.#table === null) return [];
    const selection = getSelection();
    const nodes = selection?.isCollapsed ? [] : [selection?.anchorNode, selection?.focusNode];
    return [document.activeElement, ...nodes].flatMap((node) => {
      const row = (node instanceof Element ? node : node?.parentElement)?.closest('tr[aria-rowindex]');
      return row && this.#table?.contains(row) ? [Number(row.ariaRowIndex) - FIRST_ROW] : [];
    });
  }

  /** Notes how high a chunk is while it is drawn; of a short table the whole body is one. */
  measure =
    (chunk: number, rows: number) =>
    (body: HTMLElement): (() => void) => {
      this.#observer ??= new ResizeObserver((entries) => this.#note(entries));
      this.#watched.set(body, { chunk, rows });
      this.#observer.observe(body);
      return () => {
        this.#watched.delete(body);
        this.#observer?.unobserve(body);
      };
    };

  #note(entries: readonly ResizeObserverEntry[]): void {
    for (const { target } of entries) {
      const watched = this.#watched.get(target);
      const height = (target as HTMLElement).offsetHeight;
      // One that is being taken away has no height, which says nothing.
      if (watched === undefined || height === 0 || watched.rows === 0) continue;
      this.#row = height / watched.rows;
      if (this.#source.long()) this.#heights().measure(watched.chunk, height);
    }
  }

  #follow(): void {
    if (this.#table === null || !this.#source.long()) return;
    const screen = { top: -this.#table.getBoundingClientRect().top, height: innerHeight };
    const next = nextChunks(this.#shown, this.#heights(), screen);
    [this.#first, this.#last] = [next.first, next.last];
    if (!next.settled) this.look();
  }

  #heights(): ChunkHeights {
    const rows = this.#source.rows();
    if (this.#measured.rows !== rows) this.#measured = this.#measured.resized(rows, this.#row);
    return this.#measured;
  }
}
