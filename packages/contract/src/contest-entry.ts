import { z } from 'zod';
import { contestEntryParams, contestEntryResult, contestParams } from './contest.ts';
import { entrantKind } from './contest-definition.ts';
import { salesPicture } from './contest-sales.ts';
import { playback } from './media.ts';
import { route, signedIn } from './route.ts';
import { fen, id, instant } from './shapes.ts';

/** A worker's own entries, and the experts' desk. */
const tag = 'contest';

/** `withdrawn`: by who entered. `taken_down`: by the palace after it was approved. */
export const contestEntryStates = ['waiting', 'approved', 'rejected', 'withdrawn', 'taken_down'] as const;
export const contestEntryState = z.enum(contestEntryStates);
export type ContestEntryState = (typeof contestEntryStates)[number];

export const contestAnswers = z.record(
  z.string(),
  z.union([z.string().trim().max(2000), z.number(), z.boolean()]),
);

export const myContestEntry = z.object({
  id,
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  contestId: id,
  contestTitle: z.string(),
  contestTitleEn: z.string(),
  /** The last round is closed: there is a result. */
  decided: z.boolean(),
  number: z.int(),
  category: z.string(),
  categoryName: z.string(),
  categoryNameEn: z.string(),
  entrantKind,
  entrantName: z.string(),
  people: z.array(z.string()),
  title: z.string(),
  description: z.string(),
  assetId: id.nullable(),
  /** Why its recording is taken down: until it is shown again the entry is in neither gallery nor round. */
  clipDown: z.string().nullable(),
  state: contestEntryState,
  /** What the palace said when it rejected the entry or took it down. */
  note: z.string(),
  round: z.int(),
  votes: z.int(),
  /** A recording can be added or exchanged: while entries are taken. An approved entry is then looked at again. */
  mayChangeVideo: z.boolean(),
  /** The union that nominated it. */
  unionName: z.string().nullable(),
  /** It can still be withdrawn. */
  canWithdraw: z.boolean(),
  /** It reports what it sold (`reportContestSales`). */
  reportsSales: z.boolean(),
  /** Names of the contest’s rounds, in order. */
  rounds: z.array(z.object({ name: z.string(), nameEn: z.string() })),
  enteredAt: instant,
  decidedAt: instant.nullable(),
  results: z.array(contestEntryResult),
  certificate: z.object({ code: z.string(), prize: z.string(), prizeEn: z.string() }).nullable(),
  sales: z
    .array(
      z.object({
        id,
        amountFen: z.int(),
        orders: z.int(),
        state: z.enum(['waiting', 'accepted', 'rejected']),
        note: z.string(),
        reportedAt: instant,
        pictures: z.array(salesPicture),
        /** More can be added, and those there be taken off. */
        mayAddPictures: z.boolean(),
        mayRemovePictures: z.boolean(),
      }),
    )
    .describe('Of a live-commerce entry, latest first'),
});
export type MyContestEntry = z.infer<typeof myContestEntry>;

export const enterContest = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/contests/:contestId/entries',
  summary: 'Enter a contest; shown to others once the palace has approved it',
  tag,
  access: signedIn,
  params: contestParams,
  body: z.object({
    category: z.string().max(31),
    entrantKind,
    entrantName: z.string().trim().min(1).max(40),
    people: z.array(z.string().trim().min(1).max(20)).max(60).default([]),
    title: z.string().trim().min(1).max(40),
    description: z.string().trim().max(1000).default(''),
    answers: contestAnswers.default({}),
    /** A video of one's own, uploaded to this palace; being processed is good enough. */
    assetId: id.nullable().default(null),
    /** A nomination that is accepted herewith: its category holds, and its union stands with the entry. */
    nominationId: id.nullable().default(null),
  }),
  status: 201,
  response: myContestEntry,
});

export const putMyEntryVideo = route({
  method: 'PUT',
  path: '/api/v1/me/contest-entries/:entryId/video',
  summary:
    'Add a recording to my entry or exchange it, while entries are taken; an approved entry is looked at again',
  tag,
  access: signedIn,
  params: z.object({ entryId: id }),
  body: z.object({ assetId: id }),
  response: myContestEntry,
});

export const withdrawContestEntry = route({
  method: 'POST',
  path: '/api/v1/me/contest-entries/:entryId/withdraw',
  summary: 'Withdraw my entry; possible until the round it is in is closed',
  tag,
  access: signedIn,
  params: z.object({ entryId: id }),
  response: myContestEntry,
});

export const listMyContestEntries = route({
  method: 'GET',
  path: '/api/v1/me/contest-entries',
  summary: 'My entries with where each of them stands, latest first, at most 100',
  tag,
  access: signedIn,
  response: z.object({ items: z.array(myContestEntry) }),
});

export const getMyContestEntry = route({
  method: 'GET',
  path: '/api/v1/me/contest-entries/:entryId',
  summary: 'One of my entries',
  tag,
  access: signedIn,
  params: z.object({ entryId: id }),
  response: myContestEntry,
});

export const reportContestSales = route({
  method: 'POST',
  path: '/api/v1/me/contest-entries/:entryId/sales',
  summary: 'Report what my live-commerce entry sold, with proof; counts once the palace has verified it',
  tag,
  access: signedIn,
  params: z.object({ entryId: id }),
  body: z.object({
    amountFen: fen.max(10_000_000_00),
    orders: z.int().min(0).max(1_000_000),
    /** Where the palace can see it: the platform, the order list, who confirms it. */
    proof: z.string().trim().min(2).max(500),
  }),
  status: 201,
  response: myContestEntry,
});

// Experts

export const judgingEntry = z.object({
  entryId: id,
  number: z.int(),
  category: z.string(),
  title: z.string(),
  description: z.string(),
  assetId: id.nullable(),
  playback: playback.nullable(),
  durationMs: z.int().nullable(),
  upright: z.boolean(),
  /** Null while the round is judged blind. */
  entrantName: z.string().nullable(),
  unionName: z.string().nullable(),
  /** My scores by criterion, 0 to 100; null until I have given them. */
  scores: z.record(z.string(), z.int()).nullable(),
  note: z.string(),
  scoredAt: instant.nullable(),
  /** I have declared a conflict of interest, or the entry is mine. */
  conflict: z.boolean(),
});
export type JudgingEntry = z.infer<typeof judgingEntry>;

export const listMyJudging = route({
  method: 'GET',
  path: '/api/v1/me/judging',
  summary: 'Contests that I am asked to judge, with how many entries still wait for my scores',
  tag,
  access: signedIn,
  response: z.object({
    items: z.array(
      z.object({
        palaceId: id,
        contestId: id,
        palaceName: z.string(),
        palaceNameEn: z.string(),
        timeZone: z.string(),
        title: z.string(),
        titleEn: z.string(),
        /** The round under way; null when there is nothing to score. */
        round: z.int().nullable(),
        roundName: z.string(),
        roundNameEn: z.string(),
        endsAt: instant.nullable(),
        entries: z.int(),
        scored: z.int(),
      }),
    ),
  }),
});

export const getMyJudging = route({
  method: 'GET',
  path: '/api/v1/me/judging/:palaceId/:contestId',
  summary: 'The score sheet of the round under way: criteria and entries, unscored ones first',
  tag,
  access: signedIn,
  params: contestParams,
  query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(200) }),
  response: z.object({
    title: z.string(),
    titleEn: z.string(),
    timeZone: z.string(),
    round: z.int(),
    roundName: z.string(),
    roundNameEn: z.string(),
    endsAt: instant,
    blind: z.boolean(),
    criteria: z.array(z.object({ key: z.string(), name: z.string(), nameEn: z.string(), weight: z.int() })),
    entries: z.array(judgingEntry),
  }),
});

export const putMyScore = route({
  method: 'PUT',
  path: '/api/v1/me/judging/:palaceId/:contestId/entries/:entryId',
  summary: 'Score an entry of the round under way; can be changed until the round is closed',
  tag,
  access: signedIn,
  params: contestEntryParams,
  body: z.object({
    /** One for each criterion. */
    scores: z.record(z.string(), z.int().min(0).max(100)),
    note: z.string().trim().max(300).default(''),
  }),
  response: judgingEntry,
});

export const declareConflict = route({
  method: 'POST',
  path: '/api/v1/me/judging/:palaceId/:contestId/entries/:entryId/conflict',
  summary: 'Declare a conflict of interest: my score of this entry is dropped and I give no other',
  tag,
  access: signedIn,
  params: contestEntryParams,
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: judgingEntry,
});
