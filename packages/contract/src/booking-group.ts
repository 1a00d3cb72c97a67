import { z } from 'zod';
import { bookingDetail } from './booking.ts';
import { unionAllotment } from './booking-allotment.ts';
import { phoneInput } from './identity.ts';
import { officer, route, signedIn } from './route.ts';
import { id, instant } from './shapes.ts';

/** Groups: a union's officer puts people into the seats given to the union. */
const tag = 'booking';

const allotmentParams = z.object({ unionId: id, allotmentId: id });

/** Somebody put into an allotment. */
export const groupSeat = z.object({
  id,
  /** Name on the roster; the account's where the roster's is no longer kept. */
  name: z.string(),
  phoneMasked: z.string().nullable(),
  staffNumber: z.string().nullable(),
  /**
   * `invited`: has no account yet, a seat is kept. `offered`: has a seat to confirm. `booked`; `came`; `missed`;
   * `declined`: gave the seat back. `lapsed`: not claimed in time. `withdrawn`: by the officer.
   */
  state: z.enum(['invited', 'offered', 'booked', 'came', 'missed', 'declined', 'lapsed', 'withdrawn']),
  enrolledAt: instant,
  /** Until when an invitation is kept. */
  expiresAt: instant,
});
export type GroupSeat = z.infer<typeof groupSeat>;

export const getUnionAllotment = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/allotments/:allotmentId',
  summary: 'Seats given to a union for one session, the blocks within, and who is enrolled',
  tag,
  access: officer,
  params: allotmentParams,
  response: z.object({
    union: z.object({ id, name: z.string(), nameEn: z.string() }),
    allotment: unionAllotment,
    /** Blocks and narrower allotments within. */
    within: z.array(unionAllotment),
    people: z.array(groupSeat),
  }),
});

/** Why a row cannot be enrolled. */
export const rosterVerdicts = [
  'ok',
  /** Nobody has an account with the number: a seat is kept until they sign in. */
  'invite',
  'name-missing',
  'phone-invalid',
  'twice-in-file',
  'already-booked',
  'already-invited',
  'overlapping-booking',
  'too-many-bookings',
  'not-eligible',
  'no-seat-left',
] as const;
export const rosterVerdict = z.enum(rosterVerdicts);
export type RosterVerdict = z.infer<typeof rosterVerdict>;

/** Largest file in bytes, and rows below the header. */
export const ROSTER_FILE_BYTES = 700_000;
export const ROSTER_FILE_ROWS = 5000;

/** A file, base64: xlsx, or CSV as UTF-8 (with or without mark) or GB18030. */
export const rosterFile = z
  .string()
  .min(4)
  .max(Math.ceil(ROSTER_FILE_BYTES / 3) * 4);

export const rosterRow = z.object({
  /** Row of the file, the header being 1. */
  row: z.int(),
  name: z.string(),
  /** Masked; as typed (shortened) when it is no number. */
  phone: z.string(),
  staffNumber: z.string().nullable(),
  verdict: rosterVerdict,
  /** What is the matter and what to do, in both languages; empty for rows that are fine. */
  message: z.string(),
  messageEn: z.string(),
});
export type RosterRow = z.infer<typeof rosterRow>;

export const rosterPreview = z.object({
  /** Ties the enrolment to this file. */
  hash: z.string(),
  rows: z.array(rosterRow),
  /** Rows that would get a seat now: `ok` and `invite`. */
  good: z.int(),
  free: z.int(),
});
export type RosterPreview = z.infer<typeof rosterPreview>;

export const previewRoster = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/allotments/:allotmentId/roster-preview',
  summary: 'Read a roster (columns 姓名/手机号/工号 by header) and say of every row what would become of it',
  tag,
  access: officer,
  transaction: 'none',
  perMinute: 20,
  params: allotmentParams,
  body: z.object({ file: rosterFile }),
  response: rosterPreview,
});

export const enrolRoster = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/allotments/:allotmentId/enrolments',
  summary: 'Enrol the good rows of a previewed roster: all of them or, when anything has changed, none',
  tag,
  access: officer,
  perMinute: 20,
  params: allotmentParams,
  body: z.object({
    file: rosterFile,
    /** Of the preview. */
    hash: z.string().max(64),
    /** Good rows of the preview, which the officer has seen. */
    rows: z.array(z.int().min(2)).min(1).max(ROSTER_FILE_ROWS),
  }),
  status: 201,
  response: z.object({ enrolled: z.int(), invited: z.int() }),
});

export const enrolPerson = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/allotments/:allotmentId/people',
  summary: 'Name one person for a seat of an allotment or block',
  tag,
  access: officer,
  perMinute: 120,
  params: allotmentParams,
  body: z.object({
    name: z.string().trim().min(1).max(40),
    phone: phoneInput,
    staffNumber: z.string().trim().max(40).optional(),
  }),
  status: 201,
  response: z.object({ enrolled: z.int(), invited: z.int() }),
});

export const withdrawGroupSeat = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/allotments/:allotmentId/people/:seatId/withdraw',
  summary: 'Take an enrolment or invitation back; the seat is the allotment’s again and the person is told',
  tag,
  access: officer,
  params: allotmentParams.extend({ seatId: id }),
  status: 204,
});

export const takeBlock = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/allotments/:allotmentId/blocks',
  summary:
    'Set seats of an allotment apart for a group, to be named until a deadline; unnamed ones go back then',
  tag,
  access: officer,
  params: allotmentParams,
  body: z.object({
    label: z.string().trim().min(1).max(60),
    seats: z.int().min(1).max(1000),
    /** Until when people are named. */
    nameBy: instant,
  }),
  status: 201,
  response: unionAllotment,
});

export const giveBackBlock = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/allotments/:allotmentId/give-back',
  summary: 'Give the unused seats of a block or allotment back now',
  tag,
  access: officer,
  params: allotmentParams,
  response: unionAllotment,
});

// The person who was enrolled

export const declineEnrolment = route({
  method: 'POST',
  path: '/api/v1/me/bookings/:bookingId/decline',
  summary: 'Decline a seat that my union booked for me; never counts as a late cancellation',
  tag,
  access: signedIn,
  params: z.object({ bookingId: id }),
  response: bookingDetail,
});
