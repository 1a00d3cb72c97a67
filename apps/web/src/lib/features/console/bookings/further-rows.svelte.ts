import type { DeskBooking, listPalaceBookings, ResponseOf } from '@wengong/contract';

type Page = ResponseOf<typeof listPalaceBookings>;

/** Rows of a list that are read as it is scrolled: the first page comes with the page itself. */
export class FurtherRows {
  #rows = $state.raw<readonly DeskBooking[]>([]);
  #cursor = $state.raw<string | null>(null);
  state = $state<'idle' | 'loading' | 'failed'>('idle');
  /** Answers to a list that is no longer shown are thrown away. */
  #turn = 0;
  readonly #first: () => Page;
  readonly #address: () => string;

  /** `address` gives further pages; it ends where `cursor=` can be added. */
  constructor(first: () => Page, address: () => string) {
    this.#first = first;
    this.#address = address;
    this.restart();
  }

  /** All rows so far: read many times for each page that comes, so it is put together once. */
  get rows(): readonly DeskBooking[] {
    return this.#rows;
  }

  get hasMore(): boolean {
    return this.#cursor !== null;
  }

  /** Begins again with the first page, as when it changed. */
  restart(): void {
    this.#turn += 1;
    const { items, nextCursor } = this.#first();
    this.#rows = items;
    this.#cursor = nextCursor;
    this.state = 'idle';
  }

  async more(): Promise<void> {
    if (this.state === 'loading' || this.#cursor === null) return;
    this.state = 'loading';
    const turn = this.#turn;
    const response = await fetch(`${this.#address()}cursor=${encodeURIComponent(this.#cursor)}`).catch(
      () => null,
    );
    const next = response?.ok ? ((await response.json()) as Page) : null;
    if (turn !== this.#turn) return;
    if (next === null) {
      this.state = 'failed';
      return;
    }
    this.#rows = this.#rows.concat(next.items);
    this.#cursor = next.nextCursor;
    this.state = 'idle';
  }
}
