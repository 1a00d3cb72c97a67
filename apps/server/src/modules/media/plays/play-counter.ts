import type { Deps } from '../../../kernel/deps.ts';
import { countPlays, type SeenPlay } from './plays.store.ts';

/** How long plays gather before they are written together, ms, and how many are written at a time. */
const GATHER_MS = 1000;
const BATCH = 5000;
/** While the database is away so many wait; what comes after them is not counted, rather than the server running full. */
const MOST_WAITING = 500_000;

const counters = new WeakMap<Deps, PlayCounter>();

/** The plays that this process has heard of and not written yet. */
export function playCounter(deps: Deps): PlayCounter {
  const known = counters.get(deps) ?? new PlayCounter(deps);
  counters.set(deps, known);
  return known;
}

/**
 * Gathers plays and writes them in batches. A batch that is written twice counts once, since each play is a row of its own
 * that can be there only once. A process that is killed loses the second before.
 */
export class PlayCounter {
  readonly #deps: Deps;
  #waiting: SeenPlay[] = [];
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  add(play: SeenPlay): void {
    if (this.#waiting.length >= MOST_WAITING) return;
    this.#waiting.push(play);
    this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  /** Writes everything that waits. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      try {
        await this.#deps.db.transact((tx) => countPlays(tx, batch));
      } catch (error) {
        this.#deps.log.warn({ err: error, plays: batch.length }, 'media: plays wait for the database');
        this.#waiting = [...batch, ...this.#waiting];
        this.#timer ??= setTimeout(() => void this.flush(), GATHER_MS * 5);
        return;
      }
    }
  }
}
