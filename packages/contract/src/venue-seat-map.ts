import { z } from 'zod';
import { route, staff } from './route.ts';
import { id, instant, palaceParams } from './shapes.ts';

/** Where the seats of a space stand. A map never changes: editing makes the next version. */
const tag = 'venue';

export const seatNumberings = ['left-to-right', 'right-to-left', 'odd-left', 'odd-right'] as const;
/**
 * How seats of a row are numbered, seen from the audience: through from one side; or from the centre line outwards,
 * odd numbers to one side and even ones to the other (单号、双号).
 */
export type SeatNumbering = (typeof seatNumberings)[number];

/** What is special about a seat. `blocked`: sold to nobody (a camera stands there, the house keeps it). */
export const markedKinds = ['wheelchair', 'companion', 'restricted', 'blocked'] as const;
export type MarkedKind = (typeof markedKinds)[number];
export type SeatKind = MarkedKind | 'standard';

export const seatRow = z.object({
  /** As it stands on the ticket: 1, 2, A … */
  name: z.string().trim().min(1).max(4),
  /** Seats of each block from left to right; an aisle lies between two blocks. */
  blocks: z.array(z.int().min(1).max(100)).min(1).max(8),
});
export type SeatRow = z.infer<typeof seatRow>;

export const seatSection = z.object({
  /** 池座, 楼座; printed on tickets when the map has more than one section. */
  name: z.string().trim().min(1).max(20),
  nameEn: z.string().trim().max(40),
  numbering: z.enum(seatNumberings),
  /** Radius of the first row's arc in seat widths; 0: straight rows. */
  curve: z.int().min(0).max(300),
  /** Free space before its first row, in rows. */
  gap: z.int().min(0).max(20),
  /** From the stage backwards. */
  rows: z.array(seatRow).min(1).max(80),
});
export type SeatSection = z.infer<typeof seatSection>;

export const seatMark = z.object({
  /** Place of the section in the plan, from 0. */
  section: z.int().min(0).max(7),
  row: z.string().max(4),
  /** Its number as on the ticket. */
  seat: z.int().min(1).max(999),
  kind: z.enum(markedKinds),
});
export type SeatMark = z.infer<typeof seatMark>;

/** A seat map in the few lines it is made from; `layOutSeats` makes the seats of it. */
export const seatPlan = z.object({
  front: z.enum(['stage', 'screen']),
  sections: z.array(seatSection).min(1).max(8),
  marks: z.array(seatMark).max(2000),
});
export type SeatPlan = z.infer<typeof seatPlan>;

/** Seats that a map may have. */
export const MOST_SEATS = 5000;

/** A seat by its place in the map, from 0, as `layOutSeats` counts them. */
export const seatIndex = z
  .int()
  .min(0)
  .max(MOST_SEATS - 1);

/** Seats for the booking person and each companion, in this order. All of them or none. */
export const chosenSeats = z.array(seatIndex).min(1).max(6);

/** What the seats should be when none are chosen: the best that are free together. */
export const seatWish = z.object({
  /** Only in this section of the map, from 0. */
  section: z.int().min(0).max(7).optional(),
  /** A place for a wheelchair, with seats beside it for those who come along. */
  wheelchair: z.boolean().optional(),
});
export type SeatWish = z.infer<typeof seatWish>;

const spaceParams = palaceParams.extend({ spaceId: id });

export const seatMap = z.object({
  id,
  spaceId: id,
  /** From 1; the newest one is offered for new sessions. */
  version: z.int(),
  plan: seatPlan,
  /** Seats that can be sold, and of these the places for wheelchairs. */
  seats: z.int(),
  wheelchairPlaces: z.int(),
  createdAt: instant,
});
export type SeatMap = z.infer<typeof seatMap>;

export const listSeatMaps = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/venue/spaces/:spaceId/seat-maps',
  summary: 'Seat maps of a space, the newest version first',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: spaceParams,
  response: z.object({ items: z.array(seatMap) }),
});

export const createSeatMap = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/venue/spaces/:spaceId/seat-maps',
  summary: 'Adds the next version of a space’s seat map; sessions keep the version they are sold by',
  tag,
  access: staff('editor', 'director'),
  params: spaceParams,
  body: seatPlan,
  status: 201,
  response: seatMap,
});
