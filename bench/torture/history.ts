/** What a client was told of a booking. */
export interface Told {
  readonly personId: string;
  readonly sessionId: string;
  readonly seats: number;
}

/** Everything the clients were told, for the checker to compare with the rows. */
export class History {
  readonly bookings = new Map<string, Told>();
  /** Bookings of which somebody was told that they are confirmed … */
  readonly confirmed = new Set<string>();
  /** … or cancelled, or handed over to somebody else: the last word, whatever else was said. */
  readonly cancelled = new Set<string>();
  readonly transferred = new Set<string>();
  /** Admissions that the door was told of, by id. */
  readonly admissions = new Set<string>();
  /** Admissions that the door was told were taken back. */
  readonly undone = new Set<string>();
  /** Whom an officer was told to have enrolled, as `session person`. */
  readonly enrolled = new Set<string>();
  /** What devices were told became of what they told later, by nonce. */
  readonly entries = new Map<string, string>();
  /** Broken promises seen while they happened. */
  readonly violations: string[] = [];
  /** How often each operation ended how: `book confirmed`, `book capacity-exhausted`. */
  readonly outcomes: Record<string, number> = {};
  operations = 0;

  count(operation: string, outcome: string): void {
    const name = `${operation} ${outcome}`;
    this.outcomes[name] = (this.outcomes[name] ?? 0) + 1;
  }

  broke(rule: string, facts: unknown): void {
    this.violations.push(`${rule}: ${JSON.stringify(facts)}`);
  }
}
