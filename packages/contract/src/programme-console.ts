import { z } from 'zod';
import {
  activityDetail,
  activityKind,
  activitySession,
  activityStatus,
  announcement,
  audience,
  brandFigure,
  brandRef,
  brandSummary,
  partner,
  partnerKind,
} from './programme.ts';
import { route, staff } from './route.ts';
import { fen, id, instant, page, pageQuery, palaceParams, workerCategory } from './shapes.ts';

/** What the console calls to make a programme: drafts, sessions, review, brands, announcements, partners. */
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
  });
export type ActivityContent = z.infer<typeof activityContent>;

export const staffActivity = contentFields.extend({
  id,
  title: z.string(),
  brand: brandRef.nullable(),
  partners: z.array(partner),
  status: activityStatus,
  version: z.int(),
  reviewNote: z.string().describe('What the reviewer said last'),
  createdBy: person,
  submittedBy: person.nullable(),
  reviewedBy: person.nullable(),
  createdAt: instant,
  updatedAt: instant,
  publishedAt: instant.nullable(),
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
  sessions: z.int().describe('Scheduled sessions, past ones included'),
  nextStartsAt: instant.nullable(),
});
export type StaffActivityItem = z.infer<typeof staffActivityItem>;

export const listStaffActivities = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/activities',
  summary: 'Activities of a palace in every state, last changed first, with how many each state has',
  tag,
  access: anyStaff,
  params: palaceParams,
  query: pageQuery.extend({
    status: activityStatus.optional(),
    kind: activityKind.optional(),
    q: z.string().trim().max(80).optional(),
  }),
  response: page(staffActivityItem).extend({
    counts: z.object({
      draft: z.int(),
      submitted: z.int(),
      published: z.int(),
      rejected: z.int(),
      cancelled: z.int(),
    }),
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
  summary: 'Approves a submitted activity: it appears on the portal at once',
  tag,
  access: reviewers,
  params: activityParams,
  body: z.object({ version, note: z.string().trim().max(500).optional() }),
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

// Brands

const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/)
  .describe('In its address: small letters, digits and hyphens');

export const staffBrand = brandSummary.omit({ palace: true }).extend({
  story: z.string(),
  storyEn: z.string(),
});
export type StaffBrand = z.infer<typeof staffBrand>;

export const brandContent = z.object({
  slug,
  name: z.string().trim().min(1).max(40),
  nameEn: z.string().trim().max(80),
  sinceYear: z.int().min(1900).max(2200).nullable(),
  story: z.string().max(20_000),
  storyEn: z.string().max(40_000),
  figures: z
    .array(
      brandFigure.extend({
        label: z.string().trim().min(1).max(40),
        labelEn: z.string().trim().max(80),
        value: z.int().min(0).max(1_000_000_000_000),
      }),
    )
    .max(12),
});

const brandParams = palaceParams.extend({ brandId: id });

export const listStaffBrands = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/brands',
  summary: 'Brands of a palace with their whole text',
  tag,
  access: anyStaff,
  params: palaceParams,
  response: z.object({ items: z.array(staffBrand) }),
});

export const createBrand = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/brands',
  summary: 'Adds a brand',
  tag,
  access: editorsAndDirectors,
  params: palaceParams,
  body: brandContent,
  response: staffBrand,
  status: 201,
});

export const updateBrand = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/brands/:brandId',
  summary: 'Changes a brand',
  tag,
  access: editorsAndDirectors,
  params: brandParams,
  body: brandContent,
  response: staffBrand,
});

export const deleteBrand = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/programme/brands/:brandId',
  summary: 'Removes a brand that no activity carries',
  tag,
  access: editorsAndDirectors,
  params: brandParams,
  status: 204,
});

// Announcements

export const announcementContent = z
  .object({
    title: z.string().trim().min(1).max(80),
    titleEn: z.string().trim().max(160),
    link: z
      .string()
      .max(500)
      .regex(/^(\/(?!\/)|https:\/\/)/, 'a path of this site or an https address')
      .nullable(),
    startsAt: instant,
    endsAt: instant,
  })
  .refine((content) => Date.parse(content.startsAt) < Date.parse(content.endsAt), {
    path: ['endsAt'],
    message: 'must be after startsAt',
  });

const announcementParams = palaceParams.extend({ announcementId: id });

export const listStaffAnnouncements = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/announcements',
  summary: 'Announcements past, present and coming, latest start first; at most 200',
  tag,
  access: anyStaff,
  params: palaceParams,
  response: z.object({ items: z.array(announcement) }),
});

export const createAnnouncement = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/announcements',
  summary: 'Announces something for a time',
  tag,
  access: editorsAndDirectors,
  params: palaceParams,
  body: announcementContent,
  response: announcement,
  status: 201,
});

export const updateAnnouncement = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/announcements/:announcementId',
  summary: 'Changes an announcement',
  tag,
  access: editorsAndDirectors,
  params: announcementParams,
  body: announcementContent,
  response: announcement,
});

export const deleteAnnouncement = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/programme/announcements/:announcementId',
  summary: 'Removes an announcement',
  tag,
  access: editorsAndDirectors,
  params: announcementParams,
  status: 204,
});

// Partners

export const listPartners = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/partners',
  summary: 'Partner organisations of a palace, by name',
  tag,
  access: anyStaff,
  params: palaceParams,
  response: z.object({ items: z.array(partner) }),
});

export const createPartner = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/partners',
  summary: 'Adds a partner organisation',
  tag,
  access: editorsAndDirectors,
  params: palaceParams,
  body: z.object({ name: z.string().trim().min(1).max(80), kind: partnerKind }),
  response: partner,
  status: 201,
});

export const updatePartner = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/partners/:partnerId',
  summary: 'Changes a partner organisation',
  tag,
  access: editorsAndDirectors,
  params: palaceParams.extend({ partnerId: id }),
  body: z.object({ name: z.string().trim().min(1).max(80), kind: partnerKind }),
  response: partner,
});
