import { z } from 'zod';
import { bookingStatus, companions } from './booking.ts';
import { anyone, route, signedIn, staff, staffOrOfficer } from './route.ts';
import { fen, id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Ballots (摇号): places of a session drawn among those who entered, so that anyone can verify it. */
const tag = 'booking';

const sessionParams = palaceParams.extend({ sessionId: id });
const entryParams = z.object({ entryId: id });
const hash = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('32 bytes, lower-case hexadecimal');

// Rules of a palace

export const ballotRules = z.object({
  /** Every change makes a new version; a ballot keeps the one it was set up with. */
  version: z.int(),
  /** Slips more for who has never won or attended anything here. */
  firstTimerSlips: z.int().min(0).max(7),
  /** Slips more for each ballot lost here … */
  lossSlips: z.int().min(0).max(7),
  /** … within so many months. */
  lossMonths: z.int().min(1).max(36),
  /** Slips of one entry at most; everybody has one. */
  maxSlips: z.int().min(1).max(8),
  /** How long a won place is kept to be confirmed, unless the ballot says otherwise. */
  confirmMinutes: z.int().min(30).max(10_080),
  createdAt: instant,
});
export type BallotRules = z.infer<typeof ballotRules>;

export const getBallotRules = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/ballot-rules',
  summary: 'The rules by which entries of new ballots are weighed',
  tag,
  access: staffOrOfficer('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: ballotRules,
});

export const putBallotRules = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/ballot-rules',
  summary: 'Set the rules for ballots set up from now on',
  tag,
  access: staff('director'),
  params: palaceParams,
  body: ballotRules.omit({ version: true, createdAt: true }),
  response: ballotRules,
});

// A ballot as everybody sees it

/** `planned`: entries open later. `closed`: the entries are fixed and their hash is published. */
export const ballotStates = ['planned', 'open', 'closing', 'closed', 'drawn', 'called_off'] as const;
export const ballotState = z.enum(ballotStates);
export type BallotState = z.infer<typeof ballotState>;

/** How many slips somebody's entry has, and why. */
export const ballotWeight = z.object({
  slips: z.int().min(1).max(8),
  firstTimer: z.boolean(),
  /** Ballots lost here within the rules' months. */
  losses: z.int(),
});
export type BallotWeight = z.infer<typeof ballotWeight>;

export const ballotFigures = z.object({
  entries: z.int(),
  slips: z.int(),
  won: z.int(),
  waiting: z.int(),
  voided: z.int(),
});

export const ballot = z.object({
  id,
  state: ballotState,
  opensAt: instant,
  closesAt: instant,
  drawsAt: instant,
  /** How long a won place is kept. */
  confirmMinutes: z.int(),
  /** How many of the others wait at most, in the drawn order. */
  waitingPlaces: z.int(),
  /** Seats to be drawn: of everybody’s pool, and of all reserved ones together. */
  places: z.object({ general: z.int(), reserved: z.int() }),
  rules: ballotRules,
  /** SHA-256 of the seed; published before the first entry. */
  commitment: hash,
  /** SHA-256 of the entry lines; published at closing, before the seed. */
  entrySetHash: hash.nullable(),
  /** Entries; null until they are fixed. */
  entries: z.int().nullable(),
  closedAt: instant.nullable(),
  /** What is mixed in when it is known, named before the first entry; null when nothing is. */
  publicSource: z.string().nullable(),
  publicValue: z.string().nullable(),
  /** Published with the result. */
  seed: hash.nullable(),
  drawnAt: instant.nullable(),
  figures: ballotFigures.nullable(),
});
export type Ballot = z.infer<typeof ballot>;

export const myBallotOutcomes = ['entered', 'withdrawn', 'void', 'won', 'waiting', 'lost'] as const;
export type MyBallotOutcome = (typeof myBallotOutcomes)[number];
/** Why an entry does not count any more. */
export const ballotVoidReasons = ['account-closed', 'membership-ended', 'category-ended'] as const;

export const ballotReceipt = z.object({
  format: z.literal('wengong-ballot-receipt-1'),
  ballot: id,
  entry: id,
  person: id,
  salt: z.string(),
  /** What stands for this entry in the published files, base64url. */
  leaf: z.string().length(43),
  weight: z.int(),
  seats: z.int(),
  commitment: hash,
  publicSource: z.string().nullable(),
});
export type BallotReceipt = z.infer<typeof ballotReceipt>;

export const myBallotEntry = z.object({
  id,
  enteredAt: instant,
  companions: z.array(z.object({ name: z.string() })),
  seats: z.int(),
  weight: ballotWeight,
  priceFen: fen.describe('Money in fen for all seats, should they be won'),
  outcome: z.enum(myBallotOutcomes),
  voidReason: z.enum(ballotVoidReasons).nullable(),
  /** Place in the drawn order from 1; null before the draw. */
  rank: z.int().nullable(),
  /** Place in the waiting list from 1, of somebody who waits. */
  queuePosition: z.int().nullable(),
  /** The booking that the draw made: to confirm, or waiting. */
  bookingId: id.nullable(),
  bookingStatus: bookingStatus.nullable(),
  holdExpiresAt: instant.nullable(),
  receipt: ballotReceipt,
});
export type MyBallotEntry = z.infer<typeof myBallotEntry>;

export const getBallot = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot',
  summary: 'The ballot of a session, with what the caller has entered and would weigh',
  tag,
  access: anyone,
  params: sessionParams,
  response: ballot.extend({
    me: z
      .object({
        entry: myBallotEntry.nullable(),
        /** What an entry made now would weigh. */
        weight: ballotWeight,
        canEnter: z.boolean(),
        /** What is in the way, in both languages; null when nothing is. */
        message: z.string().nullable(),
        messageEn: z.string().nullable(),
        priceFen: fen,
        companionPriceFen: fen,
      })
      .nullable(),
    maxCompanions: z.int(),
  }),
});
export type BallotForMe = z.infer<(typeof getBallot)['response']>;

export const readBallotEntries = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot/entries.txt',
  summary: 'The entry lines, pseudonymous, from closing on; their SHA-256 is `entrySetHash`',
  tag,
  access: anyone,
  perMinute: 30,
  params: sessionParams,
  produces: 'text/plain; charset=utf-8',
});

export const readBallotResult = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot/result.txt',
  summary: 'The result as one file, with which the whole draw can be verified offline',
  tag,
  access: anyone,
  perMinute: 30,
  params: sessionParams,
  produces: 'text/plain; charset=utf-8',
});

// A worker's own entry

export const putBallotEntry = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot/entry',
  summary: 'Enter the ballot, or change the entry; possible until it closes',
  tag,
  access: signedIn,
  params: sessionParams,
  body: z.object({ companions: companions.optional() }),
  response: myBallotEntry,
});

export const withdrawBallotEntry = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot/entry',
  summary: 'Withdraw from the ballot; possible until it closes',
  tag,
  access: signedIn,
  params: sessionParams,
  status: 204,
});

const occasion = z.object({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  sessionId: id,
  title: z.string(),
  titleEn: z.string(),
  kind: z.string(),
  startsAt: instant,
  endsAt: instant,
  state: ballotState,
  closesAt: instant,
  drawsAt: instant,
});

export const listMyBallotEntries = route({
  method: 'GET',
  path: '/api/v1/me/ballot-entries',
  summary: 'My ballot entries, latest first',
  tag,
  access: signedIn,
  query: pageQuery,
  response: page(myBallotEntry.extend({ occasion })),
});

export const getMyBallotEntry = route({
  method: 'GET',
  path: '/api/v1/me/ballot-entries/:entryId',
  summary: 'One of my ballot entries with its receipt and what came of it',
  tag,
  access: signedIn,
  params: entryParams,
  response: myBallotEntry.extend({ occasion, ballot }),
});

// For the staff

export const ballotDesk = ballot.extend({
  /** Entries that count now. */
  liveEntries: z.int(),
  /** Set up, nobody could enter yet: everything can still be changed. */
  canChange: z.boolean(),
  /** Fixed and waiting for a first, or for a second person to enter the public value. */
  publicValueStage: z.enum(['not-needed', 'later', 'first', 'second', 'settled']),
  /** Who entered the value first. */
  publicValueBy: z.string().nullable(),
  canDraw: z.boolean(),
});
export type BallotDesk = z.infer<typeof ballotDesk>;

export const ballotSettings = z.object({
  opensAt: instant,
  closesAt: instant,
  drawsAt: instant,
  confirmMinutes: z.int().min(30).max(10_080).optional(),
  waitingPlaces: z.int().min(0).max(10_000).optional(),
  /** A number that will be public later and that nobody here can choose, e.g. of a named lottery draw. */
  publicSource: z.string().trim().min(6).max(200).nullable().optional(),
});

export const getBallotDesk = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot/desk',
  summary: 'The ballot as its staff see it: counts, no names',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  response: z.object({
    /** The session is given out by ballot, set up or not. */
    byBallot: z.boolean(),
    ballot: ballotDesk.nullable(),
  }),
});

export const putBallot = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot',
  summary: 'Set the ballot of a session up, or change it before it opens; its seed is made and committed to',
  tag,
  access: staff('editor', 'director'),
  params: sessionParams,
  body: ballotSettings,
  response: ballotDesk,
});

export const enterPublicValue = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot/public-value',
  summary: 'Enter the public value: once by one member of staff, and the same again by another',
  tag,
  access: staff('editor', 'reviewer', 'coordinator', 'director'),
  params: sessionParams,
  body: z.object({ value: z.string().trim().min(1).max(200) }),
  response: ballotDesk,
});

export const drawBallot = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/ballot/draw',
  summary: 'Draw now instead of at the set time; the result is published at once',
  tag,
  access: staff('director'),
  params: sessionParams,
  status: 202,
  response: ballotDesk,
});
