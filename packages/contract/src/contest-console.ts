import { z } from 'zod';
import { contestDetail, contestEntryParams, contestParams } from './contest.ts';
import { entrantKind, writtenContestDefinition } from './contest-definition.ts';
import { contestEntryState } from './contest-entry.ts';
import { salesPicture } from './contest-sales.ts';
import { externalCount, externalCountGiven, playback } from './media.ts';
import { route, staff } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** The palace's own desk for its contests. */
const tag = 'contest';

const readers = staff('editor', 'reviewer', 'coordinator', 'director');
const makers = staff('coordinator', 'director');
const director = staff('director');

export const staffContest = contestDetail.extend({
  /** Entries by state. */
  entryStates: z.record(contestEntryState, z.int()),
  openFindings: z.int(),
  experts: z.int(),
  waitingSales: z.int(),
});
export type StaffContest = z.infer<typeof staffContest>;

export const listStaffContests = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests',
  summary: 'Contests of the palace, drafts too, latest first, at most 100',
  tag,
  access: readers,
  params: palaceParams,
  response: z.object({ items: z.array(contestDetail) }),
});

export const getStaffContest = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId',
  summary: 'A contest as its staff see it',
  tag,
  access: readers,
  params: contestParams,
  response: staffContest.extend({ external: z.array(externalCount) }),
});

export const addContestExternalCount = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/external-counts',
  summary:
    'Note what another platform counted of a contest (reads of its topic, plays of what was posted there), with source and day; shown beside ours, never added to it',
  tag,
  access: staff('editor', 'coordinator', 'director'),
  params: contestParams,
  body: externalCountGiven,
  status: 201,
  /** The latest number of each platform and kind. */
  response: z.object({ items: z.array(externalCount) }),
});

export const createContest = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests',
  summary: 'Draft a contest',
  tag,
  access: makers,
  params: palaceParams,
  body: writtenContestDefinition,
  status: 201,
  response: staffContest,
});

export const putContestDefinition = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/definition',
  summary:
    'A new version of the definition. Once published, categories stay, and a round that has begun stays as it is',
  tag,
  access: makers,
  params: contestParams,
  body: z.object({
    version: z.int().describe('The version that was edited'),
    definition: writtenContestDefinition,
  }),
  response: staffContest,
});

export const publishContest = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/publish',
  summary: 'Show a draft to everybody and take entries from its opening on',
  tag,
  access: director,
  params: contestParams,
  response: staffContest,
});

export const callOffContest = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/call-off',
  summary: 'End a contest without a result',
  tag,
  access: director,
  params: contestParams,
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: staffContest,
});

export const closeContestRound = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/rounds/:round/close',
  summary:
    'Close a round: its votes are fixed, the result is worked out and published, and who goes on is in the next',
  tag,
  access: director,
  params: contestParams.extend({ round: z.coerce.number().int().min(0).max(3) }),
  response: staffContest,
});

// Entries

export const staffContestEntry = z.object({
  id,
  number: z.int(),
  category: z.string(),
  entrantKind,
  entrantName: z.string(),
  people: z.array(z.string()),
  title: z.string(),
  description: z.string(),
  answers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  assetId: id.nullable(),
  poster: z.string().nullable(),
  /** Null without a recording, or while it is being processed. */
  playback: playback.nullable(),
  unionName: z.string().nullable(),
  /** Its recording is taken down: it is in neither gallery nor round until that is shown again. */
  clipDown: z.boolean(),
  state: contestEntryState,
  note: z.string(),
  votes: z.int(),
  round: z.int(),
  enteredAt: instant,
});
export type StaffContestEntry = z.infer<typeof staffContestEntry>;

export const listStaffContestEntries = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/entries',
  summary: 'Entries of a state by number',
  tag,
  access: readers,
  params: contestParams,
  query: pageQuery.extend({ state: contestEntryState.default('waiting') }),
  response: page(staffContestEntry),
});

export const decideContestEntry = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/entries/:entryId/decision',
  summary: 'Approve an entry, reject it, or take it down; the last two need a note that the entrant reads',
  tag,
  access: staff('reviewer', 'director'),
  params: contestEntryParams,
  body: z.object({
    decision: z.enum(['approve', 'reject', 'take_down']),
    note: z.string().trim().max(200).default(''),
  }),
  response: staffContestEntry,
});

// Experts

export const contestExpert = z.object({
  personId: id,
  name: z.string(),
  phoneMasked: z.string().nullable(),
  /** Categories to score; empty: all. */
  categories: z.array(z.string()),
  scored: z.int(),
  conflicts: z.int(),
  invitedAt: instant,
});

export type ContestExpert = z.infer<typeof contestExpert>;

export const listContestExperts = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/experts',
  summary: 'Experts with how many entries of the round under way each has scored',
  tag,
  access: makers,
  params: contestParams,
  response: z.object({ items: z.array(contestExpert) }),
});

export const addContestExpert = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/experts',
  summary: 'Ask somebody who has signed in before to judge, by phone number',
  tag,
  access: makers,
  params: contestParams,
  body: z.object({ phone: z.string().max(20), categories: z.array(z.string().max(31)).max(12).default([]) }),
  status: 201,
  response: z.object({ items: z.array(contestExpert) }),
});

export const removeContestExpert = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/experts/:personId',
  summary: 'Take an expert off; what they have scored in closed rounds stays',
  tag,
  access: makers,
  params: contestParams.extend({ personId: id }),
  response: z.object({ items: z.array(contestExpert) }),
});

// Votes that look wrong

/** `burst`: many in minutes. `device`: one device for many people. `addresses`: one block of addresses votes alike. `new_accounts`. */
export const findingKinds = ['burst', 'device', 'addresses', 'new_accounts'] as const;
export const findingKind = z.enum(findingKinds);
export type FindingKind = (typeof findingKinds)[number];

/** `dismissed`: looked at, nothing wrong. `voided`: its votes count no longer. `restored`: voided, then given back. */
export const findingStates = ['open', 'dismissed', 'voided', 'restored'] as const;
export const findingState = z.enum(findingStates);

/** `waiting`: to be decided by another officer than who voided. `upheld`: the votes count again. */
export const voidAppealStates = ['waiting', 'upheld', 'dismissed'] as const;

export const voidAppeal = z.object({
  id,
  text: z.string(),
  at: instant,
  state: z.enum(voidAppealStates),
  answer: z.string(),
  /** Whether the caller may decide it: not who voided the votes, nor who appeals. */
  mayDecide: z.boolean(),
});

export const contestFinding = z.object({
  id,
  round: z.int(),
  kind: findingKind,
  entryId: id.nullable(),
  entryNumber: z.int().nullable(),
  entryTitle: z.string().nullable(),
  state: findingState,
  votes: z.int(),
  people: z.int(),
  from: instant,
  to: instant,
  /** What was counted, and what is usual: the figures behind the sentence. */
  figures: z.record(z.string(), z.number()),
  reason: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  appeals: z.array(voidAppeal),
  foundAt: instant,
});
export type ContestFinding = z.infer<typeof contestFinding>;

export const listContestFindings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/findings',
  summary: 'Votes that look wrong, with why; open ones first, at most 200',
  tag,
  access: readers,
  params: contestParams,
  response: z.object({ items: z.array(contestFinding) }),
});

export const searchContestFraud = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/findings/search',
  summary: 'Look through the votes of the round under way now; it is also done every ten minutes',
  tag,
  access: makers,
  params: contestParams,
  response: z.object({ found: z.int() }),
});

export const decideContestFinding = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/findings/:findingId/decision',
  summary:
    'Void the votes of a finding, dismiss it, or give voided votes back. Possible until the round is closed',
  tag,
  access: director,
  params: contestParams.extend({ findingId: id }),
  body: z.object({
    decision: z.enum(['void', 'dismiss', 'restore']),
    reason: z.string().trim().min(2).max(300),
  }),
  response: contestFinding,
});

export const decideVoidAppeal = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/appeals/:appealId/decision',
  summary:
    'Uphold an appeal, whereby its votes count again, or dismiss it; by another officer than who voided them, once',
  tag,
  access: makers,
  params: contestParams.extend({ appealId: id }),
  body: z.object({ decision: z.enum(['uphold', 'dismiss']), answer: z.string().trim().min(2).max(300) }),
  response: contestFinding,
});

// Certificates

export const staffCertificate = z.object({
  id,
  code: z.string(),
  entryId: id,
  entryNumber: z.int(),
  entryTitle: z.string(),
  entrantName: z.string(),
  prize: z.string(),
  prizeEn: z.string(),
  issuedAt: instant,
  revokedAt: instant.nullable(),
  revokeReason: z.string(),
});
export type StaffCertificate = z.infer<typeof staffCertificate>;

export const listContestCertificates = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/certificates',
  summary: 'Certificates of a contest by number of the entry',
  tag,
  access: readers,
  params: contestParams,
  response: z.object({ items: z.array(staffCertificate) }),
});

export const revokeContestCertificate = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/certificates/:certificateId/revocation',
  summary: 'Withdraw a certificate for a reason, for good: whoever checks its code is told so',
  tag,
  access: director,
  params: contestParams.extend({ certificateId: id }),
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
  response: staffCertificate,
});

// Live commerce

export const contestSalesReport = z.object({
  id,
  entryId: id,
  entryNumber: z.int(),
  entryTitle: z.string(),
  entrantName: z.string(),
  amountFen: z.int(),
  orders: z.int(),
  proof: z.string(),
  pictures: z.array(salesPicture),
  state: z.enum(['waiting', 'accepted', 'rejected']),
  note: z.string(),
  reportedAt: instant,
});

export type ContestSalesReport = z.infer<typeof contestSalesReport>;

export const listContestSales = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/sales',
  summary: 'Sales reported by live-commerce entries, waiting ones first, at most 200',
  tag,
  access: makers,
  params: contestParams,
  response: z.object({ items: z.array(contestSalesReport) }),
});

export const decideContestSales = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/desk/contests/:contestId/sales/:reportId/decision',
  summary: 'Accept a report of sales or reject it with a note, once',
  tag,
  access: makers,
  params: contestParams.extend({ reportId: id }),
  body: z.object({ accept: z.boolean(), note: z.string().trim().max(200).default('') }),
  response: contestSalesReport,
});
