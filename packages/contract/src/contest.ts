import { z } from 'zod';
import { anyone, route, signedIn } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Talent contests: what the public reads, enters and votes for. */
const tag = 'contest';

export const contestParams = palaceParams.extend({ contestId: id });
export const contestEntryParams = contestParams.extend({ entryId: id });

/** A stable name inside a definition: of a category, round, criterion, field or prize. */
const key = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'lower-case letters, digits and hyphens');
const text = (max: number) => z.string().trim().min(1).max(max);
const textEn = (max: number) => z.string().trim().max(max);

export const contestCategoryKinds = ['family', 'song', 'dance', 'craft', 'live_commerce', 'other'] as const;
export const entrantKinds = ['person', 'family', 'team', 'union'] as const;
export const entrantKind = z.enum(entrantKinds);
export type EntrantKind = (typeof entrantKinds)[number];

const category = z.object({
  key,
  kind: z.enum(contestCategoryKinds),
  name: text(30),
  nameEn: textEn(60),
});

/** A question of the entry form. `choices` belongs to `choice` alone. */
const entryField = z.object({
  key,
  label: text(40),
  labelEn: textEn(80),
  type: z.enum(['text', 'long_text', 'number', 'choice', 'yes_no']),
  required: z.boolean(),
  choices: z.array(text(40)).max(20),
});

const criterion = z.object({
  key,
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
    { message: 'the weights add up to 100', path: ['judging'] },
  );
export type ContestRound = z.output<typeof round>;

/** A prize of each category for the places from `from` to `to` of the last round. */
const prize = z.object({
  key,
  name: text(20),
  nameEn: textEn(40),
  from: z.int().min(1).max(1000),
  to: z.int().min(1).max(1000),
  reward: z.string().trim().max(60),
  rewardEn: textEn(120),
});

const unlike = (items: readonly { readonly key: string }[]) =>
  new Set(items.map((each) => each.key)).size === items.length;

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
  .refine(
    ({ rounds }) =>
      rounds.every(
        (each, at) => at === 0 || Date.parse(each.startsAt) >= Date.parse(rounds[at - 1]?.endsAt ?? ''),
      ),
    { message: 'each round begins after the one before', path: ['rounds'] },
  );
export type ContestDefinition = z.output<typeof contestDefinition>;

/** `called_off`: ended without a result. `finished`: its last round is closed. */
export const contestStates = ['draft', 'published', 'finished', 'called_off'] as const;
export const contestState = z.enum(contestStates);
export type ContestState = (typeof contestStates)[number];

export const contestRoundStates = ['waiting', 'open', 'closed'] as const;
export const contestRoundState = z.enum(contestRoundStates);

export const contestSummary = z.object({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  id,
  state: contestState,
  title: z.string(),
  titleEn: z.string(),
  summary: z.string(),
  summaryEn: z.string(),
  entriesOpenAt: instant,
  entriesCloseAt: instant,
  endsAt: instant,
  /** The round under way, counted from 0; null before the first and after the last. */
  round: z.int().nullable(),
  entries: z.int(),
  votes: z.int(),
});
export type ContestSummary = z.infer<typeof contestSummary>;

const shownRound = z.object({
  round: z.int(),
  state: contestRoundState,
  entries: z.int(),
  votes: z.int(),
  voided: z.int(),
  /** The last hash of the chain of votes, hexadecimal; 64 zeros before the first. */
  head: z.string(),
  closedAt: instant.nullable(),
});

export const contestDetail = contestSummary.extend({
  version: z.int(),
  definition: contestDefinition,
  rounds: z.array(shownRound),
  /** Whether entries are taken now. */
  entriesOpen: z.boolean(),
  /** Whether votes are taken now. */
  votingOpen: z.boolean(),
  me: z
    .object({
      mayEnter: z.boolean(),
      mayVote: z.boolean(),
      /** Votes left today in the round under way. */
      votesLeft: z.int(),
      /** Entries voted for today. */
      votedFor: z.array(id),
      /** Asked to judge. */
      expert: z.boolean(),
    })
    .nullable(),
});
export type ContestDetail = z.infer<typeof contestDetail>;

export const listContests = route({
  method: 'GET',
  path: '/api/v1/contests',
  summary: 'Contests that are published, those under way first; of all palaces or of one',
  tag,
  access: anyone,
  query: z.object({ palaceId: id.optional(), limit: z.coerce.number().int().min(1).max(50).default(20) }),
  response: z.object({ items: z.array(contestSummary) }),
});

export const getContest = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/contests/:contestId',
  summary: 'A contest, its rounds and what the caller may do',
  tag,
  access: anyone,
  params: contestParams,
  response: contestDetail,
});

// The gallery

export const contestEntryCard = z.object({
  id,
  number: z.int(),
  category: z.string(),
  entrantKind,
  /** Who performs, as they want to be named. */
  entrantName: z.string(),
  title: z.string(),
  /** The union that nominated it. */
  unionName: z.string().nullable(),
  /** The recording; null for an entry without one. */
  assetId: id.nullable(),
  /** Votes of the round under way, or of the last it was in. */
  votes: z.int(),
  /** The last round it reached, counted from 0. */
  round: z.int(),
});
export type ContestEntryCard = z.infer<typeof contestEntryCard>;

export const listContestEntries = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/contests/:contestId/entries',
  summary:
    'Approved entries in an order of the caller’s own that changes every day, those shown least first; or by number',
  tag,
  access: anyone,
  params: contestParams,
  query: pageQuery.extend({
    category: key.optional(),
    /** Words of the title or the entrant’s name, or the number. */
    q: z.string().trim().max(40).optional(),
    order: z.enum(['fair', 'number', 'votes']).default('fair'),
  }),
  response: page(contestEntryCard).extend({ total: z.int() }),
});

export const contestEntryDetail = contestEntryCard.extend({
  palaceId: id,
  contestId: id,
  contestTitle: z.string(),
  contestTitleEn: z.string(),
  description: z.string(),
  people: z.array(z.string()),
  votingOpen: z.boolean(),
  votedToday: z.boolean(),
  results: z.array(
    z.object({ round: z.int(), rank: z.int(), total: z.int(), votes: z.int(), advanced: z.boolean() }),
  ),
  /** Sales that the palace has verified, in fen; null unless a live-commerce entry. */
  salesFen: z.int().nullable(),
});
export type ContestEntryDetail = z.infer<typeof contestEntryDetail>;

export const getContestEntry = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/contests/:contestId/entries/:entryId',
  summary: 'An approved entry',
  tag,
  access: anyone,
  params: contestEntryParams,
  response: contestEntryDetail,
});

// Votes

export const contestVote = z.object({
  entryId: id,
  /** Votes of the entry in this round, this one included. */
  votes: z.int(),
  /** Votes that the caller has left today. */
  votesLeft: z.int(),
  /** Place in the chain, from 1; with `voter` it is found in the published file. */
  seq: z.int(),
  /** What stands for the caller in the published file of this contest. */
  voter: z.string(),
  /** The same vote was given earlier today; nothing was counted twice. */
  again: z.boolean(),
});
export type ContestVote = z.infer<typeof contestVote>;

export const castContestVote = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/contests/:contestId/entries/:entryId/votes',
  summary:
    'Vote for an entry: so many a day as the round says, each entry once a day. Giving it twice counts once',
  tag,
  access: signedIn,
  // Votes that arrive together share a transaction; the same vote twice is the same vote.
  transaction: 'none',
  params: contestEntryParams,
  response: contestVote,
});

export const listMyContestVotes = route({
  method: 'GET',
  path: '/api/v1/me/contests/:palaceId/:contestId/votes',
  summary: 'My votes in a contest, latest first, at most 200, and whether one was voided',
  tag,
  access: signedIn,
  params: contestParams,
  response: z.object({
    voter: z.string(),
    items: z.array(
      z.object({
        round: z.int(),
        seq: z.int(),
        entryId: id,
        entryNumber: z.int(),
        entryTitle: z.string(),
        at: instant,
        voided: z.boolean(),
        /** The finding it was voided by, to appeal against; null when it counts. */
        findingId: id.nullable(),
        appealed: z.boolean(),
      }),
    ),
  }),
});

export const appealContestVoid = route({
  method: 'POST',
  path: '/api/v1/me/contests/:palaceId/:contestId/findings/:findingId/appeal',
  summary: 'Say that a vote of mine, or of my entry, was voided wrongly; once a finding',
  tag,
  access: signedIn,
  params: contestParams.extend({ findingId: id }),
  body: z.object({ text: z.string().trim().min(2).max(500) }),
  status: 201,
  response: z.object({ findingId: id, at: instant }),
});

export const readContestVotes = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/contests/:contestId/rounds/:round/votes.txt',
  summary: 'Every vote of a closed round, anonymous and chained, for a recount (`npm run recount`)',
  tag,
  access: anyone,
  params: contestParams.extend({ round: z.coerce.number().int().min(0).max(3) }),
  produces: 'text/plain; charset=utf-8',
});

// Results

export const contestStanding = z.object({
  rank: z.int(),
  entryId: id,
  number: z.int(),
  category: z.string(),
  entrantName: z.string(),
  title: z.string(),
  votes: z.int(),
  /** Hundredths of a point, 0 to 10,000. */
  voteScore: z.int(),
  expertScore: z.int().nullable(),
  total: z.int(),
  advanced: z.boolean(),
  prize: z.string().nullable(),
});
export type ContestStanding = z.infer<typeof contestStanding>;

export const listContestStandings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/contests/:contestId/rounds/:round/standings',
  summary: 'The result of a closed round; of one under way the votes as they stand now',
  tag,
  access: anyone,
  params: contestParams.extend({ round: z.coerce.number().int().min(0).max(3) }),
  query: z.object({
    category: key.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    state: contestRoundState,
    /** Whether this is the result, or only votes as they stand. */
    final: z.boolean(),
    items: z.array(contestStanding),
  }),
});

// Certificates

export const contestCertificate = z.object({
  code: z.string(),
  palaceId: id,
  palaceName: z.string(),
  palaceNameEn: z.string(),
  contestId: id,
  contestTitle: z.string(),
  contestTitleEn: z.string(),
  entryId: id,
  entryNumber: z.int(),
  entryTitle: z.string(),
  entrantName: z.string(),
  category: z.string(),
  categoryEn: z.string(),
  prize: z.string(),
  prizeEn: z.string(),
  issuedAt: instant,
  /** The server’s signature over what the certificate says is right. */
  genuine: z.boolean(),
  /** Withdrawn after it was issued; null while in force. */
  revokedAt: instant.nullable(),
});
export type ContestCertificate = z.infer<typeof contestCertificate>;

export const getContestCertificate = route({
  method: 'GET',
  path: '/api/v1/certificates/:code',
  summary: 'What a certificate says, by the code printed on it, and whether it is genuine',
  tag,
  access: anyone,
  perMinute: 60,
  params: z.object({ code: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/) }),
  response: contestCertificate,
});
