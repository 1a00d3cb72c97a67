import { z } from 'zod';
import { bookingStatus } from './booking.ts';
import { phoneInput } from './identity.ts';
import { anyone, route, signedIn, staff } from './route.ts';
import { fen, id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Courses sold as a whole: one enrolment, a booking and an attendance for each session. */
const tag = 'booking';

const activityParams = palaceParams.extend({ activityId: id });
const enrolmentParams = z.object({ enrolmentId: id });

/** `waitlisted`: enrolled as soon as every session to come has a seat. `lapsed`: that never happened. */
export const enrolmentStatuses = ['waitlisted', 'active', 'completed', 'cancelled', 'lapsed'] as const;
export const enrolmentStatus = z.enum(enrolmentStatuses);
export type EnrolmentStatus = z.infer<typeof enrolmentStatus>;

/** One date of an enrolment. Cancelled singly like any booking: `POST /me/bookings/:bookingId/cancel`. */
export const enrolmentDate = z.object({
  sessionId: id,
  bookingId: id,
  startsAt: instant,
  endsAt: instant,
  status: bookingStatus,
  canCancel: z.boolean(),
});

export const enrolmentSummary = z.object({
  id,
  status: enrolmentStatus,
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  activityId: id,
  title: z.string(),
  titleEn: z.string(),
  kind: z.string(),
  /** For all dates of the enrolment, to be paid at the desk. */
  priceFen: fen,
  memberPrice: z.boolean(),
  /** Place in the waiting list from 1; null unless waitlisted. */
  queuePosition: z.int().min(1).nullable(),
  enrolledAt: instant.nullable(),
  /** Some date can still be given up. */
  canCancel: z.boolean(),
  dates: z.array(enrolmentDate),
});
export type Enrolment = z.infer<typeof enrolmentSummary>;

export const getSeries = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/activities/:activityId/series',
  summary: 'A course sold as a whole: the sessions to come, seats in all of them, and whether I may enrol',
  tag,
  access: anyone,
  params: activityParams,
  response: z.object({
    activityId: id,
    title: z.string(),
    titleEn: z.string(),
    /** Sessions of the whole course, called off ones left out, and those still to come. */
    sessionsTotal: z.int(),
    sessionsAhead: z.int(),
    firstStartsAt: instant.nullable(),
    lastEndsAt: instant.nullable(),
    enrolOpensAt: instant.nullable(),
    /** Who enrols now gets a seat in every session to come: so many could. */
    seatsLeft: z.int(),
    waiting: z.int(),
    me: z
      .object({
        canEnrol: z.boolean(),
        canWait: z.boolean(),
        /** What is in the way and what to do, in both languages. */
        message: z.string().nullable(),
        messageEn: z.string().nullable(),
        /** For the sessions still to come. */
        priceFen: fen,
        memberPrice: z.boolean(),
        enrolmentId: id.nullable(),
      })
      .nullable(),
  }),
});
export type Series = z.infer<typeof getSeries.response>;

export const enrol = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/activities/:activityId/enrolments',
  summary: 'Enrol in every session still to come, all or nothing; full: `capacity-exhausted`, or queued',
  tag,
  access: signedIn,
  perMinute: 30,
  params: activityParams,
  body: z.object({ joinWaitlist: z.boolean().optional() }),
  status: 201,
  response: enrolmentSummary,
});

export const enrolOnBehalf = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/activities/:activityId/enrolments/on-behalf',
  summary: 'Enrol a person by phone number; refused with `person-unknown` when they have no account',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 120,
  params: activityParams,
  body: z.object({ phone: phoneInput, joinWaitlist: z.boolean().optional() }),
  status: 201,
  response: z.object({
    enrolmentId: id,
    displayName: z.string(),
    /** Full: they are queued. */
    waiting: z.boolean(),
    /** Sessions still to come. */
    sessions: z.int(),
    priceFen: fen,
  }),
});

export const listMyEnrolments = route({
  method: 'GET',
  path: '/api/v1/me/enrolments',
  summary: 'Courses that I am enrolled in or wait for, the latest first',
  tag,
  access: signedIn,
  query: pageQuery,
  response: page(enrolmentSummary),
});

export const getMyEnrolment = route({
  method: 'GET',
  path: '/api/v1/me/enrolments/:enrolmentId',
  summary: 'One of my enrolments with its dates',
  tag,
  access: signedIn,
  params: enrolmentParams,
  response: enrolmentSummary,
});

export const cancelMyEnrolment = route({
  method: 'POST',
  path: '/api/v1/me/enrolments/:enrolmentId/cancel',
  summary: 'Give up all dates still to come, or leave the waiting list',
  tag,
  access: signedIn,
  params: enrolmentParams,
  response: enrolmentSummary,
});

export const getSeriesRoster = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/activities/:activityId/roster',
  summary: 'Who is enrolled in a series, with their attendance at each session',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  params: activityParams,
  response: z.object({
    title: z.string(),
    titleEn: z.string(),
    timeZone: z.string(),
    sessions: z.array(
      z.object({ id, startsAt: instant, cancelled: z.boolean(), attended: z.int(), booked: z.int() }),
    ),
    people: z
      .array(
        z.object({
          enrolmentId: id,
          displayName: z.string(),
          phoneMasked: z.string().nullable(),
          status: enrolmentStatus,
          priceFen: fen,
          /** The booking's state at each session, in their order; null: none. */
          attendance: z.array(bookingStatus.nullable()),
        }),
      )
      .describe('At most 1,000, in the order they enrolled'),
  }),
});
export type SeriesRoster = z.infer<typeof getSeriesRoster.response>;
