import { spell, wordsOf } from './search-words.ts';

/** A word as it is typed in Latin letters, and as people say it. */
export interface Term {
  readonly term: string;
  readonly said: string;
}

const TYPED = /^[a-z]{4,40}$/;

/** The terms of a text: pinyin of its Chinese words, and its foreign words. */
export function termsOf(text: string): Term[] {
  const terms = wordsOf(text)
    .map((word) => ({ term: /^\p{Script=Han}{2,10}$/u.test(word) ? spell(word) : word, said: word }))
    .filter(({ term }) => TYPED.test(term));
  return [...new Map(terms.map((each) => [each.term, each])).values()];
}

/** The parts of a search that may be mistyped: Latin words, and runs of Chinese by their pinyin. */
export function suspectsIn(text: string): { readonly typed: string; readonly spelt: string }[] {
  const found = text.match(/[a-z]+|\p{Script=Han}{2,10}/gu) ?? [];
  return [...new Set(found)]
    .map((typed) => ({ typed, spelt: /[a-z]/.test(typed) ? typed : spell(typed) }))
    .filter(({ spelt }) => TYPED.test(spelt))
    .slice(0, 4);
}

/** How many slips of the finger a word may hold. */
const slipsIn = (word: string): number => (word.length < 7 ? 1 : 2);

/** The term that was most likely meant: the one with the fewest slips, of several the first. */
export function nearest(word: string, candidates: readonly Term[]): Term | null {
  let best: Term | null = null;
  let fewest = slipsIn(word) + 1;
  for (const candidate of candidates) {
    const slips = slipsBetween(word, candidate.term);
    if (slips >= fewest) continue;
    best = candidate;
    fewest = slips;
  }
  return best;
}

/** Letters left out, added, changed, or swapped with their neighbour (optimal string alignment). */
export function slipsBetween(a: string, b: string): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = above;
    above = row;
  }
  return above[b.length] ?? 0;
}
