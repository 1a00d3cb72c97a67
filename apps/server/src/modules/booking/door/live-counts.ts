import type { getDoorCount, ResponseOf } from '@wengong/contract';
import type { Deps } from '../../../kernel/deps.ts';
import type { SessionKey } from '../seats/release-seats.ts';

export type DoorCount = ResponseOf<typeof getDoorCount>;

interface Known {
  readonly count: Promise<DoorCount>;
  /** `performance.now()` before it was read. */
  readonly readAt: number;
}

/** Sessions remembered at most. */
const SESSIONS = 1000;

/**
 * Head-counts as doors and desks ask for them every few seconds: however many ask, a session is read once in
 * `config.liveCountMs`. What is counted in this process is forgotten at once; what another counts is seen a moment later.
 */
export class LiveCounts {
  readonly #known = new Map<string, Known>();
  readonly #rememberMs: number;

  constructor(rememberMs: number) {
    this.#rememberMs = rememberMs;
  }

  /** The count, read with `read` unless it was a moment ago. */
  of(key: SessionKey, read: () => Promise<DoorCount>): Promise<DoorCount> {
    const name = nameOf(key);
    const known = this.#known.get(name);
    const readAt = performance.now();
    if (known !== undefined && readAt - known.readAt < this.#rememberMs) return known.count;
    const count = read();
    if (this.#rememberMs > 0) this.#remember(name, { count, readAt });
    return count;
  }

  forget(key: SessionKey): void {
    this.#known.delete(nameOf(key));
  }

  #remember(name: string, known: Known): void {
    this.#known.delete(name);
    if (this.#known.size >= SESSIONS) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
    this.#known.set(name, known);
    // A failure is not remembered.
    known.count.catch(() => {
      if (this.#known.get(name) === known) this.#known.delete(name);
    });
  }
}

const nameOf = ({ palaceId, sessionId }: SessionKey) => `${palaceId} ${sessionId}`;

const counts = new WeakMap<Deps, LiveCounts>();

/** The counts that this app remembers. */
export function liveCounts(deps: Deps): LiveCounts {
  const known = counts.get(deps);
  if (known !== undefined) return known;
  const made = new LiveCounts(deps.config.liveCountMs);
  counts.set(deps, made);
  return made;
}
