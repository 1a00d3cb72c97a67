import { z } from 'zod';
import { anyone, route, staff } from './route.ts';
import { day, fen, id, instant, palaceParams } from './shapes.ts';

const tag = 'venue';

export const spaceKinds = [
  'hall',
  'classroom',
  'court',
  'cinema',
  'gallery',
  'rehearsal',
  'outdoor',
  'reading',
  'gym',
  'studio',
] as const;
export type SpaceKind = (typeof spaceKinds)[number];

export const resourceKinds = ['room_unit', 'teacher', 'kit', 'vehicle'] as const;
export type ResourceKind = (typeof resourceKinds)[number];

/** Time of day on the palace's wall clock; 24:00 ends a day. */
export const timeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/)
  .describe('HH:MM on the palace’s wall clock');

export const openingHours = z.object({
  weekday: z.int().min(0).max(6).describe('0 is Sunday, 6 is Saturday'),
  opens: timeOfDay,
  closes: timeOfDay,
});
export type OpeningHours = z.infer<typeof openingHours>;

/** Hours of certain days, such as those of a public holiday: they take the place of the week's. */
export const specialHours = z.object({
  id,
  spaceId: id.nullable().describe('null: the whole palace'),
  firstDay: day,
  lastDay: day,
  name: z.string(),
  nameEn: z.string(),
  hours: z.array(z.object({ opens: timeOfDay, closes: timeOfDay })).describe('The same on each of the days'),
});
export type SpecialHours = z.infer<typeof specialHours>;

export const space = z.object({
  id,
  kind: z.enum(spaceKinds),
  name: z.string(),
  nameEn: z.string(),
  capacity: z.int(),
  description: z.string(),
  descriptionEn: z.string(),
  bookable: z.boolean().describe('Workers can book it by slot'),
  slotMinutes: z.int(),
  priceFen: fen.describe('Price of one slot'),
  memberPriceFen: fen.describe('Price of one slot for a union member'),
});
export type Space = z.infer<typeof space>;

export const closure = z.object({
  id,
  spaceId: id.nullable().describe('null: the whole palace'),
  startsAt: instant,
  endsAt: instant,
  reason: z.string(),
});
export type Closure = z.infer<typeof closure>;

export const spaceDetail = space.extend({
  palaceId: id,
  timeZone: z.string(),
  openingHours: z.array(openingHours).describe('Its own, or the palace’s where it has none'),
  specialHours: z.array(specialHours).describe('Running and coming ones, its own and the palace’s'),
  closures: z.array(closure).describe('Running and coming ones, its own and the palace’s'),
});
export type SpaceDetail = z.infer<typeof spaceDetail>;

export const slot = z.object({
  startsAt: instant,
  endsAt: instant,
  free: z.boolean(),
  priceFen: fen,
  memberPriceFen: fen,
});
export type Slot = z.infer<typeof slot>;

const spaceParams = palaceParams.extend({ spaceId: id });

export const listSpaces = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/spaces',
  summary: 'Spaces of a palace; with `bookable` only those that workers can book by slot',
  tag,
  access: anyone,
  params: palaceParams,
  query: z.object({ bookable: z.stringbool().optional() }),
  response: z.object({ items: z.array(space) }),
});

export const getSpace = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/spaces/:spaceId',
  summary: 'One space with its opening hours, closures and prices',
  tag,
  access: anyone,
  params: spaceParams,
  response: spaceDetail,
});

export const listSlots = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/spaces/:spaceId/slots',
  summary: 'Slots of a bookable space on one day: opening hours less closures and what occupies it',
  tag,
  access: anyone,
  params: spaceParams,
  query: z.object({ day }),
  response: z.object({ items: z.array(slot) }),
});

export const getHours = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/hours',
  summary: 'When a palace is open in the week and on special days, and its running and coming closures',
  tag,
  access: anyone,
  params: palaceParams,
  response: z.object({
    timeZone: z.string(),
    openingHours: z.array(openingHours),
    specialHours: z.array(specialHours).describe('Of the whole palace'),
    closures: z.array(closure).describe('Of the whole palace'),
  }),
});

// Staff

export const staffSpace = space.extend({
  unitIds: z.array(id).describe('Room units it is made of; spaces that share a unit collide'),
  position: z.int(),
});
export type StaffSpace = z.infer<typeof staffSpace>;

const spaceContent = z.object({
  kind: z.enum(spaceKinds),
  name: z.string().trim().min(1).max(60),
  nameEn: z.string().trim().max(120),
  capacity: z.int().min(1).max(100_000),
  description: z.string().max(2000),
  descriptionEn: z.string().max(4000),
  bookable: z.boolean(),
  slotMinutes: z.int().min(15).max(480),
  priceFen: fen,
  memberPriceFen: fen,
  position: z.int().min(0).max(1000),
});
const memberPaysNoMore = (content: { priceFen: number; memberPriceFen: number }) =>
  content.memberPriceFen <= content.priceFen;
const memberPrice = { path: ['memberPriceFen'], message: 'must not be above priceFen' };

export const listStaffSpaces = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/venue/spaces',
  summary: 'Spaces of a palace with the room units they are made of',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: z.object({ items: z.array(staffSpace) }),
});

export const createSpace = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/venue/spaces',
  summary: 'Adds a space made of existing room units, or of one new unit when none are named',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams,
  body: spaceContent
    .extend({ unitIds: z.array(id).max(50).optional() })
    .refine(memberPaysNoMore, memberPrice),
  response: staffSpace,
  status: 201,
});

export const updateSpace = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/venue/spaces/:spaceId',
  summary: 'Changes a space; the units it is made of stay',
  tag,
  access: staff('editor', 'director'),
  params: spaceParams,
  body: spaceContent.refine(memberPaysNoMore, memberPrice),
  response: staffSpace,
});

export const getOpeningHours = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/venue/opening-hours',
  summary: 'Weekly opening hours of the palace (spaceId null) and of spaces that have their own',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: z.object({ items: z.array(openingHours.extend({ spaceId: id.nullable() })) }),
});

export const setOpeningHours = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/venue/opening-hours',
  summary: 'Replaces the weekly opening hours of the palace (spaceId null) or of one space',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams,
  body: z.object({
    spaceId: id.nullable(),
    hours: z
      .array(
        openingHours.refine((hours) => hours.opens < hours.closes, { message: 'closes before it opens' }),
      )
      .max(42),
  }),
  response: z.object({ items: z.array(openingHours) }),
});

/** Days that one entry may span. */
export const MOST_SPECIAL_DAYS = 184;

export const specialHoursBody = z
  .object({
    spaceId: id.nullable().describe('null: the whole palace, with the spaces that have hours of their own'),
    firstDay: day,
    lastDay: day,
    name: z.string().trim().min(1).max(60),
    nameEn: z.string().trim().max(120),
    hours: z
      .array(
        z.object({ opens: timeOfDay, closes: timeOfDay }).refine((part) => part.opens < part.closes, {
          path: ['closes'],
          message: 'closes before it opens',
        }),
      )
      .min(1)
      .max(4),
  })
  .refine((body) => body.firstDay <= body.lastDay, {
    path: ['lastDay'],
    message: 'must not be before firstDay',
  })
  .refine((body) => Date.parse(body.lastDay) - Date.parse(body.firstDay) < MOST_SPECIAL_DAYS * 86_400_000, {
    path: ['lastDay'],
    message: `at most ${MOST_SPECIAL_DAYS} days`,
  });

export const listSpecialHours = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/venue/special-hours',
  summary: 'Running and coming special hours of the palace and of single spaces',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: z.object({ items: z.array(specialHours) }),
});

export const closureChoices = ['keep', 'cancel'] as const;

const specialHoursSetting = specialHoursBody.safeExtend({
  /** What becomes of slots booked outside the new hours: people are told either way. */
  spaceBookings: z.enum(closureChoices).default('keep'),
  /** What becomes of published sessions outside them: those who booked a cancelled one are told. */
  sessions: z.enum(closureChoices).default('keep'),
});
const specialHoursParams = palaceParams.extend({ specialHoursId: id });

export const createSpecialHours = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/venue/special-hours',
  summary:
    'Sets hours for certain days; what was booked outside them stays or is cancelled, and people are told',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams,
  body: specialHoursSetting,
  response: specialHours,
  status: 201,
});

export const updateSpecialHours = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/venue/special-hours/:specialHoursId',
  summary: 'Changes special hours; only what was within the hours until now and no longer is, is concerned',
  tag,
  access: staff('editor', 'director'),
  params: specialHoursParams,
  body: specialHoursSetting,
  response: specialHours,
});

export const deleteSpecialHours = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/venue/special-hours/:specialHoursId',
  summary: 'Takes special hours back: the usual ones hold again',
  tag,
  access: staff('editor', 'director'),
  params: specialHoursParams,
  status: 204,
});

export const listClosures = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/venue/closures',
  summary: 'Running and coming closures',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: z.object({ items: z.array(closure) }),
});

export const createClosure = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/venue/closures',
  summary:
    'Closes the palace or one space for a time; what was booked then stays or is cancelled, and people are told',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams,
  body: z
    .object({
      spaceId: id.nullable(),
      startsAt: instant,
      endsAt: instant,
      reason: z.string().trim().min(1).max(200),
      /** What becomes of slots booked then: people are told either way. */
      spaceBookings: z.enum(closureChoices).default('keep'),
      /** What becomes of published sessions then: those who booked a cancelled one are told. */
      sessions: z.enum(closureChoices).default('keep'),
    })
    .refine((body) => Date.parse(body.startsAt) < Date.parse(body.endsAt), {
      path: ['endsAt'],
      message: 'must be after startsAt',
    }),
  response: closure,
  status: 201,
});

export const deleteClosure = route({
  method: 'DELETE',
  path: '/api/v1/palaces/:palaceId/venue/closures/:closureId',
  summary: 'Lifts a closure',
  tag,
  access: staff('editor', 'director'),
  params: palaceParams.extend({ closureId: id }),
  status: 204,
});

export const resource = z.object({
  id,
  kind: z.enum(resourceKinds),
  name: z.string(),
});
export type Resource = z.infer<typeof resource>;

export const listResources = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/venue/resources',
  summary: 'Teachers, kits, vehicles and room units: what only one party can use at a time',
  tag,
  access: staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director'),
  params: palaceParams,
  query: z.object({ kind: z.enum(resourceKinds).optional() }),
  response: z.object({ items: z.array(resource) }),
});

export const createResource = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/venue/resources',
  summary: 'Adds a teacher, a kit, a vehicle or a room unit',
  tag,
  access: staff('editor', 'coordinator', 'director'),
  params: palaceParams,
  body: z.object({ kind: z.enum(resourceKinds), name: z.string().trim().min(1).max(60) }),
  response: resource,
  status: 201,
});

export const renameResource = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/venue/resources/:resourceId',
  summary: 'Changes a resource’s name',
  tag,
  access: staff('editor', 'coordinator', 'director'),
  params: palaceParams.extend({ resourceId: id }),
  body: z.object({ name: z.string().trim().min(1).max(60) }),
  response: resource,
});
