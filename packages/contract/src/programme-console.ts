import { z } from 'zod';
import {
  activityDetail,
  activityKind,
  activitySession,
  activityStatus,
  audience,
  brandRef,
  image,
  partner,
  releaseMode,
} from './programme.ts';
import { route, staff } from './route.ts';
import { fen, id, instant, page, pageQuery, palaceParams, workerCategory } from './shapes.ts';

/** What the console calls to make a programme: drafts, sessions, review. */
const tag = 'programme';

const anyStaff = staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director');
const editors = staff('editor');
/** A director reviews too. Nobody reviews what they submitted themselves. */
const reviewers = staff('reviewer', 'director');
const editorsAndDirectors = staff('editor', 'director');

const activityParams = palaceParams.extend({ activityId: id });
const sessionParams = palaceParams.extend({ sessionId: id });

/** Version of the activity or session that the caller saw; `conflict` when it has changed since. */
const version = z.int().min(1).describe('The version the caller saw; it must still be the newest');

const person = z.object({ id, name: z.string() });

export const quota = z.object({ category: workerCategory, seats: z.int().min(1).max(100_000) });
export type Quota = z.infer<typeof quota>;

export const staffSession = activitySession.extend({
  activityId: id,
  version: z.int(),
  quotas: z.array(quota).describe('Seats of the capacity kept for people of a category'),
  ruleId: id.nullable().describe('The rule it repeats by; null: planned by itself'),
});
export type StaffSession = z.infer<typeof staffSession>;

const contentFields = z.object({
  kind: activityKind,
  title: z.string().trim().min(1).max(80),
  titleEn: z.string().trim().max(160),
  summary: z.string().trim().max(300),
  summaryEn: z.string().trim().max(600),
  story: z.string().max(20_000),
  storyEn: z.string().max(40_000),
  brandId: id.nullable(),
  partnerIds: z.array(id).max(30),
  organiser: z.string().trim().max(120),
  openTo: audience,
  categories: z.array(workerCategory).max(10),
  priceFen: fen,
  memberPriceFen: fen,
  publicBenefit: z.boolean(),
  maxCompanions: z.int().min(0).max(5),
  /** Companions are named; else they are only counted. */
  companionNames: z.boolean().default(true),
  /** A course sold as a whole: one enrolment is a place in all its sessions. It stays once somebody has booked. */
  series: z.boolean().default(false),
  /** Its picture; null: a poster is drawn. */
  coverId: id.nullable().default(null),
});

/** What an editor writes about an activity. */
export const activityContent = contentFields
  .refine((content) => content.memberPriceFen <= content.priceFen, {
    path: ['memberPriceFen'],
    message: 'must not be above priceFen',
  })
  .refine((content) => (content.openTo === 'categories') === content.categories.length > 0, {
    path: ['categories'],
    message: 'name categories exactly when openTo is categories',
  })
  .refine((content) => !content.series || content.maxCompanions === 0, {
    path: ['maxCompanions'],
    message: 'a series is enrolled in alone',
  });
export type ActivityContent = z.infer<typeof activityContent>;

export const staffActivity = contentFields.extend({
  id,
  title: z.string(),
  brand: brandRef.nullable(),
  partners: z.array(partner),
  cover: image.nullable(),
  status: activityStatus,
  version: z.int(),
  reviewNote: z.string().describe('What the reviewer said last'),
  createdBy: person,
  submittedBy: person.nullable(),
  reviewedBy: person.nullable(),
  createdAt: instant,
  updatedAt: instant,
  publishedAt: instant.nullable(),
  publishAt: instant.nullable().describe('Approved, and published by itself at this time'),
  sessions: z.array(staffSession).describe('All, oldest first'),
});
export type StaffActivity = z.infer<typeof staffActivity>;

export const staffActivityItem = z.object({
  id,
  kind: activityKind,
  title: z.string(),
  titleEn: z.string(),
  status: activityStatus,
  version: z.int(),
  reviewNote: z.string(),
  submittedBy: person.nullable(),
  updatedAt: instant,
  publishedAt: instant.nullable(),
  publishAt: instant.nullable().describe('Approved, and published by itself at this time'),
  sessions: z.int().describe('Scheduled sessions, past ones included'),
  nextStartsAt: instant.nullable(),
});
export type StaffActivityItem = z.infer<typeof staffActivityItem>;

/** By the last change, or by the next session: those without a coming one stand last either way. */
export const activitySorts = ['updated', '-updated', 'next', '-next'] as const;
export type ActivitySort = (typeof activitySorts)[number];

export const listStaffActivities = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/activities',
  summary:
    'Activities of a palace in every state, last changed first unless `sort` says otherwise, with how many each state has',
  tag,
  access: anyStaff,
  params: palaceParams,
  query: pageQuery.extend({
    status: activityStatus.optional(),
    kind: activityKind.optional(),
    q: z.string().trim().max(80).optional(),
    sort: z.enum(activitySorts).default('-updated'),
  }),
  response: page(staffActivityItem).extend({
    counts: z.object({
      draft: z.int(),
      submitted: z.int(),
      published: z.int(),
      rejected: z.int(),
      cancelled: z.int(),
    }),
    toReview: z.int().describe('Submitted, and not approved for a later time yet'),
  }),
});

export const getStaffActivity = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId',
  summary: 'One activity as staff see it; its version is the ETag',
  tag,
  access: anyStaff,
  params: activityParams,
  response: staffActivity,
});

export const previewActivity = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/preview',
  summary: 'An activity in any state as the portal would show it',
  tag,
  access: anyStaff,
  params: activityParams,
  response: activityDetail,
});

export const createActivity = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities',
  summary: 'Starts an activity as a draft',
  tag,
  access: editors,
  params: palaceParams,
  body: activityContent,
  response: staffActivity,
  status: 201,
});

export const updateActivity = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId',
  summary: 'Changes a draft or a rejected activity; what is submitted or published is withdrawn first',
  tag,
  access: editors,
  params: activityParams,
  body: z.object({ version, content: activityContent }),
  response: staffActivity,
});

export const submitActivity = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/submit',
  summary: 'Hands a draft with at least one coming session to review',
  tag,
  access: editors,
  params: activityParams,
  body: z.object({ version }),
  response: staffActivity,
});

export const publishActivity = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/publish',
  summary: 'Approves a submitted activity: it appears on the portal at once, or at `publishAt`',
  tag,
  access: reviewers,
  params: activityParams,
  body: z.object({
    version,
    note: z.string().trim().max(500).optional(),
    publishAt: instant.optional().describe('In the future, at most 400 days ahead'),
  }),
  response: staffActivity,
});

export const rejectActivity = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/reject',
  summary: 'Sends a submitted activity back with a note',
  tag,
  access: reviewers,
  params: activityParams,
  body: z.object({ version, note: z.string().trim().min(1).max(500) }),
  response: staffActivity,
});

export const withdrawActivity = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/withdraw',
  summary: 'Takes an activity back from review or off the portal, to a draft; bookings made stay',
  tag,
  access: editorsAndDirectors,
  params: activityParams,
  body: z.object({ version }),
  response: staffActivity,
});

export const cancelActivity = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/cancel',
  summary: 'Cancels an activity with all its coming sessions and their bookings, for good',
  tag,
  access: editorsAndDirectors,
  params: activityParams,
  body: z.object({ version, reason: z.string().trim().min(1).max(200) }),
  response: staffActivity,
});

const sessionFields = z.object({
  spaceId: id.nullable(),
  teacherId: id.nullable(),
  startsAt: instant,
  endsAt: instant,
  capacity: z.int().min(1).max(100_000),
  bookingOpensAt: instant,
  bookingClosesAt: instant,
  /** Left out: `first_come` for a new session, unchanged for an existing one. Stays once somebody has joined in. */
  release: releaseMode.optional(),
  quotas: z.array(quota).max(8),
});

/** What an editor plans about one session. */
export const sessionPlan = sessionFields
  .refine((plan) => Date.parse(plan.startsAt) < Date.parse(plan.endsAt), {
    path: ['endsAt'],
    message: 'must be after startsAt',
  })
  .refine((plan) => Date.parse(plan.endsAt) - Date.parse(plan.startsAt) <= 400 * 24 * 3_600_000, {
    path: ['endsAt'],
    message: 'must be within 400 days of startsAt',
  })
  .refine((plan) => Date.parse(plan.bookingOpensAt) < Date.parse(plan.bookingClosesAt), {
    path: ['bookingClosesAt'],
    message: 'must be after bookingOpensAt',
  })
  .refine((plan) => Date.parse(plan.bookingClosesAt) <= Date.parse(plan.endsAt), {
    path: ['bookingClosesAt'],
    message: 'must not be after endsAt',
  })
  .refine((plan) => plan.quotas.reduce((sum, each) => sum + each.seats, 0) <= plan.capacity, {
    path: ['quotas'],
    message: 'must not add up to more than capacity',
  })
  .refine((plan) => new Set(plan.quotas.map((each) => each.category)).size === plan.quotas.length, {
    path: ['quotas'],
    message: 'names a category twice',
  });
export type SessionPlan = z.infer<typeof sessionPlan>;

export const addSessions = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/sessions',
  summary: 'Adds sessions, all or none, and takes their rooms and teachers',
  tag,
  access: editors,
  params: activityParams,
  body: z.object({ sessions: z.array(sessionPlan).min(1).max(60) }),
  response: z.object({ items: z.array(staffSession) }),
  status: 201,
});

export const changeSession = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/sessions/:sessionId',
  summary: 'Changes a session’s time, room, teacher, seats; people who booked are told of a new time or room',
  tag,
  access: editors,
  params: sessionParams,
  body: z.object({ version, plan: sessionPlan }),
  response: staffSession,
});

export const cancelSession = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/sessions/:sessionId/cancel',
  summary: 'Cancels a session with its bookings, frees its room and teacher',
  tag,
  access: editorsAndDirectors,
  params: sessionParams,
  body: z.object({ version, reason: z.string().trim().min(1).max(200) }),
  response: staffSession,
});

export const removeSession = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/programme/sessions/:sessionId',
  summary: 'Removes a session of an activity that was never published',
  tag,
  access: editors,
  params: sessionParams,
  status: 204,
});
