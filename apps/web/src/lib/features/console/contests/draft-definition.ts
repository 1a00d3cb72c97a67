import type { ContestDefinition, ContestRound } from '@wengong/contract';
import { inputOfInstant, instantOfInput } from '#lib/features/console/clock.ts';
import { roundKindNames } from './definition-messages.ts';

/** A definition as it is typed: instants as the fields of a form have them, on the palace's clock. */
export type DraftDefinition = ContestDefinition;

const DAY = 86_400_000;

/** A key for something new: whatever it is called later, its key stays. */
export const newKey = (prefix: string, taken: readonly { key: string }[]): string => {
  for (let n = taken.length + 1; ; n += 1) {
    if (taken.every((each) => each.key !== `${prefix}${n}`)) return `${prefix}${n}`;
  }
};

export const newJudging = () => ({
  criteria: [
    { key: 'c1', name: '技艺', nameEn: 'Skill', weight: 50 },
    { key: 'c2', name: '创意', nameEn: 'Idea', weight: 50 },
  ],
  blind: true,
  dropExtremes: true,
  scoresNeeded: 3,
});

/** What a new contest begins with: heats by votes and a final with experts. `now` is an instant. */
export function newDefinition(now: number): ContestDefinition {
  const at = (days: number) => new Date(Math.ceil(now / DAY) * DAY + days * DAY).toISOString();
  const round = { votesADay: 3, voteScale: 'share_of_best' as const };
  return {
    title: '',
    titleEn: '',
    summary: '',
    summaryEn: '',
    rules: '',
    rulesEn: '',
    categories: [{ key: 'g1', kind: 'song', name: '歌唱', nameEn: 'Song' }],
    fields: [],
    entrants: ['person', 'family', 'team'],
    entrantsMembers: false,
    votersMembers: true,
    entriesAPerson: 3,
    peopleAnEntry: 20,
    entriesOpenAt: at(1),
    entriesCloseAt: at(15),
    rounds: [
      {
        ...round,
        kind: 'heats',
        name: '海选',
        nameEn: 'Heats',
        startsAt: at(1),
        endsAt: at(16),
        voteShare: 100,
        judging: null,
        advance: 10,
      },
      {
        ...round,
        kind: 'final',
        name: '决赛',
        nameEn: 'Final',
        startsAt: at(17),
        endsAt: at(24),
        voteShare: 40,
        judging: newJudging(),
        advance: 6,
      },
    ],
    prizes: [{ key: 'p1', name: '一等奖', nameEn: 'First prize', from: 1, to: 1, reward: '', rewardEn: '' }],
  };
}

const KINDS = ['heats', 'first', 'semi', 'final'] as const satisfies readonly ContestRound['kind'][];

/** What is suggested after the last round of a draft: the next kind, as long, with the same rules. */
export function roundAfter(last: ContestRound): ContestRound {
  const kind = KINDS[KINDS.indexOf(last.kind) + 1] ?? 'final';
  // As typed on the palace's clock: summer time, where there is any, is left to whoever looks at it.
  const at = (typed: string) => Date.parse(`${typed}Z`);
  const endsAt = new Date(2 * at(last.endsAt) - at(last.startsAt));
  return {
    ...last,
    kind,
    name: roundKindNames.zh[kind],
    nameEn: roundKindNames.en[kind],
    startsAt: last.endsAt,
    endsAt: Number.isNaN(endsAt.getTime()) ? '' : endsAt.toISOString().slice(0, 16),
  };
}

/** The definition with its instants as the form's fields show them. */
export const toDraft = (definition: ContestDefinition, timeZone: string): DraftDefinition => ({
  ...structuredClone(definition),
  entriesOpenAt: inputOfInstant(definition.entriesOpenAt, timeZone),
  entriesCloseAt: inputOfInstant(definition.entriesCloseAt, timeZone),
  rounds: definition.rounds.map((round) => ({
    ...structuredClone(round),
    startsAt: inputOfInstant(round.startsAt, timeZone),
    endsAt: inputOfInstant(round.endsAt, timeZone),
  })),
});

/**
 * What is sent: numbers as numbers, instants as instants. A time that is none stays as it is, and is refused; one that is
 * as `before` stays so to the millisecond, which the form does not show: a round that has begun is not changed by it.
 */
export function fromDraft(
  draft: DraftDefinition,
  timeZone: string,
  before: ContestDefinition,
): ContestDefinition {
  const instant = (value: string, old: string | undefined) =>
    old !== undefined && value === inputOfInstant(old, timeZone)
      ? old
      : (instantOfInput(value, timeZone) ?? value);
  return {
    ...draft,
    entriesAPerson: Number(draft.entriesAPerson),
    peopleAnEntry: Number(draft.peopleAnEntry),
    entriesOpenAt: instant(draft.entriesOpenAt, before.entriesOpenAt),
    entriesCloseAt: instant(draft.entriesCloseAt, before.entriesCloseAt),
    rounds: draft.rounds.map((round, index) => ({
      ...round,
      startsAt: instant(round.startsAt, before.rounds[index]?.startsAt),
      endsAt: instant(round.endsAt, before.rounds[index]?.endsAt),
    })),
  };
}
