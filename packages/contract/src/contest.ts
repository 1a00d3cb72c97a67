import { z } from 'zod';
import { contestDefinition, definitionKey, entrantKind } from './contest-definition.ts';
import { aiDeclaration, externalCount, playback, sprite } from './media.ts';
import { anyone, route, signedIn } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Talent contests: what the public reads, enters and votes for. */
const tag = 'contest';

export const contestParams = palaceParams.extend({ contestId: id });
export const contestEntryParams = contestParams.extend({ entryId: id });

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
  summary: 'A contest, its rounds, what other platforms counted of it, and what the caller may do',
  tag,
  access: anyone,
  params: contestParams,
  response: contestDetail.extend({ external: z.array(externalCount) }),
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
  /** A picture of it; null without a recording, or until one is made. */
  poster: z.string().nullable(),
  /** Pictures from its course, to look into it without playing it. */
  sprite: sprite.nullable(),
  /** What the uploader declared about the recording; null without one. */
  ai: aiDeclaration.nullable(),
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
    category: definitionKey.optional(),
    /** Words of the title or the entrant’s name, or the number. */
    q: z.string().trim().max(40).optional(),
    order: z.enum(['fair', 'number', 'votes']).default('fair'),
  }),
  /** Entries in the gallery; null for a search. */
  response: page(contestEntryCard).extend({ total: z.int().nullable() }),
});

/** What an entry achieved in a round that is over; points are hundredths. */
export const contestEntryResult = z.object({
  round: z.int(),
  rank: z.int(),
  total: z.int(),
  votes: z.int(),
  advanced: z.boolean(),
  prize: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
});
export type ContestEntryResult = z.infer<typeof contestEntryResult>;

export const contestEntryDetail = contestEntryCard.extend({
  palaceId: id,
  contestId: id,
  contestTitle: z.string(),
  contestTitleEn: z.string(),
  description: z.string(),
  playback: playback.nullable(),
  durationMs: z.int().nullable(),
  /** Taller than wide, as phones film. */
  upright: z.boolean(),
  /** The recording is taken down: the entry is in neither gallery nor round until it is shown again. */
  clipDown: z.boolean(),
  people: z.array(z.string()),
  votingOpen: z.boolean(),
  votedToday: z.boolean(),
  results: z.array(contestEntryResult),
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

export const getContestEntryShare = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/contests/:contestId/entries/:entryId/share.svg',
  summary:
    'An entry as a picture of 1200 × 675 beside a shared link: a whole frame of its recording, title, who, the contest, a QR code to its page. Without a recording the frame’s place, the left half, is empty',
  tag,
  access: anyone,
  params: contestEntryParams,
  produces: 'image/svg+xml',
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
  summary:
    'My votes in a contest, latest first, at most 200; of a voided one why, and what became of an appeal',
  tag,
  access: signedIn,
  params: contestParams,
  response: z.object({
    contestTitle: z.string(),
    contestTitleEn: z.string(),
    timeZone: z.string(),
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
        /** Why it was voided, as the palace said; empty when it counts. */
        reason: z.string(),
        /** What I have said against it, also when it counts again. */
        appeal: z
          .object({ text: z.string(), state: z.enum(['waiting', 'upheld', 'dismissed']), answer: z.string() })
          .nullable(),
        /** It can be appealed against: until the round is closed, once. */
        mayAppeal: z.boolean(),
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
    category: definitionKey.optional(),
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
  palaceSlug: z.string(),
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
  revokeReason: z.string(),
});
export type ContestCertificate = z.infer<typeof contestCertificate>;

const certificateCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{12}$/);

export const getContestCertificate = route({
  method: 'GET',
  path: '/api/v1/certificates/:code',
  summary: 'What a certificate says, by the code printed on it, and whether it is genuine',
  tag,
  access: anyone,
  perMinute: 60,
  params: z.object({ code: certificateCode }),
  response: contestCertificate,
});

export const getCertificateFile = route({
  method: 'GET',
  path: '/api/v1/certificates/:code/certificate.pdf',
  summary: 'A certificate to print, with a QR code by which anybody can verify it',
  tag,
  access: anyone,
  perMinute: 20,
  params: z.object({ code: certificateCode }),
  produces: 'application/pdf',
});
