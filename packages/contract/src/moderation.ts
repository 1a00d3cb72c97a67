import { z } from 'zod';
import { playback } from './media.ts';
import { anyone, officer, route, signedIn, staffOrOfficer } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Review before publication: queues, decisions, appeals, reports. Lists of words are in moderation-words.ts. */
const tag = 'moderation';
const reviewers = staffOrOfficer('reviewer', 'director');

/** What is reviewed. The owner of each kind keeps the thing itself; moderation keeps what was decided of it. */
export const reviewKinds = ['video', 'contest-entry', 'caption', 'comment', 'danmaku'] as const;
export const reviewKind = z.enum(reviewKinds);
export type ReviewKind = z.infer<typeof reviewKind>;

/** `withdrawn`: by its uploader, or reviewed as part of something else. */
export const reviewStates = ['waiting', 'approved', 'rejected', 'taken_down', 'withdrawn'] as const;
export const reviewState = z.enum(reviewStates);
export type ReviewState = z.infer<typeof reviewState>;

/**
 * Why somebody looks: before publication, again before a final (two people), because its uploader appeals (another
 * person), because viewers reported it.
 */
export const reviewTasks = ['first', 'final', 'appeal', 'report'] as const;
export const reviewTask = z.enum(reviewTasks);
export type ReviewTask = z.infer<typeof reviewTask>;

/** The policy, in the order of the reviewer's number keys: 1 to 9, then 0. */
export const reviewReasons = [
  'unlawful',
  'violence',
  'sexual',
  'insult',
  'advertising',
  'copyright',
  'privacy',
  'off_topic',
  'quality',
  'other',
] as const;
export const reviewReason = z.enum(reviewReasons);
export type ReviewReason = z.infer<typeof reviewReason>;

export const reviewVerdicts = [
  'approve',
  'reject',
  'take_down',
  'restore',
  'undo',
  'escalate',
  'withdraw',
] as const;
export const reviewVerdict = z.enum(reviewVerdicts);
export type ReviewVerdict = z.infer<typeof reviewVerdict>;

/** What a found word leads to: the text is refused, held for review, or only marked for the reviewer. */
export const wordActions = ['block', 'hold', 'note'] as const;
export const wordAction = z.enum(wordActions);
export type WordAction = z.infer<typeof wordAction>;

/** Where a word of the lists was found: UTF-16 offsets into the text as it was written. */
export const wordHit = z.object({
  field: z.string(),
  from: z.int(),
  to: z.int(),
  word: z.string(),
  action: wordAction,
});
export type WordHit = z.infer<typeof wordHit>;

/** A text of what is reviewed, by the name of its field: `title`, `description`, `captions-zh`, … */
const reviewText = z.object({ field: z.string(), text: z.string() });

export const reviewItem = z.object({
  id,
  palaceId: id,
  palaceName: z.string(),
  palaceNameEn: z.string(),
  kind: reviewKind,
  subjectId: id,
  title: z.string(),
  state: reviewState,
  task: reviewTask.nullable(),
  /** Reviewers who must agree; how many have decided so far. */
  eyes: z.int(),
  decided: z.int(),
  /** Put before the others: many reports. */
  front: z.boolean(),
  reports: z.int(),
  waitingSince: instant.nullable(),
  /** The union that decides; null: the palace. */
  escalatedTo: z.string().nullable(),
  claimedBy: z.string().nullable(),
  claimedUntil: instant.nullable(),
  /** Worst thing that a listed word asks for. */
  flag: wordAction.nullable(),
});
export type ReviewItem = z.infer<typeof reviewItem>;

export const reviewStep = z.object({
  verdict: reviewVerdict,
  task: reviewTask.nullable(),
  reviewer: z.string(),
  reasons: z.array(reviewReason),
  note: z.string(),
  at: instant,
});
export type ReviewStep = z.infer<typeof reviewStep>;

/** An item with everything that a reviewer looks at. */
export const reviewExhibit = reviewItem.extend({
  ownerName: z.string(),
  texts: z.array(reviewText),
  hits: z.array(wordHit),
  durationMs: z.int().nullable(),
  ai: z.string().nullable(),
  playback: playback.nullable(),
  appeal: z.string().nullable(),
  reported: z.array(z.object({ reason: reviewReason, text: z.string(), at: instant })),
  steps: z.array(reviewStep),
});
export type ReviewExhibit = z.infer<typeof reviewExhibit>;

const filters = z.object({
  task: reviewTask.optional(),
  kind: reviewKind.optional(),
  /** `flagged`: with words of the lists; `escalated`: decided by a union. */
  only: z.enum(['flagged', 'escalated', 'reported']).optional(),
});

const counts = z.object({
  waiting: z.int(),
  byTask: z.record(reviewTask, z.int()),
  flagged: z.int(),
  claimed: z.int(),
  /** Waits for its video to be processed. */
  preparing: z.int(),
  oldestSince: instant.nullable(),
  /** Half of the last month's first decisions came within so many minutes; null without any. */
  medianMinutes: z.int().nullable(),
});

/** Oldest first, what is put in front before all. */
const queue = page(reviewItem).extend({ counts });
export type ReviewQueue = z.infer<typeof queue>;

const queueQuery = pageQuery.extend({
  ...filters.shape,
  /** Left out: what waits. Else what has come to this state, latest decision first. */
  state: reviewState.optional(),
});

export const listReviewItems = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/moderation/items',
  summary: 'What waits for review in the palace, oldest first, with counts and ages; or what was decided',
  tag,
  access: reviewers,
  params: palaceParams,
  query: queueQuery,
  response: queue,
});

export const listUnionReviewItems = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/moderation/items',
  summary: 'What waits for review in all palaces of the union and of those below it',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  query: queueQuery,
  response: queue,
});

const claim = filters.extend({
  count: z.int().min(1).max(20).default(10),
});
/** Claimed for some minutes: nobody else gets them meanwhile. Asking again gives one's own first. */
const claimed = z.object({ items: z.array(reviewExhibit), counts });

export const claimReviewItems = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/claims',
  summary: 'Take the next items for review; no two reviewers get the same',
  tag,
  access: reviewers,
  params: palaceParams,
  body: claim,
  perMinute: 120,
  response: claimed,
});

export const claimUnionReviewItems = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/moderation/claims',
  summary: 'As for a palace, out of all palaces of the union and of those below it',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  body: claim,
  perMinute: 120,
  response: claimed,
});

const itemParams = palaceParams.extend({ itemId: id });
const said = z.object({
  reasons: z.array(reviewReason).max(10).default([]),
  /** Read by the uploader. */
  note: z.string().trim().max(200).default(''),
});

export const getReviewItem = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/moderation/items/:itemId',
  summary: 'An item with its texts, player, reports and every decision',
  tag,
  access: reviewers,
  params: itemParams,
  response: reviewExhibit,
});

export const decideReviewItem = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/items/:itemId/decision',
  summary: 'Approve or reject; rejecting needs a reason. Reviews of finals and appeals need other people',
  tag,
  access: reviewers,
  params: itemParams,
  body: said.extend({ verdict: z.enum(['approve', 'reject']) }),
  perMinute: 240,
  response: reviewItem,
});

export const undoReviewDecision = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/items/:itemId/undo',
  summary: 'Take back one’s own decision of the last minutes: the item waits again, claimed by oneself',
  tag,
  access: reviewers,
  params: itemParams,
  response: reviewItem,
});

export const escalateReviewItem = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/items/:itemId/escalate',
  summary: 'Leave the decision to the union above',
  tag,
  access: reviewers,
  params: itemParams,
  body: z.object({ note: z.string().trim().min(2).max(200) }),
  response: reviewItem,
});

export const releaseReviewItem = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/items/:itemId/release',
  summary: 'Give a claimed item back',
  tag,
  access: reviewers,
  params: itemParams,
  response: reviewItem,
});

export const takeDownContent = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/take-downs',
  summary: 'Take something public down everywhere at once; needs a reason',
  tag,
  access: reviewers,
  params: palaceParams,
  body: said.extend({ kind: reviewKind, subjectId: id }),
  response: reviewItem,
});

export const restoreContent = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/moderation/items/:itemId/restore',
  summary: 'Show again what was taken down',
  tag,
  access: reviewers,
  params: itemParams,
  body: said,
  response: reviewItem,
});

// The uploader

export const myReview = z.object({
  id,
  kind: reviewKind,
  subjectId: id,
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  title: z.string(),
  state: reviewState,
  task: reviewTask.nullable(),
  /** False while its video is still processed. */
  ready: z.boolean(),
  submittedAt: instant,
  waitingSince: instant.nullable(),
  /** When a decision may be expected, from how long others waited; null when nothing waits. */
  expectedAt: instant.nullable(),
  decidedAt: instant.nullable(),
  reasons: z.array(reviewReason),
  note: z.string(),
  canAppeal: z.boolean(),
  appeal: z
    .object({ text: z.string(), at: instant, outcome: z.enum(['accepted', 'refused']).nullable() })
    .nullable(),
});
export type MyReview = z.infer<typeof myReview>;

export const listMyReviews = route({
  method: 'GET',
  path: '/api/v1/me/reviews',
  summary: 'Everything of mine that was, is or will be reviewed, latest first',
  tag,
  access: signedIn,
  query: pageQuery,
  response: page(myReview),
});

export const getMyReview = route({
  method: 'GET',
  path: '/api/v1/me/reviews/:itemId',
  summary: 'One of them: since when it waits, what was decided and why, what can be done',
  tag,
  access: signedIn,
  params: z.object({ itemId: id }),
  response: myReview,
});

export const appealReview = route({
  method: 'POST',
  path: '/api/v1/me/reviews/:itemId/appeal',
  summary: 'Appeal, once, against what was rejected or taken down; somebody else decides',
  tag,
  access: signedIn,
  params: z.object({ itemId: id }),
  body: z.object({ text: z.string().trim().min(5).max(500) }),
  response: myReview,
});

// Viewers

export const reportSubject = z.object({
  kind: reviewKind,
  subjectId: id,
  title: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
});

export const getReportSubject = route({
  method: 'GET',
  path: '/api/v1/report-subjects/:kind/:subjectId',
  summary: 'What would be reported; only what is shown',
  tag,
  access: anyone,
  params: z.object({ kind: reviewKind, subjectId: id }),
  response: reportSubject,
});

export const reportContent = route({
  method: 'POST',
  path: '/api/v1/me/reports',
  summary: 'Report something that is shown; once a person. One is told what became of it',
  tag,
  access: signedIn,
  perMinute: 6,
  body: z.object({
    kind: reviewKind,
    subjectId: id,
    reason: reviewReason,
    text: z.string().trim().max(300).default(''),
  }),
  status: 201,
  response: z.object({ kind: reviewKind, subjectId: id, at: instant }),
});
