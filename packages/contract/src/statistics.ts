import { z } from 'zod';
import { officer, route, staffOrOfficer } from './route.ts';
import { day, id, palaceParams } from './shapes.ts';

const tag = 'statistics';

/**
 * How the figures count. Visits (人次): admissions at a door that were not undone, visitors counted by tap, and
 * stamps at a landmark (one a person, landmark and day). People (人数): different persons among admissions and
 * stamps over the whole range; visitors counted by tap are nameless and not among them.
 */
const counts = z.object({
  visits: z.int().describe('人次'),
  people: z.int().describe('人数: different named persons'),
  walkIns: z.int().describe('Of the visits: counted by tap, without a name'),
  stamps: z.int().describe('Of the visits: at a landmark'),
  memberVisits: z.int().describe('Of the admissions: booked at the members’ price'),
  publicBenefitVisits: z.int().describe('Of the visits: in public-benefit activities or without an activity'),
  sessions: z.int().describe('Sessions that started and were not cancelled'),
});
export type Counts = z.infer<typeof counts>;

const range = z.object({ from: day, to: day.describe('Last day, included; at most 366 days after `from`') });

export const palaceFigures = z.object({
  from: day,
  to: day,
  total: counts,
  days: z.array(counts.extend({ day })),
  hours: z.array(z.object({ hour: z.int().min(0).max(23), visits: z.int() })),
  activities: z.array(
    z.object({
      activityId: id,
      title: z.string(),
      titleEn: z.string(),
      kind: z.string(),
      sessions: z.int(),
      booked: z.int().describe('Seats booked and not cancelled'),
      visits: z.int(),
      people: z.int(),
    }),
  ),
});
export type PalaceFigures = z.infer<typeof palaceFigures>;

export const getPalaceFigures = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/figures',
  summary: 'What a palace did: visits and people by day, hour and activity',
  tag,
  access: staffOrOfficer('director', 'coordinator'),
  params: palaceParams,
  query: range,
  response: palaceFigures,
});

export const unionFigures = z.object({
  from: day,
  to: day,
  union: z.object({ id, name: z.string(), nameEn: z.string(), level: z.string() }),
  total: counts,
  palaces: z.array(
    counts.extend({ palaceId: id, slug: z.string(), name: z.string(), nameEn: z.string(), city: z.string() }),
  ),
  unions: z.array(counts.extend({ unionId: id, name: z.string(), nameEn: z.string(), level: z.string() })),
});
export type UnionFigures = z.infer<typeof unionFigures>;

export const getUnionFigures = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/figures',
  summary: 'What the palaces under a union did, by palace and by union one level down',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  query: range,
  response: unionFigures,
});
