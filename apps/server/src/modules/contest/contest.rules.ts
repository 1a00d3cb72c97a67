import type { ContestDefinition, ContestRound, ContestState } from '@wengong/contract';

/** Whether an instant lies within a round's time. */
export const isDuring = (round: Pick<ContestRound, 'startsAt' | 'endsAt'>, now: Date): boolean =>
  Date.parse(round.startsAt) <= now.getTime() && now.getTime() < Date.parse(round.endsAt);

/** Whether entries are taken. */
export const entriesOpen = (state: ContestState, definition: ContestDefinition, now: Date): boolean =>
  state === 'published' &&
  Date.parse(definition.entriesOpenAt) <= now.getTime() &&
  now.getTime() < Date.parse(definition.entriesCloseAt);

/** Whether votes are taken in the round under way; `round` is undefined when there is none. */
export const votingOpen = (state: ContestState, round: ContestRound | undefined, now: Date): boolean =>
  state === 'published' && round !== undefined && round.votesADay > 0 && isDuring(round, now);

/** What a change of a published contest's definition must leave alone; `round`: the name of the one that has begun. */
type DefinitionFault =
  | { readonly code: 'contest-fixed' }
  | { readonly code: 'contest-round-begun'; readonly round: string };

/**
 * Whether a published contest may get a new definition: categories and the number of rounds stay, and a round that has
 * begun keeps its rules, but for names and, until it is closed, a later end. `closed`: how many rounds are.
 */
export function judgeChange(
  before: ContestDefinition,
  after: ContestDefinition,
  { closed, now }: { readonly closed: number; readonly now: Date },
): DefinitionFault | null {
  const keys = (definition: ContestDefinition) => definition.categories.map((each) => each.key).join(' ');
  if (keys(before) !== keys(after) || before.rounds.length !== after.rounds.length)
    return { code: 'contest-fixed' };
  for (const [index, old] of before.rounds.entries()) {
    const next = after.rounds[index];
    if (next === undefined || Date.parse(old.startsAt) > now.getTime()) continue;
    const rules = { ...next, name: old.name, nameEn: old.nameEn, endsAt: old.endsAt };
    const later = Date.parse(next.endsAt) - Date.parse(old.endsAt);
    const putOff = index < closed ? later === 0 : later >= 0;
    if (!putOff || !sameValue(rules, old)) return { code: 'contest-round-begun', round: old.name };
  }
  return null;
}

/** Whether two values are the same as JSON, in whatever order their members are. */
function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
