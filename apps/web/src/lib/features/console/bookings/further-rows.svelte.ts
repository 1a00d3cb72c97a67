import type { DeskBooking, listPalaceBookings, ResponseOf } from '@wengong/contract';

type Page = ResponseOf<typeof listPalaceBookings>;

/** Rows asked for at once: few where few were wanted so far, more for whoever goes on and on. */
const FEWEST = 100;
const MOST = 500;
/** A list that changed, or that is come back to, is read again up to here; the rest as it is scrolled. */
const READ_AGAIN = 5000;

/** What many rows have alike. */
const ALIKE = [
  'sessionId',
  'activityId',
  'title',
  'titleEn',
  'spaceName',
  'spaceNameEn',
  'startsAt',
  'endsAt',
  'status',
] as const satisfies readonly (keyof DeskBooking)[];

/** Rows of a list that are read as it is scrolled: the first page comes with the page itself. */
export class FurtherRows {
  #rows = $state.raw<readonly DeskBooking[]>([]);
  #cursor = $state.raw<string | null>(null);
  state = $state<'idle' | 'loading' | 'failed'>('idle');
  /** Answers to a list that is no longer shown are thrown away. */
  #turn = 0;
  #shown = '';
  /** Kept once for all rows: the browser looks through everything that is kept whenever it tidies up. */
  readonly #alike = new Map<unknown, unknown>();
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

  /**
   * Begins again with the first page, as when it changed. Where it is the same list, as after something was done to one
   * of its rows, those shown stay until as many were read again: nobody loses their place.
   */
  restart(): void {
    this.#turn += 1;
    const again = this.#shown === this.#address();
    this.#shown = this.#address();
    this.state = 'idle';
    if (again && this.#rows.length > this.#first().items.length) void this.until(this.#rows.length);
    else this.#begin(this.#first());
  }

  /** Reads on until there are `count` rows, and then shows them all. */
  async until(count: number): Promise<void> {
    const turn = this.#turn;
    this.state = 'loading';
    let all: Page = this.#first();
    while (all.items.length < Math.min(count, READ_AGAIN) && all.nextCursor !== null) {
      const next = await this.#read(all.nextCursor, count - all.items.length);
      if (turn !== this.#turn) return;
      if (next === null) break;
      all = { ...next, items: all.items.concat(next.items) };
    }
    this.state = 'idle';
    this.#begin(all);
  }

  async more(): Promise<void> {
    if (this.state === 'loading' || this.#cursor === null) return;
    this.state = 'loading';
    const turn = this.#turn;
    const next = await this.#read(this.#cursor, this.#rows.length);
    if (turn !== this.#turn) return;
    if (next === null) {
      this.state = 'failed';
      return;
    }
    this.#begin({ ...next, items: this.#rows.concat(next.items) });
    this.state = 'idle';
  }

  #begin({ items, nextCursor }: Pick<Page, 'items' | 'nextCursor'>): void {
    this.#rows = items;
    this.#cursor = nextCursor;
  }

  async #read(cursor: string, wanted: number): Promise<Page | null> {
    const limit = Math.max(FEWEST, Math.min(MOST, wanted));
    const response = await fetch(
      `${this.#address()}limit=${limit}&cursor=${encodeURIComponent(cursor)}`,
    ).catch(() => null);
    if (!response?.ok) return null;
    const page = (await response.json()) as Page;
    for (const row of page.items) this.#share(row);
    return page;
  }

  #share(row: Record<(typeof ALIKE)[number], unknown>): void {
    for (const key of ALIKE) {
      const same = this.#alike.get(row[key]);
      if (same === undefined) this.#alike.set(row[key], row[key]);
      else row[key] = same;
    }
  }
}
