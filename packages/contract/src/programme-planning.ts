import { z } from 'zod';
import { activityStatus, releaseMode } from './programme.ts';
import { quota, staffActivity, staffSession } from './programme-console.ts';
import { REPEAT_LIMIT } from './recurrence.ts';
import { route, staff } from './route.ts';
import { day, id, instant, palaceParams } from './shapes.ts';
import { timeOfDay } from './venue.ts';

/** Planning at the desk: sessions by rule, what is in the way, the rooms' week, copies, moving. */
const tag = 'programme';

const anyStaff = staff('editor', 'reviewer', 'front_desk', 'coordinator', 'director');
const editors = staff('editor');
const activityParams = palaceParams.extend({ activityId: id });
const ruleParams = palaceParams.extend({ ruleId: id });

// Sessions by rule

export const repeatRule = z
  .object({
    frequency: z.enum(['weekly', 'monthly']),
    interval: z.int().min(1).max(12),
    weekdays: z.array(z.int().min(0).max(6)).max(7).describe('Weekly: 0 is Sunday'),
    monthlyBy: z.enum(['date', 'weekday']).describe('Monthly: the 15th, or the third Tuesday'),
    firstDay: day,
    count: z.int().min(1).max(REPEAT_LIMIT).nullable().describe('So many dates; those left out do not count'),
    until: day.nullable(),
    exceptions: z.array(day).max(200).describe('Days left out'),
  })
  .refine((rule) => (rule.count === null) !== (rule.until === null), {
    path: ['until'],
    message: 'give exactly one of count and until',
  })
  .refine((rule) => rule.frequency === 'monthly' || rule.weekdays.length > 0, {
    path: ['weekdays'],
    message: 'name at least one weekday',
  });

/** What all sessions of a rule have in common, on the palace's wall clock. */
export const sessionTemplate = z
  .object({
    startTime: timeOfDay,
    endTime: timeOfDay.describe('Not after startTime: on the next day'),
    spaceId: id.nullable(),
    teacherId: id.nullable(),
    capacity: z.int().min(1).max(100_000),
    quotas: z.array(quota).max(8),
    release: releaseMode.optional(),
    opens: z
      .object({
        daysBefore: z.int().min(0).max(365),
        time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/),
      })
      .nullable()
      .describe('When booking opens before each session; null: as soon as it is planned'),
    closesMinutesBefore: z.int().min(0).max(20_160).describe('Before each start'),
  })
  .refine((template) => template.quotas.reduce((sum, each) => sum + each.seats, 0) <= template.capacity, {
    path: ['quotas'],
    message: 'must not add up to more than capacity',
  });
export type SessionTemplate = z.infer<typeof sessionTemplate>;

export const sessionRule = z.object({
  id,
  activityId: id,
  repeat: repeatRule,
  template: sessionTemplate,
  rrule: z.string().describe('The rule as an RRULE of RFC 5545; its exceptions are EXDATEs'),
  version: z.int(),
});
export type SessionRule = z.infer<typeof sessionRule>;

export const listSessionRules = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/session-rules',
  summary: 'The rules by which sessions of an activity repeat, with the sessions that each has made',
  tag,
  access: anyStaff,
  params: activityParams,
  response: z.object({
    items: z.array(sessionRule.extend({ sessions: z.array(z.object({ sessionId: id, day })) })),
  }),
});

export const addSessionRule = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/session-rules',
  summary: 'Plans a session on every date of a rule, all or none, and takes their rooms and teachers',
  tag,
  access: editors,
  params: activityParams,
  body: z.object({ repeat: repeatRule, template: sessionTemplate }),
  response: z.object({ rule: sessionRule, items: z.array(staffSession) }),
  status: 201,
});

export const changeSessionRule = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/programme/session-rules/:ruleId',
  summary:
    'Changes the sessions of a rule from a day on: new dates are added, dropped ones removed or cancelled with the reason, the others changed',
  tag,
  access: editors,
  params: ruleParams,
  body: z.object({
    version: z.int().min(1),
    from: day.describe('Sessions before this day stay as they are'),
    repeat: repeatRule,
    template: sessionTemplate,
    reason: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Needed when a published session is dropped'),
  }),
  response: z.object({
    rule: sessionRule,
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    cancelled: z.int(),
  }),
});

// What is in the way

export const obstacle = z.object({
  kind: z
    .enum(['space', 'teacher', 'closed', 'hours', 'itself'])
    .describe(
      'The room or teacher is taken; the house is closed or not open then; another slot of the same plan',
    ),
  name: z.string().describe('Of the room or teacher; the reason of a closure'),
  title: z.string().nullable().describe('Of the activity that is in the way'),
  startsAt: instant,
  endsAt: instant,
  blocks: z.boolean().describe('It will be refused; the others are only told'),
});
export type Obstacle = z.infer<typeof obstacle>;

export const checkSlots = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/slot-check',
  summary: 'What is in the way of slots that are being planned, and the nearest free room, time and teacher',
  tag,
  access: anyStaff,
  params: palaceParams,
  transaction: 'none',
  body: z.object({
    slots: z
      .array(z.object({ startsAt: instant, endsAt: instant }))
      .min(1)
      .max(REPEAT_LIMIT),
    spaceId: id.nullable(),
    teacherId: id.nullable(),
    capacity: z.int().min(1).max(100_000).nullable(),
    ignore: z.array(id).max(REPEAT_LIMIT).describe('Sessions that are being moved'),
  }),
  response: z.object({
    items: z.array(
      z.object({
        startsAt: instant,
        endsAt: instant,
        obstacles: z.array(obstacle),
        nearest: z
          .object({ startsAt: instant, endsAt: instant })
          .nullable()
          .describe('When it is in the way: the nearest time that day at which room and teacher are free'),
      }),
    ),
    freeSpaces: z
      .array(z.object({ id, name: z.string(), nameEn: z.string(), capacity: z.int() }))
      .describe('Free at all these times and large enough, the best fitting first; at most 5'),
    freeTeachers: z.array(z.object({ id, name: z.string() })).describe('Free at all these times; at most 8'),
  }),
});

export const dayOff = z.object({
  day,
  kind: z.enum(['holiday', 'workday', 'closed']).describe('workday: a weekend day that is worked (调休)'),
  name: z.string(),
  nameEn: z.string(),
});
export type DayOff = z.infer<typeof dayOff>;

export const listDaysOff = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/days-off',
  summary: 'Statutory holidays, adjusted working days and closures of the whole house in the next 400 days',
  tag,
  access: anyStaff,
  params: palaceParams,
  response: z.object({ items: z.array(dayOff) }),
});

// The rooms' week

export const roomCalendarItem = z.object({
  kind: z.enum(['session', 'space_booking', 'maintenance']),
  id: id.describe('Of the session or whatever else takes the room'),
  activityId: id.nullable(),
  title: z.string(),
  titleEn: z.string(),
  status: activityStatus.nullable().describe('Of the activity'),
  spaceId: id.nullable(),
  unitIds: z.array(id).describe('Room units taken: spaces that share one are taken as well'),
  teacher: z.object({ id, name: z.string() }).nullable(),
  startsAt: instant,
  endsAt: instant,
  version: z.int(),
  booked: z.int().describe('Seats taken: so many are told when it moves'),
  capacity: z.int(),
});
export type RoomCalendarItem = z.infer<typeof roomCalendarItem>;

export const getRoomCalendar = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/room-calendar',
  summary: 'What takes the rooms of a palace in a week, drafts included',
  tag,
  access: anyStaff,
  params: palaceParams,
  query: z.object({ from: day, days: z.coerce.number().int().min(1).max(14).default(7) }),
  response: z.object({
    timeZone: z.string(),
    days: z.array(z.object({ day, off: dayOff.nullable() })),
    opens: timeOfDay.describe('Earliest hour shown'),
    closes: timeOfDay,
    spaces: z.array(
      z.object({ id, name: z.string(), nameEn: z.string(), capacity: z.int(), unitIds: z.array(id) }),
    ),
    items: z.array(roomCalendarItem),
  }),
});

const ruleLeft = z.object({ ruleId: id, day });

export const moveSession = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/sessions/:sessionId/move',
  summary:
    'Moves a session in time or to another room; its booking times move along, people who booked are told',
  tag,
  access: editors,
  params: palaceParams.extend({ sessionId: id }),
  body: z
    .object({
      version: z.int().min(1),
      startsAt: instant,
      endsAt: instant,
      spaceId: id.nullable(),
      /** Taking a move back: the session repeats again by the rule it left, on that day, where the rule has it. */
      rejoin: ruleLeft.optional(),
    })
    .refine((body) => Date.parse(body.startsAt) < Date.parse(body.endsAt), {
      path: ['endsAt'],
      message: 'must be after startsAt',
    }),
  /** `leftRule`: what it repeated by before it was moved by itself. */
  response: staffSession.extend({ leftRule: ruleLeft.nullable() }),
});

// Copies

export const copyActivity = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/activities/:activityId/copy',
  summary:
    'Makes a draft with the same content; with `shiftDays` also its sessions, so many days later, all or none',
  tag,
  access: editors,
  params: activityParams,
  body: z.object({
    title: z.string().trim().min(1).max(80).optional(),
    shiftDays: z
      .int()
      .min(1)
      .max(400)
      .nullable()
      .describe('Null: without sessions. Copied are those that would not be over.'),
  }),
  response: staffActivity,
  status: 201,
});
