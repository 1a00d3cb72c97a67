import { z } from 'zod';
import { bookingStatus } from './booking.ts';
import { route, staff } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Messages of a palace's staff to everybody who booked a session or an activity. */
const tag = 'booking';

/**
 * What a text may hold, filled in for each reader. Written {姓名} or {name}: the person, the activity, when and where
 * it is, their numbered seats, the palace.
 */
export const mailingPlaceholders = {
  name: '姓名',
  activity: '活动',
  time: '时间',
  place: '地点',
  seats: '座位',
  palace: '文宫',
} as const;
export type MailingPlaceholder = keyof typeof mailingPlaceholders;

/** States of a booking that a message may be sent to. */
export const mailingStatuses = [
  'confirmed',
  'held',
  'waitlisted',
  'checked_in',
  'completed',
  'no_show',
] as const;
export type MailingStatus = (typeof mailingStatuses)[number];

const text = {
  title: z.string().trim().min(2).max(40),
  /** Empty: readers of English get the Chinese. */
  titleEn: z.string().trim().max(80),
  body: z.string().trim().min(2).max(500),
  bodyEn: z.string().trim().max(1000),
};

/** To whom: everybody whose booking of one session, or of any session ahead of an activity, is in one of these states. */
export const mailingTarget = z.object({
  activityId: id,
  /** null: all sessions of the activity that are not over; who booked several is told once. */
  sessionId: id.nullable(),
  statuses: z.array(bookingStatus.extract(mailingStatuses)).min(1),
});
export type MailingTarget = z.infer<typeof mailingTarget>;

const draft = mailingTarget.extend(text);
export type MailingDraft = z.infer<typeof draft>;

export const mailing = draft.extend({
  id,
  /** When the session is; null when it was for the whole activity. */
  startsAt: instant.nullable(),
  recipients: z.int(),
  /** How many have it in their inbox. */
  told: z.int(),
  sentBy: id,
  sentByName: z.string(),
  sentAt: instant,
  /** Until then it can be taken back; then it goes out. */
  dueAt: instant,
  withdrawnAt: instant.nullable(),
});
export type Mailing = z.infer<typeof mailing>;

const access = staff('front_desk', 'coordinator', 'director');

export const previewMailing = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/mailings/preview',
  summary: 'How many people a message would reach, and how the first of them would read it',
  tag,
  access,
  perMinute: 120,
  transaction: 'none',
  params: palaceParams,
  body: draft.extend({ title: z.string().trim().max(40), body: z.string().trim().max(500) }),
  response: z.object({
    recipients: z.int(),
    /** null when it would reach nobody. */
    sample: z
      .object({ title: z.string(), titleEn: z.string(), body: z.string(), bodyEn: z.string() })
      .nullable(),
    /** Words in braces that are no placeholder. */
    unknown: z.array(z.string()),
  }),
});

export const sendMailing = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/mailings',
  summary: 'Send a message to everybody who booked; it goes out ten seconds later, once to each person',
  tag,
  access,
  perMinute: 30,
  params: palaceParams,
  body: draft,
  status: 201,
  response: mailing,
});

export const withdrawMailing = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/mailings/:mailingId',
  summary: 'Take a message back before it goes out',
  tag,
  access,
  params: palaceParams.extend({ mailingId: id }),
  response: mailing,
});

export const listMailings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/mailings',
  summary: 'Messages that were sent, newest first',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  query: pageQuery.extend({ activityId: id.optional(), sessionId: id.optional() }),
  response: page(mailing),
});
