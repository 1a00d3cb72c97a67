/** One calendar day, or the first and the last of several; `words` writes an instant's day. */
export const dayRange = (first: string, last: string, words: (instant: string) => string): string =>
  // Noon in Greenwich is the same day on every clock of China.
  first === last
    ? words(`${first}T12:00:00Z`)
    : `${words(`${first}T12:00:00Z`)} – ${words(`${last}T12:00:00Z`)}`;
