import { z } from 'zod';
import { phoneInput } from './identity.ts';
import { anyone, route, signedIn, staff, staffOrOfficer } from './route.ts';
import { day, fen, id, instant, page, pageQuery, palaceParams, workerCategory } from './shapes.ts';

const tag = 'booking';

const sessionParams = palaceParams.extend({ sessionId: id });
const bookingParams = z.object({ bookingId: id });
const bookingReason = z.string().trim().min(2).max(200);

/**
 * States of a booking. `held`: a seat is offered from the waiting list and kept until `holdExpiresAt`.
 * `lapsed`: waited until the session began. `expired`: the offer was not confirmed in time.
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
] as const;
export const bookingStatus = z.enum(bookingStatuses);
export type BookingStatus = z.infer<typeof bookingStatus>;

const companions = z
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
  /** The booking person and their companions. */
  seats: z.int().min(1).max(6),
  /** For all seats, to be paid at the desk; 0 is free. */
  priceFen: fen.describe('Money in fen for all seats'),
  memberPrice: z.boolean(),
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
  'members-only',
  'not-eligible',
  'already-booked',
  'overlapping-booking',
  'too-many-bookings',
  'capacity-exhausted',
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
    maxCompanions: z.int(),
    /** Cancelling until then counts as early. */
    cancelEarlyUntil: instant,
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
  params: sessionParams,
  body: z.object({
    companions: companions.optional(),
    joinWaitlist: z.boolean().optional(),
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

// Rules of a palace

export const bookingPolicy = z.object({
  /** Every change makes a new version; a booking keeps the one it was made under. */
  version: z.int(),
  /** Cancelling until so many minutes before the start counts as early. */
  cancelUntilMinutes: z.int().min(0).max(20160),
  /** Check-in opens so many minutes before the start … */
  checkInOpensMinutes: z.int().min(0).max(1440),
  /** … and closes so many after it. */
  checkInClosesMinutes: z.int().min(0).max(1440),
  /** How long a seat offered from the waiting list is kept. */
  offerMinutes: z.int().min(5).max(2880),
  /** Bookings that one person may hold at a time in this palace. */
  maxActivePerPerson: z.int().min(1).max(200),
  createdAt: instant,
});
export type BookingPolicy = z.infer<typeof bookingPolicy>;

export const getBookingPolicy = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/booking-policy',
  summary: 'The booking rules now in force',
  tag,
  access: staffOrOfficer('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: bookingPolicy,
});

export const putBookingPolicy = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/booking-policy',
  summary: 'Set the booking rules for bookings made from now on',
  tag,
  access: staff('director'),
  params: palaceParams,
  body: bookingPolicy.omit({ version: true, createdAt: true }),
  response: bookingPolicy,
});

export const getSeatUse = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/seats',
  summary: 'Seats of a session by pool: everybody’s, and those reserved for a worker category',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  response: z.object({
    capacity: z.int(),
    /** Seats for everybody: capacity less what is reserved. `held`: offered to the waiting list. */
    general: z.object({ seats: z.int(), held: z.int(), confirmed: z.int() }),
    reserved: z.array(
      z.object({ category: workerCategory, seats: z.int(), held: z.int(), confirmed: z.int() }),
    ),
    waitlisted: z.int(),
  }),
});

// Bookings of a session, for its staff

export const attendee = z.object({
  bookingId: id,
  personId: id,
  displayName: z.string(),
  phoneMasked: z.string().nullable(),
  status: bookingStatus,
  seats: z.int(),
  companions: z.array(z.string()),
  priceFen: fen,
  memberPrice: z.boolean(),
  /** Tickets admitted at the door and not undone. */
  admitted: z.int(),
  bookedAt: instant,
  /** Booked by the staff on behalf of the person. */
  bookedByStaff: z.boolean(),
  holdExpiresAt: instant.nullable(),
});
export type Attendee = z.infer<typeof attendee>;

export const listSessionBookings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/bookings',
  summary: 'Bookings of a session in the order they were made; q finds a name, the last 4 digits or a code',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  query: pageQuery.extend({
    /** `live`: confirmed, held or checked in. */
    status: z.enum(['live', ...bookingStatuses]).optional(),
    q: z.string().trim().max(40).optional(),
  }),
  response: page(attendee),
});

export const listSessionWaitlist = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/waitlist',
  summary: 'Waiting list of a session in its order',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  query: pageQuery,
  response: page(attendee.extend({ queuePosition: z.int() })),
});

export const bookOnBehalf = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/bookings/on-behalf',
  summary: 'Book for a person by phone number; refused with `person-unknown` when they have no account',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 120,
  params: sessionParams,
  body: z.object({
    phone: phoneInput,
    companions: companions.optional(),
    joinWaitlist: z.boolean().optional(),
  }),
  status: 201,
  response: attendee,
});

export const cancelForPerson = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/bookings/:bookingId/cancel',
  summary: 'Cancel a person’s booking with a reason that they are told',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams.extend({ bookingId: id }),
  body: z.object({ reason: bookingReason }),
  response: attendee,
});

// The door

/** Why a ticket is not admitted. */
export const refusalReasons = [
  'forged',
  'unknown',
  'other-palace',
  'other-session',
  'cancelled',
  'revoked',
  'not-confirmed',
  'session-cancelled',
  'too-early',
  'too-late',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export const checkInResult = z.object({
  result: z.enum(['admitted', 'already', 'refused']),
  /** `admitted`, `already` or why refused. */
  reason: z.enum(['admitted', 'already', ...refusalReasons]),
  message: z.string(),
  messageEn: z.string(),
  /** The admission, for undoing it; when `already`, the earlier one; null when refused. */
  checkInId: id.nullable(),
  /** When admitted, now or earlier. */
  at: instant.nullable(),
  /** Masked (张**); null when the ticket was not found. */
  holderName: z.string().nullable(),
  sessionId: id.nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  startsAt: instant.nullable(),
  /** Number of this ticket in its booking from 1, and of how many. */
  seat: z.int().nullable(),
  seats: z.int().nullable(),
});
export type CheckInResult = z.infer<typeof checkInResult>;

export const checkIn = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/check-ins',
  summary: 'Admit a ticket by its QR token or typed code; a ticket that is refused answers 200 with why',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 600,
  params: palaceParams,
  body: z
    .object({
      token: z.string().max(400).optional(),
      /** As typed: case, spaces, hyphens and the look-alikes O/0, I/L/1 do not matter. */
      code: z.string().max(20).optional(),
      /** Refuse tickets of another session. */
      sessionId: id.optional(),
      /** One ticket is admitted once at each checkpoint. */
      checkpoint: z.string().trim().min(1).max(40).optional(),
      method: z.enum(['camera', 'code']).optional(),
      /** Admit although check-in is not open yet or closed already. */
      override: z.boolean().optional(),
    })
    .refine((body) => (body.token === undefined) !== (body.code === undefined), {
      message: 'give either token or code',
    }),
  response: checkInResult,
});

export const undoCheckIn = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/check-ins/:checkInId/undo',
  summary: 'Take an admission back; the ticket can be admitted again',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams.extend({ checkInId: id }),
  status: 204,
});

export const getDoorCount = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/door',
  summary: 'Live head-count of a session',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  response: z.object({
    sessionId: id,
    capacity: z.int(),
    /** Seats confirmed, checked in or not. */
    booked: z.int(),
    admitted: z.int(),
    walkIns: z.int(),
    waitlisted: z.int(),
    checkInOpensAt: instant,
    checkInClosesAt: instant,
  }),
});

export const recordVisit = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/visits',
  summary: 'Count visitors without a booking by tap; a negative number corrects a mistake',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  body: z.object({
    visitors: z
      .int()
      .min(-100)
      .max(100)
      .refine((count) => count !== 0, { message: 'not 0' }),
    sessionId: id.optional(),
  }),
  status: 201,
  response: z.object({
    id,
    /** Walk-ins of the session, or of the palace today when no session is given. */
    walkIns: z.int(),
  }),
});

// Spaces by slot

export const spaceBookingStatuses = [
  'confirmed',
  'cancelled_early',
  'cancelled_late',
  'cancelled_by_host',
  'completed',
] as const;

export const spaceBooking = z.object({
  id,
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  spaceId: id,
  spaceName: z.string(),
  spaceNameEn: z.string(),
  startsAt: instant,
  endsAt: instant,
  status: z.enum(spaceBookingStatuses),
  priceFen: fen,
  memberPrice: z.boolean(),
  cancelEarlyUntil: instant,
  canCancel: z.boolean(),
  bookedAt: instant,
});
export type SpaceBooking = z.infer<typeof spaceBooking>;

export const createSpaceBooking = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/spaces/:spaceId/bookings',
  summary: 'Book a space for 1–4 slots in a row within its opening hours',
  tag,
  access: signedIn,
  params: palaceParams.extend({ spaceId: id }),
  body: z.object({ startsAt: instant, slots: z.int().min(1).max(4) }),
  status: 201,
  response: spaceBooking,
});

export const listMySpaceBookings = route({
  method: 'GET',
  path: '/api/v1/me/space-bookings',
  summary: 'Spaces I booked: upcoming (soonest first, cancelled ones left out) or past (latest first)',
  tag,
  access: signedIn,
  query: pageQuery.extend({ when: z.enum(['upcoming', 'past']).default('upcoming') }),
  response: page(spaceBooking),
});

export const getMySpaceBooking = route({
  method: 'GET',
  path: '/api/v1/me/space-bookings/:bookingId',
  summary: 'One of my space bookings',
  tag,
  access: signedIn,
  params: bookingParams,
  response: spaceBooking,
});

export const cancelMySpaceBooking = route({
  method: 'POST',
  path: '/api/v1/me/space-bookings/:bookingId/cancel',
  summary: 'Give a booked space back; possible until it begins',
  tag,
  access: signedIn,
  params: bookingParams,
  response: spaceBooking,
});

export const staffSpaceBooking = spaceBooking.extend({
  personId: id,
  displayName: z.string(),
  phoneMasked: z.string().nullable(),
});
export type StaffSpaceBooking = z.infer<typeof staffSpaceBooking>;

export const listSpaceBookings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/space-bookings',
  summary: 'Spaces booked on a day, by time',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  query: pageQuery.extend({ day, spaceId: id.optional() }),
  response: page(staffSpaceBooking),
});

export const cancelSpaceForPerson = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/space-bookings/:bookingId/cancel',
  summary: 'Cancel a person’s space booking with a reason that they are told',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams.extend({ bookingId: id }),
  body: z.object({ reason: bookingReason }),
  response: staffSpaceBooking,
});

// Landmarks and stamps

export const landmark = z.object({
  id,
  name: z.string(),
  nameEn: z.string(),
  story: z.string(),
  storyEn: z.string(),
  position: z.int(),
});
export type Landmark = z.infer<typeof landmark>;

const landmarkBody = z.object({
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().min(1).max(120),
  story: z.string().max(4000),
  storyEn: z.string().max(8000),
  position: z.int().min(0).max(1000),
});

export const listLandmarks = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/landmarks',
  summary: 'Landmarks of a palace at which visitors collect a stamp (打卡), in order; at most 200',
  tag,
  access: anyone,
  params: palaceParams,
  response: z.object({ items: z.array(landmark) }),
});

export const createLandmark = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/landmarks',
  summary: 'Add a landmark',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams,
  body: landmarkBody,
  status: 201,
  response: landmark,
});

export const putLandmark = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/landmarks/:landmarkId',
  summary: 'Change a landmark',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams.extend({ landmarkId: id }),
  body: landmarkBody,
  response: landmark,
});

export const getLandmarkCode = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/landmarks/:landmarkId/code',
  summary: 'The code that the screen at a landmark shows now; it changes every 30 seconds',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 120,
  params: palaceParams.extend({ landmarkId: id }),
  response: z.object({
    code: z.string(),
    expiresAt: instant,
    /** Address for the QR code: `/p/<slug>/stamp?palace=…&landmark=…&code=…` on the caller's origin. */
    url: z.string(),
  }),
});

export const stamp = z.object({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  landmarkId: id,
  landmarkName: z.string(),
  landmarkNameEn: z.string(),
  day,
  at: instant,
});
export type Stamp = z.infer<typeof stamp>;

export const collectStamp = route({
  method: 'POST',
  path: '/api/v1/me/stamps',
  summary: 'Collect today’s stamp of a landmark with the code its screen shows; a second try gives the first',
  tag,
  access: signedIn,
  perMinute: 30,
  body: z.object({ palaceId: id, landmarkId: id, code: z.string().trim().max(40) }),
  response: z.object({
    /** False when today's stamp had been collected before. */
    isNew: z.boolean(),
    stamp,
    /** Different landmarks of this palace stamped so far, of how many there are. */
    collected: z.int(),
    landmarks: z.int(),
  }),
});

export const listMyStamps = route({
  method: 'GET',
  path: '/api/v1/me/stamps',
  summary: 'My stamps, newest first',
  tag,
  access: signedIn,
  query: pageQuery,
  response: page(stamp),
});
