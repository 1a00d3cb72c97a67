import { z } from 'zod';
import { repeatRule } from './programme-planning.ts';
import { route, staff } from './route.ts';
import { day, id, palaceParams } from './shapes.ts';
import { timeOfDay } from './venue.ts';

/** What a change that somebody is still thinking about would do to people who booked. People are counted, not named. */
const tag = 'booking';

const touched = z.object({
  sessions: z.int(),
  bookings: z.int().describe('That still stand: waiting ones and held offers included'),
});

export const ruleEffects = z.object({
  added: z.int().describe('New sessions'),
  moved: touched.describe('Of another time or room: bookings stay, their people are told'),
  kept: touched.describe('Of the same time and room: nobody is told'),
  dropped: touched.describe('Cancelled, and their people told why; removed when never published'),
  people: z.int().describe('Who is told, each counted once'),
});
export type RuleEffects = z.infer<typeof ruleEffects>;

export const previewRuleChange = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/programme/session-rules/:ruleId/effects',
  summary:
    'What a change of repeating sessions from a day on would do: sessions, bookings, and how many are told',
  tag,
  access: staff('editor'),
  params: palaceParams.extend({ ruleId: id }),
  transaction: 'none',
  body: z.object({
    from: day.describe('Sessions before this day stay as they are'),
    repeat: repeatRule,
    startTime: timeOfDay,
    endTime: timeOfDay,
    spaceId: id.nullable(),
  }),
  response: ruleEffects,
});

export const sessionEffects = z.object({
  bookings: z.int().describe('That still stand: waiting ones and held offers included'),
  people: z.int().describe('Who is told when it is cancelled, or gets another time or room'),
});
export type SessionEffects = z.infer<typeof sessionEffects>;

export const previewSessionChange = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/programme/sessions/:sessionId/effects',
  summary: 'How many booked a session, and would be told of its change',
  tag,
  access: staff('editor', 'front_desk', 'director'),
  params: palaceParams.extend({ sessionId: id }),
  response: sessionEffects,
});
