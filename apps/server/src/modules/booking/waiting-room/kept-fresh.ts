/** Values remembered; the longest unasked goes first. */
const LIMIT = 1000;

interface Kept<Value> {
  readonly value: Value;
  readonly at: number;
}

/**
 * Values that are loaded anew at most once in `freshMs`, however many ask for them. While one is loaded, others get the
 * one before, until that is twice as old; when loading fails, until it is `staleMs` old.
 */
export class KeptFresh<Value> {
  readonly #freshMs: number;
  readonly #staleMs: number;
  readonly #kept = new Map<string, Kept<Value>>();
  readonly #loading = new Map<string, Promise<Value>>();

  constructor(freshMs: number, staleMs: number) {
    this.#freshMs = freshMs;
    this.#staleMs = staleMs;
  }

  /** The value as of the last `freshMs`; `outdated` says of a younger one that it must not be shown any more. */
  async get(
    name: string,
    now: number,
    load: () => Promise<Value>,
    outdated: (value: Value) => boolean,
  ): Promise<Value> {
    const kept = this.#kept.get(name);
    const age = now - (kept?.at ?? 0);
    const usable = kept !== undefined && !outdated(kept.value);
    if (usable && age < this.#freshMs) return kept.value;
    const loading = this.#loading.get(name) ?? this.#start(name, now, load);
    if (usable && age < 2 * this.#freshMs) return kept.value;
    try {
      return await loading;
    } catch (error) {
      if (kept === undefined || age > this.#staleMs) throw error;
      return kept.value;
    }
  }

  #start(name: string, now: number, load: () => Promise<Value>): Promise<Value> {
    const loading = load()
      .then((value) => {
        this.#kept.delete(name);
        this.#kept.set(name, { value, at: now });
        const oldest = this.#kept.keys().next();
        if (this.#kept.size > LIMIT && !oldest.done) this.#kept.delete(oldest.value);
        return value;
      })
      .finally(() => this.#loading.delete(name));
    // Whoever got the value before must not be hurt by this failure.
    loading.catch(() => undefined);
    this.#loading.set(name, loading);
    return loading;
  }
}
