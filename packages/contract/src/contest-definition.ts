import { z } from 'zod';
import { instant } from './shapes.ts';

/** What the staff decide about a contest, without code. */

/** A stable name inside a definition: of a category, round, criterion, field or prize. */
export const definitionKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens');
const text = (max: number) => z.string().trim().min(1).max(max);
const textEn = (max: number) => z.string().trim().max(max);

export const contestCategoryKinds = ['family', 'song', 'dance', 'craft', 'live_commerce', 'other'] as const;
export const entrantKinds = ['person', 'family', 'team', 'union'] as const;
export const entrantKind = z.enum(entrantKinds);
export type EntrantKind = (typeof entrantKinds)[number];

const category = z.object({
  key: definitionKey,
  kind: z.enum(contestCategoryKinds),
  name: text(30),
  nameEn: textEn(60),
});

/** A question of the entry form. `choices` belongs to `choice` alone. */
const entryField = z.object({
  key: definitionKey,
  label: text(40),
  labelEn: textEn(80),
  type: z.enum(['text', 'long_text', 'number', 'choice', 'yes_no']),
  required: z.boolean(),
  choices: z.array(text(40)).max(20),
});

const criterion = z.object({
  key: definitionKey,
  name: text(20),
  nameEn: textEn(40),
  /** Share of the expert's score in percent; those of a round add up to 100. */
  weight: z.int().min(1).max(100),
});

/** How experts score. Each criterion is scored 0 to 100. */
const judging = z.object({
  criteria: z.array(criterion).min(1).max(8),
  /** Experts see neither who entered nor votes nor each other's scores. */
  blind: z.boolean(),
  /** Leaves out the highest and the lowest score of an entry once it has at least four. */
  dropExtremes: z.boolean(),
  /** Scores that every entry needs before the round can be closed. */
  scoresNeeded: z.int().min(1).max(30),
});
export type ContestJudging = z.output<typeof judging>;

export const contestRoundKinds = ['heats', 'first', 'semi', 'final'] as const;

const round = z
  .object({
    kind: z.enum(contestRoundKinds),
    name: text(20),
    nameEn: textEn(40),
    startsAt: instant,
    endsAt: instant,
    /** Votes a person has a day, each for another entry; 0: nobody votes in this round. */
    votesADay: z.int().min(0).max(20),
    /** Share of the votes in the result in percent; the experts' is the rest. */
    voteShare: z.int().min(0).max(100),
    /** How votes become points: by the share of the category's best, or by rank alone. */
    voteScale: z.enum(['share_of_best', 'rank']),
    judging: judging.nullable(),
    /** Entries of each category that go on to the next round; of the last round, that get a place. */
    advance: z.int().min(1).max(10_000),
  })
  .refine(({ startsAt, endsAt }) => Date.parse(startsAt) < Date.parse(endsAt), {
    message: 'ends after it begins',
    path: ['endsAt'],
  })
  .refine(({ votesADay, voteShare }) => votesADay > 0 || voteShare === 0, {
    message: 'without votes their share is 0',
    path: ['voteShare'],
  })
  .refine(({ judging: experts, voteShare }) => experts !== null || voteShare === 100, {
    message: 'without experts the votes decide alone: 100',
    path: ['voteShare'],
  })
  .refine(
    ({ judging: experts }) =>
      experts === null || experts.criteria.reduce((sum, each) => sum + each.weight, 0) === 100,
    { message: 'the weights add up to 100', path: ['judging', 'criteria'] },
  );
export type ContestRound = z.output<typeof round>;

/** A prize of each category for the places from `from` to `to` of the last round. */
const prize = z.object({
  key: definitionKey,
  name: text(20),
  nameEn: textEn(40),
  from: z.int().min(1).max(1000),
  to: z.int().min(1).max(1000),
  reward: z.string().trim().max(60),
  rewardEn: textEn(120),
});

const unlike = (items: readonly { readonly key: string }[]) =>
  new Set(items.map((each) => each.key)).size === items.length;

/** What is wrong with one place of a definition; what follows is checked all the same, so that everything is heard at once. */
const fault = (path: (string | number)[], message: string) =>
  ({ code: 'custom', path, message, input: undefined, continue: true }) as const;

/** Everything about a contest that staff decide. Versions are kept: an entry keeps the one it was made under. */
export const contestDefinition = z
  .object({
    title: text(60),
    titleEn: textEn(120),
    summary: z.string().trim().max(500),
    summaryEn: textEn(1000),
    rules: z.string().trim().max(5000),
    rulesEn: textEn(8000),
    categories: z.array(category).min(1).max(12).refine(unlike, { message: 'each key once' }),
    fields: z.array(entryField).max(20).refine(unlike, { message: 'each key once' }),
    entrants: z.array(entrantKind).min(1).max(4),
    /** Only people whose union membership is verified may enter. */
    entrantsMembers: z.boolean(),
    /** Only people whose union membership is verified may vote: they are known by their real name. */
    votersMembers: z.boolean(),
    entriesAPerson: z.int().min(1).max(20),
    /** People of one family or team at most. */
    peopleAnEntry: z.int().min(1).max(60),
    entriesOpenAt: instant,
    entriesCloseAt: instant,
    rounds: z.array(round).min(1).max(4),
    prizes: z.array(prize).max(12).refine(unlike, { message: 'each key once' }),
  })
  .refine(({ entriesOpenAt, entriesCloseAt }) => Date.parse(entriesOpenAt) < Date.parse(entriesCloseAt), {
    message: 'closes after it opens',
    path: ['entriesCloseAt'],
  })
  .check(({ value: { rounds }, issues }) => {
    for (const [at, each] of rounds.entries()) {
      const before = rounds[at - 1];
      if (before !== undefined && Date.parse(each.startsAt) < Date.parse(before.endsAt))
        issues.push(fault(['rounds', at, 'startsAt'], 'each round begins after the one before'));
    }
  });
export type ContestDefinition = z.output<typeof contestDefinition>;

function* faultsOf({ fields, prizes, rounds, entriesCloseAt }: ContestDefinition) {
  const [first, last] = [rounds[0], rounds.at(-1)];
  // An entry that came later would be in no round.
  if (first !== undefined && Date.parse(entriesCloseAt) > Date.parse(first.endsAt))
    yield fault(['entriesCloseAt'], 'closes before the first round ends');
  for (const [at, { type, choices }] of fields.entries())
    if (type === 'choice' && choices.length < 2)
      yield fault(['fields', at, 'choices'], 'a choice has at least two answers');
  for (const [at, { from, to }] of prizes.entries()) {
    const earlier = prizes.slice(0, at);
    if (to < from) yield fault(['prizes', at, 'to'], 'the last place is not before the first');
    else if (earlier.some((other) => other.from <= to && from <= other.to))
      yield fault(['prizes', at, 'from'], 'each place has one prize');
    else if (last !== undefined && to > last.advance)
      yield fault(['prizes', at, 'to'], 'the last round gives so many places');
  }
}

/** A definition as staff write it. What was kept before these rules is still read. */
export const writtenContestDefinition = contestDefinition.check(({ value, issues }) => {
  issues.push(...faultsOf(value));
});
