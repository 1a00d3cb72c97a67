/** A code has left the camera's view when it was not seen for so long, ms, … */
const GONE_MS = 2500;
/** … and in so many looks: on a slow phone one look takes seconds, and the code was held there all the time. */
const GONE_LOOKS = 4;

/** Remembers what a camera saw, so that a code is told once while it is in view, and again when it comes back. */
export class SeenCodes {
  readonly #seen = new Map<string, { at: number; look: number }>();
  #looks = 0;

  /** Notes what a look at `now` (ms) found; says whether it is to be told. */
  isNew(text: string | null, now: number): boolean {
    this.#looks += 1;
    for (const [each, last] of this.#seen) {
      const gone = now - last.at > GONE_MS && this.#looks - last.look > GONE_LOOKS;
      if (gone) this.#seen.delete(each);
    }
    if (text === null) return false;
    const known = this.#seen.has(text);
    this.#seen.set(text, { at: now, look: this.#looks });
    return !known;
  }
}
