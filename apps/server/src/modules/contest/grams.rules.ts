/** Text as it is compared: one width, one case, without spaces and punctuation. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The single letters and neighbouring pairs of a text: what a search of one or more letters looks for. */
export function gramsOf(...texts: readonly string[]): string[] {
  const grams = new Set<string>();
  for (const text of texts) {
    const letters = [...plainText(text)];
    letters.forEach((letter, index) => {
      grams.add(letter);
      const next = letters[index + 1];
      if (next !== undefined) grams.add(letter + next);
    });
  }
  return [...grams];
}

/** The grams that an entry must have to be found by a query; empty when the query has no letter. */
export function gramsOfQuery(query: string): string[] {
  const letters = [...plainText(query)];
  if (letters.length <= 1) return letters;
  return [...new Set(letters.slice(1).map((letter, index) => (letters[index] ?? '') + letter))];
}
