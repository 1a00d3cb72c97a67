import type { ContestDefinition, ContestRound } from '@wengong/contract';

/** What an entry has at the end of a round. */
export interface Contender {
  readonly entryId: string;
  readonly number: number;
  readonly category: string;
  readonly votes: number;
  /** Each expert's total, hundredths of a point. */
  readonly scores: readonly number[];
}

export interface Placed extends Contender {
  /** Hundredths of a point, as `expertScore` and `total`. */
  readonly voteScore: number;
  readonly expertScore: number | null;
  readonly total: number;
  readonly rank: number;
  readonly advanced: boolean;
}

const FULL = 10_000;

/** `a / b` of whole numbers, halves up. */
const divided = (a: number, b: number): number => Math.floor((2 * a + b) / (2 * b));

/** An expert's total of an entry, hundredths of a point, from 0 to 100 by criterion. */
export const weigh = (
  criteria: readonly { readonly key: string; readonly weight: number }[],
  scores: Readonly<Record<string, number>>,
): number => criteria.reduce((sum, each) => sum + each.weight * (scores[each.key] ?? 0), 0);

/** The experts' score of an entry: their mean, without the highest and the lowest where that is the rule. */
export function expertScore(scores: readonly number[], dropExtremes: boolean): number {
  const sorted = scores.toSorted((a, b) => a - b);
  const kept = dropExtremes && sorted.length >= 4 ? sorted.slice(1, -1) : sorted;
  return kept.length === 0
    ? 0
    : divided(
        kept.reduce((sum, each) => sum + each, 0),
        kept.length,
      );
}

/**
 * The result of a round: each category by itself, votes and experts combined as the round says, all in whole
 * hundredths. Who has the same total, experts' score and votes shares a place, and both go on.
 */
export function placeAll(rules: ContestRound, contenders: readonly Contender[]): Placed[] {
  const categories = [...Map.groupBy(contenders, (each) => each.category)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return categories.flatMap(([, group]) => placeCategory(rules, group));
}

function placeCategory(rules: ContestRound, group: readonly Contender[]): Placed[] {
  const best = group.reduce((most, each) => Math.max(most, each.votes), 0);
  const byVotes = ranksBy(group, (each) => each.votes);
  const scored = group.map((each) => {
    const voteScore =
      rules.votesADay === 0
        ? 0
        : rules.voteScale === 'rank'
          ? divided((group.length - (byVotes.get(each) ?? 1) + 1) * FULL, group.length)
          : best === 0
            ? 0
            : divided(each.votes * FULL, best);
    const experts = rules.judging === null ? null : expertScore(each.scores, rules.judging.dropExtremes);
    const total = divided(rules.voteShare * voteScore + (100 - rules.voteShare) * (experts ?? 0), 100);
    return { ...each, voteScore, expertScore: experts, total };
  });
  const ranks = ranksBy(scored, (each) => [each.total, each.expertScore ?? 0, each.votes]);
  return scored
    .map((each) => {
      const rank = ranks.get(each) ?? 1;
      return { ...each, rank, advanced: rank <= rules.advance };
    })
    .toSorted((a, b) => a.rank - b.rank || a.number - b.number);
}

/** Places from 1, highest first; equals share one, and the next is counted on: 1, 2, 2, 4. */
function ranksBy<Item>(
  items: readonly Item[],
  measure: (item: Item) => number | readonly number[],
): Map<Item, number> {
  const valued = items.map((item) => ({ item, value: [measure(item)].flat() as number[] }));
  valued.sort((a, b) => compare(b.value, a.value));
  const ranks = new Map<Item, number>();
  let rank = 1;
  for (const [index, each] of valued.entries()) {
    const before = valued[index - 1];
    if (before !== undefined && compare(before.value, each.value) !== 0) rank = index + 1;
    ranks.set(each.item, rank);
  }
  return ranks;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const other = b[index] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
}

/** The prize of a place in the last round; undefined without one. */
export const prizeOf = (definition: ContestDefinition, rank: number) =>
  definition.prizes.find((prize) => prize.from <= rank && rank <= prize.to);
