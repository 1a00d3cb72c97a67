import { Problem } from './errors.ts';

export interface BatcherOptions<Item> {
  /** Items in one batch at most. */
  readonly limit: number;
  /** Items waiting at most; one more is refused with `busy`. */
  readonly waiting: number;
  /** Longest wait, ms, that an item is let in for, judged by how long batches take; longer is refused with `busy`. */
  readonly patience?: number;
  /** Items of the same value are never in one batch: the later one goes with the next. Unset: any may share one. */
  readonly keyOf?: (item: Item) => string;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what arrives while a batch is under way and works on it together when that is done: nobody waits for a
 * timer, and the more arrive the larger the batches get. `work` gives the results in the order of its items.
 */
export class Batcher<Item, Result> {
  readonly #work: (items: readonly Item[]) => Promise<readonly Result[]>;
  readonly #options: BatcherOptions<Item>;
  #queue: Waiting<Item, Result>[] = [];
  #running = false;
  /** How long a batch takes, ms: the mean of the last ones. */
  #batchMs = 0;
  /** `performance.now()` when the batch under way began. */
  #begunAt = 0;

  constructor(work: (items: readonly Item[]) => Promise<readonly Result[]>, options: BatcherOptions<Item>) {
    this.#work = work;
    this.#options = options;
  }

  /** The item's result, after the batch it went with. Rejects with what made the batch fail. */
  submit(item: Item): Promise<Result> {
    const wait = this.#expectedWait();
    if (this.#queue.length >= this.#options.waiting || wait > (this.#options.patience ?? Infinity)) {
      const retryAfter = Math.min(Math.max(Math.ceil(wait / 1000), 2), 10);
      return Promise.reject(new Problem('busy', {}, { retryAfter }));
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  /** How long one more item would wait for its result, ms. A batch under way that takes long makes the next long. */
  #expectedWait(): number {
    // Nobody is in the way. Whoever comes is let in, or a queue that was slow once would refuse everybody for ever.
    if (!this.#running) return 0;
    const underWay = this.#running && this.#begunAt > 0 ? performance.now() - this.#begunAt : 0;
    const each = Math.max(this.#batchMs, underWay);
    const batches = Math.ceil((this.#queue.length + 1) / this.#options.limit);
    return (batches + (underWay > 0 ? 1 : 0)) * each;
  }

  async #run(): Promise<void> {
    this.#running = true;
    // What arrives in the same turn of the event loop goes together from the first batch on.
    await new Promise((resolve) => setImmediate(resolve));
    let answer = () => {};
    while (this.#queue.length > 0) {
      const settling = this.#settle(this.#take());
      // Those of the batch before are answered while the database is at work on this one.
      answer();
      answer = await settling;
    }
    this.#running = false;
    answer();
  }

  #take(): Waiting<Item, Result>[] {
    const taken = new Map<string | number, Waiting<Item, Result>>();
    const left: Waiting<Item, Result>[] = [];
    for (const [index, each] of this.#queue.entries()) {
      const key = this.#options.keyOf?.(each.item) ?? index;
      if (taken.size < this.#options.limit && !taken.has(key)) taken.set(key, each);
      else left.push(each);
    }
    this.#queue = left;
    return [...taken.values()];
  }

  /** Works on a batch; gives what tells its items their results. */
  async #settle(batch: readonly Waiting<Item, Result>[]): Promise<() => void> {
    this.#begunAt = performance.now();
    let answer: () => void;
    try {
      const results = await this.#work(batch.map((each) => each.item));
      answer = () => {
        for (const [index, each] of batch.entries()) each.resolve(results[index] as Result);
      };
    } catch (error) {
      answer = () => {
        for (const each of batch) each.reject(error);
      };
    }
    const took = performance.now() - this.#begunAt;
    this.#begunAt = 0;
    this.#batchMs = this.#batchMs === 0 ? took : this.#batchMs * 0.7 + took * 0.3;
    return answer;
  }
}
