import { sha256 } from './sha256.ts';
import { readHash, toBase64Url } from './text.ts';

export const receiptFormat = 'wengong-ballot-receipt-1';

/** What an entrant is given and nobody else has: with it, and only with it, their line can be found in the files. */
export interface Receipt {
  readonly format: typeof receiptFormat;
  readonly ballot: string;
  readonly entry: string;
  /** The entrant's own account: two people cannot be given the same line unseen. */
  readonly person: string;
  readonly salt: string;
  readonly leaf: string;
  readonly weight: number;
  readonly seats: number;
  /** As published when the entry was made. */
  readonly commitment: string;
  readonly publicSource: string | null;
}

/** The leaf of an entry: SHA-256 of five lines of text, in base64url. */
export const leafOf = (entry: Pick<Receipt, 'ballot' | 'entry' | 'person' | 'salt'>): string =>
  toBase64Url(
    sha256(
      new TextEncoder().encode(
        ['wengong-ballot-entry-1', entry.ballot, entry.entry, entry.person, entry.salt].join('\n'),
      ),
    ),
  );

/** The words of a leaf, or null when it is none. */
export function leafWords(leaf: string): Int32Array | null {
  const words = new Int32Array(8);
  return leaf.length === 43 && readHash(new TextEncoder().encode(leaf), 0, words, 0) ? words : null;
}
