import { z } from 'zod';
import { bookingStatus } from './booking.ts';
import { anyone, route, staff } from './route.ts';
import { id, palaceParams } from './shapes.ts';
import { chosenSeats, seatIndex, seatMap, seatPlan } from './venue-seat-map.ts';

/** Numbered seats of a session (对号入座): which map it is sold by, which seats are taken, who sits where. */
const tag = 'booking';

const sessionParams = palaceParams.extend({ sessionId: id });

export const getSeating = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/seating',
  summary:
    'The seat map a session is sold by; refused with `session-not-seated` when its seats have no numbers',
  tag,
  access: anyone,
  params: sessionParams,
  response: z.object({ sessionId: id, mapId: id, plan: seatPlan, seats: z.int() }),
});

export const getSeatsTaken = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/seating/taken',
  summary: 'Which seats are taken, as a bitmap: bit `seat % 8` of byte `seat / 8`; up to a second old',
  tag,
  access: anyone,
  perMinute: 300,
  params: sessionParams,
  response: z.object({
    mapId: id,
    /** Base64. */
    taken: z.string().max(840),
  }),
});

// Staff

export const setSeating = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/seating',
  summary:
    'Sells a session by a seat map of its space, its capacity becoming the map’s seats; null: without numbers. Only while nobody has booked',
  tag,
  access: staff('editor', 'director'),
  params: sessionParams,
  body: z.object({ mapId: id.nullable() }),
  response: z.object({ mapId: id.nullable(), capacity: z.int() }),
});

/** Who sits where. */
export const seatedPerson = z.object({
  seat: seatIndex,
  place: z.string(),
  placeEn: z.string(),
  bookingId: id,
  /** Masked (张**). */
  holderName: z.string(),
  status: bookingStatus,
  /** Number of the ticket in its booking from 1, and of how many. */
  ticket: z.int(),
  tickets: z.int(),
});
export type SeatedPerson = z.infer<typeof seatedPerson>;

export const getSeatPlan = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/seating/plan',
  summary: 'A session’s seat map for its staff: who sits where, and the maps it could be sold by',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  response: z.object({
    mapId: id.nullable(),
    plan: seatPlan.nullable(),
    people: z.array(seatedPerson),
    /** Maps of the session’s space, the newest first. */
    maps: z.array(seatMap.omit({ plan: true })),
  }),
});

export const moveToSeats = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/bookings/:bookingId/seats',
  summary: 'Moves a booking to other seats; the person is told',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams.extend({ bookingId: id }),
  body: z.object({ seats: chosenSeats }),
  response: z.object({ places: z.array(z.string()) }),
});
