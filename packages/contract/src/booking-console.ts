import { z } from 'zod';
import { bookingStatus, bookingStatuses, companions } from './booking.ts';
import { creditRules } from './booking-credit.ts';
import { invitationKind } from './booking-transfer.ts';
import { phoneInput } from './identity.ts';
import { route, staff, staffOrOfficer } from './route.ts';
import { fen, id, instant, page, pageQuery, palaceParams, workerCategory } from './shapes.ts';
import { seatWish } from './venue-seat-map.ts';

/** What the console and the door call: a palace's booking rules, who booked, check-in. */
const tag = 'booking';

const sessionParams = palaceParams.extend({ sessionId: id });

// Rules of a palace

/** `rush`: invited only where a session's places are not given out first come first served. */
export const companionRules = ['named', 'rush', 'invited'] as const;
export type CompanionRule = (typeof companionRules)[number];

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
  /** What no-shows and late cancellations cost, and what that means. */
  credit: creditRules,
  /** Bookings that one person may hand over in 30 days; 0: none. */
  transfersPerMonth: z.int().min(0).max(31),
  /** A booking can be handed over until so many minutes before the start. */
  transferUntilMinutes: z.int().min(0).max(20160),
  /** Companions: a name is enough, or each must accept with an account of their own (of hot sessions, of all). */
  companionRule: z.enum(companionRules),
  /** Seats of the largest team that a worker may lead; 0: none. */
  teamSeats: z.int().min(0).max(200),
  /** What nobody of a team has taken returns so many hours before the start. */
  teamReturnHours: z.int().min(0).max(720),
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
  // What is left out stays as it is: credit, and the rules of handing over.
  body: bookingPolicy.omit({ version: true, createdAt: true }).partial({
    credit: true,
    transfersPerMonth: true,
    transferUntilMinutes: true,
    companionRule: true,
    teamSeats: true,
    teamReturnHours: true,
  }),
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
    /** Seats of allotments: of unions, and those kept for the desk. */
    allotted: z.object({ seats: z.int(), held: z.int(), confirmed: z.int() }),
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
  /** Numbered seats, 5排12座; empty when the session has none. */
  places: z.array(z.string()),
  companions: z.array(z.string()),
  priceFen: fen,
  memberPrice: z.boolean(),
  /** Their own seat is paid for with a pass. */
  byPass: z.boolean(),
  /** Tickets admitted at the door and not undone. */
  admitted: z.int(),
  bookedAt: instant,
  /** Booked by the staff on behalf of the person. */
  bookedByStaff: z.boolean(),
  /** The booking came to the person from another one. */
  receivedBy: invitationKind.nullable(),
  /** Invited companions of whom an answer is awaited. */
  companionsAwaited: z.int(),
  holdExpiresAt: instant.nullable(),
});
export type Attendee = z.infer<typeof attendee>;

/** By when they were made, by how many seats they have, or by what is paid. */
export const attendeeSorts = ['booked', '-booked', 'seats', '-seats', 'price', '-price'] as const;
export type AttendeeSort = (typeof attendeeSorts)[number];

export const listSessionBookings = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/bookings',
  summary:
    'Bookings of a session in the order they were made unless `sort` says otherwise; q finds a name, the last 4 digits or a code',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  query: pageQuery.extend({
    /** `live`: confirmed, held or checked in. */
    status: z.enum(['live', ...bookingStatuses]).optional(),
    q: z.string().trim().max(40).optional(),
    sort: z.enum(attendeeSorts).default('booked'),
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
    seatWish: seatWish.optional(),
    /** Pay for the person's own seat with the pass of theirs that runs out first. */
    usePass: z.boolean().optional(),
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
  body: z.object({ reason: z.string().trim().min(2).max(200) }),
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
  /** The numbered seat, 5排12座; null when the session's seats have no numbers. */
  place: z.string().nullable(),
  placeEn: z.string().nullable(),
});
export type CheckInResult = z.infer<typeof checkInResult>;

export const checkIn = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/check-ins',
  summary: 'Admit a ticket by its QR token or typed code; a ticket that is refused answers 200 with why',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  perMinute: 600,
  // Check-ins that arrive together share a transaction; the Idempotency-Key is heeded in it.
  transaction: 'none',
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
    /** As whom they came, where the palace counts that; nobody is named. */
    category: workerCategory.optional(),
  }),
  status: 201,
  response: z.object({
    id,
    /** Walk-ins of the session, or of the palace today when no session is given. */
    walkIns: z.int(),
  }),
});
