import { z } from 'zod';
import { officer, route, staff } from './route.ts';
import { id, instant, palaceParams, workerCategory } from './shapes.ts';

/** Allotments of a session: who gives them out in the palace, and to which unions. */
const tag = 'booking';

const sessionParams = palaceParams.extend({ sessionId: id });
const allotmentParams = palaceParams.extend({ allotmentId: id });

/**
 * - `general`: everybody's seats. - `category`: kept for a worker category, by the session's plan or within an allotment.
 * - `union`: given to a union, for its members and whom its officers enrol. - `walk_in`: kept for the desk.
 * - `block`: seats taken together, named later.
 */
export const poolKind = z.enum(['general', 'category', 'union', 'walk_in', 'block']);
export type PoolKindName = z.infer<typeof poolKind>;

/** One node of a session's pools; they are listed so that each comes after the one it is carved out of. */
export const allotment = z.object({
  id,
  /** null: carved out of everybody's seats, or everybody's seats themselves. */
  parentId: id.nullable(),
  depth: z.int(),
  kind: poolKind,
  category: workerCategory.nullable(),
  union: z.object({ id, name: z.string(), nameEn: z.string() }).nullable(),
  label: z.string(),
  /** Agreed, with the allotments within; null for what follows the session's plan. */
  seats: z.int().nullable(),
  /** Seats that it has to give now itself, without the allotments within. */
  capacity: z.int(),
  /** Offered to somebody, or kept for somebody invited. */
  held: z.int(),
  confirmed: z.int(),
  free: z.int(),
  /** From then on unused seats belong to what it is carved out of. */
  returnsAt: instant.nullable(),
  returned: z.boolean(),
});
export type Allotment = z.infer<typeof allotment>;

const allotments = z.object({ capacity: z.int(), pools: z.array(allotment) });

export const listAllotments = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/allotments',
  summary: 'How the seats of a session are shared out: everybody’s, by category, to unions, for the desk',
  tag,
  access: staff('editor', 'front_desk', 'coordinator', 'director'),
  params: sessionParams,
  response: allotments,
});

export const createAllotment = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/sessions/:sessionId/allotments',
  summary: 'Set seats of a session apart, carved out of everybody’s or of another allotment',
  tag,
  access: staff('coordinator', 'director'),
  params: sessionParams,
  body: z
    .object({
      /** null: out of everybody's seats. */
      parentId: id.nullable(),
      kind: z.enum(['union', 'walk_in', 'category']),
      unionId: id.optional(),
      category: workerCategory.optional(),
      label: z.string().trim().max(60).default(''),
      seats: z.int().min(1).max(10_000),
      /** null: with what it is carved out of, or never. */
      returnsAt: instant.nullable(),
    })
    .refine((body) => (body.kind === 'union') === (body.unionId !== undefined), {
      message: 'name the union',
      path: ['unionId'],
    })
    .refine((body) => (body.kind === 'category') === (body.category !== undefined), {
      message: 'name the category',
      path: ['category'],
    }),
  status: 201,
  response: allotments,
});

export const changeAllotment = route({
  method: 'PATCH',
  path: '/api/v1/palaces/:palaceId/allotments/:allotmentId',
  summary: 'Resize an allotment or set when it returns; never below what is taken, never more than there is',
  tag,
  access: staff('coordinator', 'director'),
  params: allotmentParams,
  body: z.object({
    seats: z.int().min(0).max(10_000),
    returnsAt: instant.nullable(),
  }),
  response: allotments,
});

export const returnAllotment = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/allotments/:allotmentId/return',
  summary: 'Take the unused seats of an allotment back now; who has a seat of it keeps it',
  tag,
  access: staff('coordinator', 'director'),
  params: allotmentParams,
  response: allotments,
});

export const searchUnions = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/unions',
  summary: 'Unions to which seats can be given, those of the palace’s own tree first; q is part of the name',
  tag,
  access: staff('coordinator', 'director'),
  params: palaceParams,
  query: z.object({ q: z.string().trim().max(40).default('') }),
  response: z.object({
    items: z.array(
      z.object({
        id,
        name: z.string(),
        nameEn: z.string(),
        /** The union above it. */
        above: z.string(),
        aboveEn: z.string(),
      }),
    ),
  }),
});

// For a union's officers

/** An allotment as the officers of its union see it. */
export const unionAllotment = allotment.extend({
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  sessionId: id,
  title: z.string(),
  titleEn: z.string(),
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  cancelled: z.boolean(),
  /** Until when people can be enrolled. */
  enrolUntil: instant,
});
export type UnionAllotment = z.infer<typeof unionAllotment>;

export const listUnionAllotments = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/allotments',
  summary:
    'Seats given to a union whose session is not over, soonest first, each followed by those within it',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  response: z.object({
    union: z.object({ id, name: z.string(), nameEn: z.string() }),
    items: z.array(unionAllotment),
  }),
});
