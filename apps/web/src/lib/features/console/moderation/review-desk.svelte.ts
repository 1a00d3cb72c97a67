import type { ReviewExhibit, ReviewQueue, ReviewReason } from '@wengong/contract/moderation';
import { decide, escalate, type ReviewFilter, takeBack, takeNext } from './review-api.ts';

/** So many are taken at once, and more when so few are left: the next is always there. */
const TAKEN = 10;
const REFILL_AT = 4;

/** A reviewer's table: what was taken, which one is looked at, what was decided last. Decisions are sent behind the scenes. */
export class ReviewTable {
  items = $state<ReviewExhibit[]>([]);
  at = $state(0);
  counts = $state<ReviewQueue['counts']>() as ReviewQueue['counts'];
  taking = $state(true);
  decided = $state(0);
  readonly current = $derived(this.items[this.at] ?? null);
  readonly following = $derived(this.items[this.at + 1] ?? null);
  #last: ReviewExhibit | null = null;
  #under: Promise<unknown> = Promise.resolve();
  #since = 0;
  readonly #scope: string;
  readonly #filter: ReviewFilter;
  readonly #onproblem: (text: string) => void;

  constructor(
    scope: string,
    filter: ReviewFilter,
    counts: ReviewQueue['counts'],
    onproblem: (text: string) => void,
  ) {
    this.#scope = scope;
    this.#filter = filter;
    this.counts = counts;
    this.#onproblem = onproblem;
  }

  /** Decisions a minute since the first. */
  get pace(): number {
    return this.decided < 2 ? 0 : (this.decided - 1) / ((performance.now() - this.#since) / 60_000);
  }
  /** What still waits of the part of the queue that is looked at. */
  get left(): number {
    const { task, only } = this.#filter;
    if (task !== undefined) return this.counts.byTask[task];
    if (only === 'flagged') return this.counts.flagged;
    return only === undefined ? this.counts.waiting : this.items.length;
  }
  get mayUndo(): boolean {
    return this.decided > 0;
  }

  async take(): Promise<void> {
    this.taking = true;
    try {
      // What was decided meanwhile is no longer given.
      await this.#under;
      const { items, counts } = await takeNext(this.#scope, this.#filter, TAKEN);
      const known = new Set(this.items.map((item) => item.id));
      this.items.push(...items.filter((item) => !known.has(item.id)));
      this.counts = counts;
    } catch (error) {
      this.#onproblem(String(error instanceof Error ? error.message : error));
    } finally {
      this.taking = false;
    }
  }

  move(step: 1 | -1): void {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + step));
  }

  /** Decides about the current item; the next is shown at once. */
  answer(verdict: 'approve' | 'reject', reasons: ReviewReason[], note: string): void {
    const item = this.#leave();
    if (item === null) return;
    if (this.decided === 0) this.#since = performance.now();
    this.decided += 1;
    this.#last = item;
    this.#send(item, () => decide(item, { verdict, reasons, note }));
  }

  pass(note: string): void {
    const item = this.#leave();
    if (item !== null) this.#send(item, () => escalate(item, note));
  }

  /** Takes the last decision back; the item is looked at again. */
  async undo(): Promise<boolean> {
    const item = this.#last;
    if (item === null) return false;
    this.#last = null;
    await this.#under;
    try {
      await takeBack(item);
    } catch (error) {
      this.#onproblem(String(error instanceof Error ? error.message : error));
      return false;
    }
    this.items.splice(this.at, 0, item);
    this.#count(item, 1);
    return true;
  }

  #leave(): ReviewExhibit | null {
    const [item] = this.items.splice(this.at, 1);
    if (item === undefined) return null;
    this.at = Math.max(0, Math.min(this.at, this.items.length - 1));
    this.#count(item, -1);
    const mayHaveMore = this.left > this.items.length || this.#filter.only !== undefined;
    if (this.items.length <= REFILL_AT && !this.taking && mayHaveMore) void this.take();
    return item;
  }

  #count(item: ReviewExhibit, more: 1 | -1): void {
    const { counts } = this;
    counts.waiting = Math.max(0, counts.waiting + more);
    if (item.task !== null) counts.byTask[item.task] = Math.max(0, counts.byTask[item.task] + more);
    if (item.flag !== null) counts.flagged = Math.max(0, counts.flagged + more);
  }

  /** One after the other, so that undoing comes after deciding. What was refused comes back. */
  #send(item: ReviewExhibit, work: () => Promise<unknown>): void {
    this.#under = this.#under.then(work).catch((error) => {
      this.#onproblem(String(error instanceof Error ? error.message : error));
      this.items.push(item);
    });
  }
}
