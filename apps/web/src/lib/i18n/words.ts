/** Brackets and quotation marks that open. */
const OPENS = /[\p{Ps}\p{Pi}]$/u;
const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** A title cut where a line may end: before words, in Chinese too, and never before a closing or after an opening mark. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const last = words.at(-1);
    const begins = last === undefined || ((isWordLike || OPENS.test(segment)) && !OPENS.test(last));
    if (begins) words.push(segment);
    else words[words.length - 1] = last + segment;
  }
  return words;
}
