import type { Reader } from '../../../kernel/db.ts';
import { nearest, suspectsIn } from './mistyped.rules.ts';
import { termsLike } from './search-terms.store.ts';

export interface Correction {
  /** What is searched instead. */
  readonly text: string;
  /** The same for people to read. */
  readonly shown: string;
}

/**
 * What somebody may have meant whose search found nothing: mistyped pinyin and foreign words, and Chinese words that
 * only sound right (广场午). Null when nothing in `text` looks like a word of any title; `rest` is that part of it
 * which is searched as words.
 */
export async function correctSearch(reader: Reader, text: string, rest: string): Promise<Correction | null> {
  let corrected = text.normalize('NFKC').toLowerCase();
  let shown = corrected;
  for (const { typed, spelt } of suspectsIn(rest)) {
    const meant = nearest(spelt, await termsLike(reader, spelt));
    if (meant === null || meant.term === typed) continue;
    corrected = corrected.replace(typed, meant.term);
    shown = shown.replace(typed, meant.said);
  }
  return shown === text.normalize('NFKC').toLowerCase() ? null : { text: corrected, shown };
}
