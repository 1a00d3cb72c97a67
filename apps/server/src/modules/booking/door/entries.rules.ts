import type { DoorEntry } from '@wengong/contract';

/** Typed codes have at most so many characters with spaces and hyphens; what is longer is a ticket's signed text. */
const CODE_LENGTH = 20;

/** What was read or typed, as the door's own words for it. */
export const seenOf = (text: string): { token: string } | { code: string } =>
  text.trim().length > CODE_LENGTH ? { token: text } : { code: text };

/** When an entry happened: as the device says, but not after it was told. */
export const happenedAt = (entry: Pick<DoorEntry, 'at'>, now: Date): Date =>
  new Date(Math.min(Date.parse(entry.at), now.getTime()));

/**
 * Entries in rounds, each with at most one of a subject (a ticket) and all of a subject in the order given: admitted,
 * undone and admitted again are three rounds, a thousand people are one. Entries of no subject are in the first.
 */
export function roundsOf<E>(entries: readonly E[], subjectOf: (entry: E) => string | null): E[][] {
  const turns = new Map<string, number>();
  const rounds: E[][] = [];
  for (const entry of entries) {
    const subject = subjectOf(entry);
    const turn = subject === null ? 0 : (turns.get(subject) ?? 0);
    if (subject !== null) turns.set(subject, turn + 1);
    rounds[turn] ??= [];
    rounds[turn].push(entry);
  }
  return rounds;
}
