import { z } from 'zod';
import { releaseMode } from './programme.ts';
import { anyone, route, signedIn } from './route.ts';
import { fen, id, instant, page, pageQuery, palaceParams } from './shapes.ts';
import { chosenSeats, seatWish } from './venue-seat-map.ts';

const tag = 'booking';

const sessionParams = palaceParams.extend({ sessionId: id });
const bookingParams = z.object({ bookingId: id });

/**
 * States of a booking. `held`: a seat is offered from the waiting list and kept until `holdExpiresAt`.
 * `lapsed`: waited until the session began. `expired`: the offer was not confirmed in time.
 * `transferred`: handed over to another person, who has a booking of their own.
 */
export const bookingStatuses = [
  'held',
  'waitlisted',
  'confirmed',
  'expired',
  'lapsed',
  'rejected',
  'cancelled_early',
  'cancelled_late',
  'cancelled_by_host',
  'checked_in',
  'no_show',
  'completed',
  'excused',
  'transferred',
] as const;
export const bookingStatus = z.enum(bookingStatuses);
export type BookingStatus = z.infer<typeof bookingStatus>;

export const companions = z
  .array(z.object({ name: z.string().trim().min(1).max(40) }))
  .max(5)
  .describe('People who come along; each takes one seat');

// What a booking is about: enough to show it without another call.
const occasion = z.object({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  sessionId: id,
  activityId: id,
  title: z.string(),
  titleEn: z.string(),
  /** Kind of the activity: chooses its poster. */
  kind: z.string(),
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
});

export const bookingSummary = occasion.extend({
  id,
  status: bookingStatus,
  /** The series enrolment whose date it is; of one, lists of what is coming show the next date only. */
  enrolmentId: id.nullable(),
  /** The booking person and their companions. */
  seats: z.int().min(1).max(6),
  /** For all seats, to be paid at the desk; 0 is free. */
  priceFen: fen.describe('Money in fen for all seats'),
  memberPrice: z.boolean(),
  /** The pass whose unit pays for the person's own seat. */
  pass: z
    .object({
      id,
      name: z.string(),
      nameEn: z.string(),
      /** Whether missing it, or cancelling it late, uses the unit. */
      noShowUses: z.boolean(),
      lateCancelUses: z.boolean(),
    })
    .nullable(),
  /** Place in the waiting list from 1; null unless waitlisted. */
  queuePosition: z.int().min(1).nullable(),
  /** Until when an offered seat is kept; null unless held. */
  holdExpiresAt: instant.nullable(),
  /** Cancelling until then counts as early. */
  cancelEarlyUntil: instant,
  canCancel: z.boolean(),
  /** A seat is offered and can be taken now. */
  canConfirm: z.boolean(),
  bookedAt: instant,
});
export type BookingSummary = z.infer<typeof bookingSummary>;

export const ticket = z.object({
  id,
  /** 0 is the booking person, then the companions in order. */
  ordinal: z.int().min(0).max(5),
  holderName: z.string(),
  /** Signed token: the content of the QR code. */
  token: z.string().max(180),
  /** For typing at the door: 8 characters, shown as XXXX-XXXX. */
  code: z.string().length(8),
  admittedAt: instant.nullable(),
  /** The numbered seat, 5排12座; null when the session's seats have no numbers. */
  place: z.string().nullable(),
  placeEn: z.string().nullable(),
});
export type Ticket = z.infer<typeof ticket>;

export const bookingDetail = bookingSummary.extend({
  palaceAddress: z.string(),
  palacePhone: z.string().nullable(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
  companions: z.array(z.object({ name: z.string() })),
  /** Empty unless confirmed or checked in. */
  tickets: z.array(ticket),
  checkInOpensAt: instant,
  checkInClosesAt: instant,
  /** Why the host cancelled; null unless cancelled_by_host. */
  cancelReason: z.string().nullable(),
  /** The union whose officer enrolled the person; they may decline. */
  enrolledBy: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
});
export type BookingDetail = z.infer<typeof bookingDetail>;

/** What somebody who has just booked is told; the page then shows `getMyBooking`. */
export const bookingResult = z.object({
  id,
  palaceId: id,
  sessionId: id,
  title: z.string(),
  titleEn: z.string(),
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string(),
  /** `confirmed`; `waitlisted`; or `held` when a seat came free in the same moment: confirm it. */
  status: bookingStatus,
  seats: z.int(),
  priceFen: fen,
  memberPrice: z.boolean(),
  queuePosition: z.int().nullable(),
  holdExpiresAt: instant.nullable(),
  /** Empty unless confirmed. */
  tickets: z.array(ticket),
});
export type BookingResult = z.infer<typeof bookingResult>;

// Before booking

/** Why somebody cannot book now; the same words as the error codes of booking. */
export const bookingObstacles = [
  'not-signed-in',
  'session-not-open',
  'session-called-off',
  'booking-not-open-yet',
  'booking-closed',
  'enrol-in-series',
  'members-only',
  'not-eligible',
  'already-booked',
  'overlapping-booking',
  'too-many-bookings',
  'capacity-exhausted',
  // Places can only be had by ballot, until it is drawn.
  'ballot-session',
] as const;
export const bookingObstacle = z.enum(bookingObstacles);
export type BookingObstacle = z.infer<typeof bookingObstacle>;

export const getAvailability = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/availability',
  summary: 'Seats left now, and whether and at what price the caller may book',
  tag,
  access: anyone,
  params: sessionParams,
  response: z.object({
    sessionId: id,
    activityId: id,
    capacity: z.int(),
    /** Seats that the caller could take now: everybody's seats, and those reserved for a category of theirs. */
    seatsLeft: z.int(),
    waitlistLength: z.int(),
    bookingOpensAt: instant,
    bookingClosesAt: instant,
    release: releaseMode,
    maxCompanions: z.int(),
    /** Companions are named; else any name will do, and pages ask only how many. */
    companionNames: z.boolean(),
    /** Cancelling until then counts as early. */
    cancelEarlyUntil: instant,
    /** Seats that can be set apart for a team now, and until when they have to be taken; null: none. */
    team: z.object({ most: z.int(), nameBy: instant }).nullable(),
    /** The seat map it is sold by (`getSeating`); null: its seats have no numbers. */
    seatMapId: id.nullable(),
    me: z
      .object({
        canBook: z.boolean(),
        /** Everything but the seats is in order: booking with joinWaitlist is possible. */
        canJoinWaitlist: z.boolean(),
        reason: bookingObstacle.nullable(),
        /** What to do about it, in both languages; null when nothing is in the way. */
        message: z.string().nullable(),
        messageEn: z.string().nullable(),
        /** For the person alone. */
        priceFen: fen,
        /** For each companion. */
        companionPriceFen: fen,
        memberPrice: z.boolean(),
        alreadyBooked: z.boolean(),
        /** The live booking of this session. */
        bookingId: id.nullable(),
        bookingStatus: bookingStatus.nullable(),
      })
      .nullable(),
  }),
});

// A worker's own bookings

export const createBooking = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/bookings',
  summary:
    'Book seats of a session. Sold out: refused with `capacity-exhausted`, or queued when joinWaitlist is true',
  tag,
  access: signedIn,
  // Bookings that arrive together share a transaction; the Idempotency-Key is heeded in it.
  transaction: 'none',
  params: sessionParams,
  body: z.object({
    companions: companions.optional(),
    joinWaitlist: z.boolean().optional(),
    /** Of a session with numbered seats: these, or else the best that are free, as wished. */
    seats: chosenSeats.optional(),
    seatWish: seatWish.optional(),
    /** From the waiting room, where the session has one (`enterWaitingRoom`). */
    pass: z.string().max(200).optional(),
    /** A pass of mine whose unit pays for my own seat (`listMyPasses`). */
    passId: id.optional(),
  }),
  status: 201,
  response: bookingResult,
});

export const listMyBookings = route({
  method: 'GET',
  path: '/api/v1/me/bookings',
  summary:
    'My bookings: upcoming (soonest first, cancelled ones left out) or past (latest first, all others)',
  tag,
  access: signedIn,
  query: pageQuery.extend({ when: z.enum(['upcoming', 'past']).default('upcoming') }),
  response: page(bookingSummary),
});

export const getMyBooking = route({
  method: 'GET',
  path: '/api/v1/me/bookings/:bookingId',
  summary: 'One of my bookings with its tickets',
  tag,
  access: signedIn,
  params: bookingParams,
  response: bookingDetail,
});

export const confirmMyBooking = route({
  method: 'POST',
  path: '/api/v1/me/bookings/:bookingId/confirm',
  summary: 'Take the seat that the waiting list offers me; refused with `hold-expired` after its time',
  tag,
  access: signedIn,
  params: bookingParams,
  response: bookingDetail,
});

export const cancelMyBooking = route({
  method: 'POST',
  path: '/api/v1/me/bookings/:bookingId/cancel',
  summary: 'Cancel my booking or leave the waiting list; possible until the session begins',
  tag,
  access: signedIn,
  params: bookingParams,
  response: bookingDetail,
});

export const getMyBookingCalendar = route({
  method: 'GET',
  path: '/api/v1/me/bookings/:bookingId/event.ics',
  summary: 'One of my bookings as a calendar event (RFC 5545)',
  tag,
  access: signedIn,
  params: bookingParams,
  produces: 'text/calendar; charset=utf-8',
});

// Private calendar feed

export const getMyCalendar = route({
  method: 'GET',
  path: '/api/v1/me/calendar',
  summary: 'Whether my private calendar feed is on; its address is shown only when it is made',
  tag,
  access: signedIn,
  response: z.object({ active: z.boolean(), createdAt: instant.nullable() }),
});

export const createMyCalendar = route({
  method: 'POST',
  path: '/api/v1/me/calendar',
  summary: 'Make the address of my private calendar feed; an earlier address stops working',
  tag,
  access: signedIn,
  transaction: 'none',
  status: 201,
  response: z.object({ url: z.string(), createdAt: instant }),
});

export const deleteMyCalendar = route({
  method: 'DELETE',
  path: '/api/v1/me/calendar',
  summary: 'Switch my private calendar feed off',
  tag,
  access: signedIn,
  status: 204,
});

export const readCalendar = route({
  method: 'GET',
  path: '/api/v1/calendars/:token.ics',
  summary: 'Upcoming and recent bookings of whoever made this private address (RFC 5545)',
  tag,
  access: anyone,
  params: z.object({ token: z.string().min(20).max(64) }),
  produces: 'text/calendar; charset=utf-8',
});

export const listTicketKeys = route({
  method: 'GET',
  path: '/api/v1/ticket-keys',
  summary: 'Public keys with which tickets can be verified without network',
  tag,
  access: anyone,
  response: z.object({
    keys: z.array(
      z.object({
        /** As in the token: first 4 bytes of the key's SHA-256, hexadecimal. */
        keyId: z.string(),
        algorithm: z.literal('Ed25519'),
        /** 32 raw bytes, base64url. */
        publicKey: z.string(),
      }),
    ),
  }),
});
