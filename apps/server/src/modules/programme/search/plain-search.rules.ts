import { plainQuery } from './search.rules.ts';
import { wordsOf } from './search-words.ts';

/** Longest text that is cut: four hours of speech. */
const LONGEST = 400_000;

/**
 * What any text is found by: its words, the words inside them, and every single character. For texts that are no
 * programme: nothing in them names a day or a place.
 */
export const lexemesOfText = (text: string): string[] => {
  const cut = text.slice(0, LONGEST);
  return [
    ...new Set(
      [...wordsOf(cut), ...wordsOf(cut.replaceAll(/(\p{Script=Han})/gu, ' $1 '))].map((word) =>
        word.slice(0, 100),
      ),
    ),
  ];
};

export interface PlainSearch {
  /** tsquery text: every word must be found. */
  readonly tsquery: string;
  /** The words, normalised, in small letters. */
  readonly words: readonly string[];
}

/** Reads what somebody typed to search such texts; null when no word is in it. */
export const readPlainSearch = (text: string): PlainSearch | null => plainQuery(text);
