import { z } from 'zod';
import { anyone, route, signedIn } from './route.ts';
import { id, instant, palaceParams } from './shapes.ts';

/** The waiting room of a session whose release is `waiting_room`. */
const tag = 'booking';

const path = '/api/v1/palaces/:palaceId/sessions/:sessionId/waiting-room' as const;
const params = palaceParams.extend({ sessionId: id });

/**
 * `soon`: its door is still closed. `gathering`: people come in and wait for the opening. `open`: people are called in
 * turn. `sold_out`: no seat is left for everybody; the waiting list takes people. `over`: booking has ended.
 */
export const roomStates = ['soon', 'gathering', 'open', 'sold_out', 'over'] as const;
export const roomState = z.enum(roomStates);
export type RoomState = z.infer<typeof roomState>;

/** What everybody who waits sees; with their own number a browser computes its position (waiting-room-order.ts). */
export const waitingRoom = z.object({
  state: roomState,
  /** The server's clock, about a second old at most. */
  now: instant,
  /** From then on one can take a place … */
  doorsOpenAt: instant,
  /** … and from then on people are called. */
  opensAt: instant,
  closesAt: instant,
  /** Numbers given so far: 1…joined. */
  joined: z.int().min(0),
  /** Numbers 1…early were given before the opening; null before it. */
  early: z.int().min(0).nullable(),
  /** Puts the early ones in order; drawn at the opening, null before it. */
  seed: z.string().length(32).nullable(),
  /** Ranks 1…called have been called. */
  called: z.int().min(0),
  /** Calls a minute as they go now: for estimating one’s time. */
  perMinute: z.int().min(0),
  /** Seats for everybody that are not taken. */
  seatsLeft: z.int().min(0),
  /** Seats that a booking takes, the mean so far: who is ahead may come with others. */
  party: z.number().min(1),
  /** When to ask again, milliseconds. */
  askAgainMs: z.int(),
});
export type WaitingRoom = z.infer<typeof waitingRoom>;

export const getWaitingRoom = route({
  method: 'GET',
  path,
  summary:
    'How far a session’s waiting room is: the same few bytes for everybody, to be asked every two seconds',
  tag,
  access: anyone,
  shared: 1,
  params,
  response: waitingRoom,
});

/** `expired`: called, came in, and did not book in time; the person may take a new place. */
export const placeStates = ['waiting', 'called', 'inside', 'expired'] as const;

export const place = z.object({
  number: z.int().min(1),
  state: z.enum(placeStates),
  takenAt: instant,
  /** What `createBooking` asks for; null unless inside. */
  pass: z.string().nullable(),
  /** Until when the pass holds; null unless inside. */
  passUntil: instant.nullable(),
});
export type Place = z.infer<typeof place>;

/**
 * What keeps machines from taking places by the thousand. For each part 0…parts-1 find a whole number n so that the
 * SHA-256 of `token.part.n` begins with `bits` zero bits; or, without scripts, hand the token in unsolved after
 * `waitSeconds`. It holds for one person and session and is spent with the place it bought.
 */
export const challenge = z.object({
  token: z.string().max(300),
  parts: z.int().min(1).max(16),
  bits: z.int().min(0).max(24),
  waitSeconds: z.int().min(0).max(120),
});
export type Challenge = z.infer<typeof challenge>;

export const getMyPlace = route({
  method: 'GET',
  path: `${path}/place`,
  summary: 'My place in the waiting room, or the challenge with which to take one',
  tag,
  access: signedIn,
  params,
  response: z.object({ place: place.nullable(), challenge: challenge.nullable() }),
});

export const takePlace = route({
  method: 'POST',
  path: `${path}/place`,
  summary: 'Take a place in the waiting room; somebody who has one keeps it. One place a person',
  tag,
  access: signedIn,
  // Places taken together share a transaction; asking twice gives the same place.
  transaction: 'none',
  params,
  body: z.object({
    challenge: z.string().max(300),
    solution: z.array(z.int().min(0)).max(16).optional(),
  }),
  status: 201,
  response: place,
});

export const enterWaitingRoom = route({
  method: 'POST',
  path: `${path}/entry`,
  summary: 'Go in when called: gives the pass to book with; refused with `not-your-turn` before',
  tag,
  access: signedIn,
  transaction: 'none',
  params,
  response: place,
});
