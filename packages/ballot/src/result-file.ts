import type { Place } from './allot.ts';
import { ENTRY_LINE } from './entry-lines.ts';
import { outcomeLetters } from './outcomes.ts';

export const resultFormat = 'wengong-ballot-1';

/**
 * A result line is an entry line with what became of it: ` <place in the drawn order, 7 digits> <outcome, 2 letters>\n`.
 * The file is one line of JSON, the header, and then the result lines, sorted as the entry lines are.
 */
export const RESULT_LINE = 64;

/** The first line of a result file. Hashes and seed are lower-case hexadecimal. */
export interface Header {
  readonly format: typeof resultFormat;
  readonly ballot: string;
  readonly palace: string;
  readonly title: string;
  readonly closedAt: string;
  readonly drawnAt: string;
  /** SHA-256 of the seed, published before the first entry. */
  readonly commitment: string;
  /** SHA-256 of the entry lines, published before the seed. */
  readonly entrySetHash: string;
  readonly entries: number;
  /** What was named beforehand to be mixed in, and what it turned out to be; null when nothing was. */
  readonly publicSource: string | null;
  readonly publicValue: string | null;
  readonly seed: string;
  /** The first is everybody's; reserved pools are not named by their category. */
  readonly places: readonly Place[];
  /** How many wait at most. */
  readonly waiting: number;
}

/** Makes result lines of entry lines. `ranks` and `outcomes` are by line; `from` is the first line's number. */
export function writeResultLines(
  lines: Uint8Array,
  ranks: Uint32Array,
  outcomes: Uint8Array,
  from: number,
): Uint8Array {
  const count = lines.length / ENTRY_LINE;
  const text = new Uint8Array(count * RESULT_LINE);
  for (let i = 0; i < count; i += 1) {
    const at = i * RESULT_LINE;
    text.set(lines.subarray(i * ENTRY_LINE, (i + 1) * ENTRY_LINE - 1), at);
    text[at + 52] = 32;
    let rank = ranks[from + i] as number;
    for (let digit = 59; digit >= 53; digit -= 1) {
      text[at + digit] = 48 + (rank % 10);
      rank = Math.floor(rank / 10);
    }
    text[at + 60] = 32;
    const letters = outcomeLetters(outcomes[from + i] as number);
    text[at + 61] = letters.charCodeAt(0);
    text[at + 62] = letters.charCodeAt(1);
    text[at + 63] = 10;
  }
  return text;
}

/** Places in the drawn order from 1, by line. */
export function ranksOf(order: Uint32Array): Uint32Array {
  const ranks = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i += 1) ranks[order[i] as number] = i + 1;
  return ranks;
}
