import { z } from 'zod';
import { officer, route, staffOrOfficer } from './route.ts';
import { day, id, instant, palaceParams } from './shapes.ts';

const tag = 'statistics';

/**
 * How the figures count. Visits (人次): admissions at a door that were not undone, visitors counted by tap, and
 * stamps at a landmark (one a person, landmark and day). People (人数): different persons among admissions and
 * stamps; visitors counted by tap are nameless and not among them. Seats are those of sessions that started on the
 * days asked for; sessions longer than 16 hours, into which people drop, offer none.
 */
const sums = z.object({
  visits: z.int().describe('人次'),
  admissions: z.int().describe('Of the visits: let in by a ticket'),
  walkIns: z.int().describe('Of the visits: counted by tap, without a name'),
  stamps: z.int().describe('Of the visits: at a landmark'),
  memberVisits: z.int().describe('Of the admissions: booked at the members’ price'),
  publicBenefitVisits: z.int().describe('Of the visits: in public-benefit activities or without an activity'),
  sessions: z.int().describe('Sessions that started and were not cancelled'),
  seatsOffered: z.int().describe('Seats of those sessions'),
  seatsBooked: z.int().describe('Of the seats offered: booked and not given back'),
  seatsMissed: z.int().describe('Of the seats booked: nobody came, without an excuse'),
});
export type Sums = z.infer<typeof sums>;

const counts = sums.extend({ people: z.int().describe('人数: different named persons') });
export type Counts = z.infer<typeof counts>;

/** Counts of a part, whose different persons are not counted where there are too many to count them in time. */
const partCounts = sums.extend({ people: z.int().nullable() });
export type PartCounts = z.infer<typeof partCounts>;

const period = { from: day, to: day.describe('Last day, included') };
const range = z.object({ from: day, to: day.describe('Last day, included; at most 366 days after `from`') });
const periodLength = z.enum(['day', 'week', 'month']);
export type PeriodLength = z.infer<typeof periodLength>;
const rangeBy = range.extend({
  by: periodLength
    .optional()
    .describe('Length of `periods`; when left out, days up to 62 days and months beyond'),
});

const estimated = z
  .boolean()
  .describe(
    '`people` of the total, and of periods, palaces and unions, is an estimate (standard error 0.8 %): too many visits to count different persons in time',
  );
const asOf = instant
  .nullable()
  .describe('Until when visits are in the figures; null when everything that happened is');

const named = { name: z.string(), nameEn: z.string() };
const perSessions = {
  sessions: z.int(),
  seatsOffered: z.int(),
  seatsBooked: z.int(),
  seatsMissed: z.int(),
  visits: z.int(),
  publicBenefitVisits: z.int(),
  people: z.int().describe('Different persons, never an estimate'),
};

export const palaceFigures = z.object({
  ...period,
  total: counts,
  peopleEstimated: estimated,
  asOf,
  periods: z.array(counts.extend(period)),
  hours: z.array(z.object({ hour: z.int().min(0).max(23), visits: z.int() })),
  activities: z.array(
    z.object({ activityId: id, title: z.string(), titleEn: z.string(), kind: z.string(), ...perSessions }),
  ),
  brands: z.array(z.object({ brandId: id, ...named, ...perSessions })),
  spaces: z.array(z.object({ spaceId: id, ...named, ...perSessions })),
});
export type PalaceFigures = z.infer<typeof palaceFigures>;

export const getPalaceFigures = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/figures',
  summary: 'What a palace did: visits and people by period, hour, activity, brand and space',
  tag,
  access: staffOrOfficer('director', 'coordinator'),
  params: palaceParams,
  query: rangeBy,
  response: palaceFigures,
});

const unionName = z.object({ id, ...named, level: z.string() });

export const unionFigures = z.object({
  ...period,
  union: unionName,
  /** Unions above it that the officer may open, the highest first. */
  above: z.array(unionName),
  total: counts,
  peopleEstimated: estimated,
  asOf,
  periods: z.array(partCounts.extend(period)),
  palaces: z.array(
    partCounts.extend({ palaceId: id, slug: z.string(), ...named, city: z.string(), unionId: id }),
  ),
  unions: z.array(partCounts.extend({ unionId: id, ...named, level: z.string(), palaces: z.int() })),
  brands: z
    .array(
      z.object({
        brandId: id,
        ...named,
        palaceId: id,
        palaceName: z.string(),
        palaceNameEn: z.string(),
        slug: z.string(),
        sessions: z.int(),
        visits: z.int(),
      }),
    )
    .describe('The brands visited most, at most 30'),
});
export type UnionFigures = z.infer<typeof unionFigures>;

export const getUnionFigures = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/figures',
  summary: 'What the palaces under a union did, by period, palace, brand and union one level down',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  query: rangeBy,
  response: unionFigures,
});

/** Why a palace needs a look. */
const worry = z.enum(['nothing_ahead', 'fewer_visits', 'no_visits', 'many_missed']);
export type Worry = z.infer<typeof worry>;

export const unionOverview = z.object({
  union: unionName,
  above: z.array(unionName),
  now: instant,
  palaces: z.array(
    z.object({
      palaceId: id,
      slug: z.string(),
      ...named,
      city: z.string(),
      unionId: id,
      today: z.int().describe('Sessions that start today'),
      ahead: z.int().describe('Sessions that start within 14 days'),
      next: z
        .object({ title: z.string(), titleEn: z.string(), startsAt: instant, timeZone: z.string() })
        .nullable()
        .describe('The next session to start'),
      visits: z.int().describe('In the last 28 days, today excluded'),
      visitsBefore: z.int().describe('In the 28 days before those'),
      seatsBooked: z.int(),
      seatsMissed: z.int(),
      worries: z.array(worry),
    }),
  ),
});
export type UnionOverview = z.infer<typeof unionOverview>;

export const getUnionOverview = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/overview',
  summary: 'What is on in the palaces under a union, how they did in four weeks, and which need a look',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  response: unionOverview,
});

const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
  .describe('YYYY-MM');

/** Persons that a cell must have, so that nobody can be recognised in it. */
export const SMALLEST_CELL = 10;

/**
 * Who was served. Counted once a palace and month: a person who came in two months, or to two palaces, is two.
 * Cells of fewer than ten persons are added to `other` where they arise, before anything leaves the palace.
 */
const servedBy = z.object({
  value: z.string().describe('A category, time band or district; `other`: none, or too few to be told apart'),
  visits: z.int(),
  people: z.int(),
});
export const equityFigures = z.object({
  fromMonth: month,
  toMonth: month,
  countedAt: instant.nullable().describe('When this was counted last'),
  admissions: z.int().describe('Visits by ticket of these months, of which the others are parts'),
  category: z.array(servedBy).describe('By attested category'),
  band: z.array(servedBy).describe('By the part of a worker’s free time in which they came'),
  district: z
    .array(
      servedBy.extend({
        nameEn: z.string().describe('What the district is called in English; empty for `other`'),
      }),
    )
    .describe('By the home district that people gave'),
});
export type EquityFigures = z.infer<typeof equityFigures>;

const months = z.object({ fromMonth: month, toMonth: month.describe('Included; at most 24 months') });

export const getPalaceEquity = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/equity',
  summary: 'Who a palace served: by category, part of the day and district',
  tag,
  access: staffOrOfficer('director', 'coordinator'),
  params: palaceParams,
  query: months,
  response: equityFigures,
});

export const getUnionEquity = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/equity',
  summary: 'Who the palaces under a union served: by category, part of the day and district',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  query: months,
  response: equityFigures,
});

// The same figures as files

const locale = z.enum(['zh', 'en']).default('zh').describe('Language of headings and names');
const CSV = 'text/csv; charset=utf-8';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const palaceTable = z.enum(['periods', 'activities', 'brands', 'spaces']).default('periods');
export type PalaceTable = z.infer<typeof palaceTable>;
const palaceSheet = {
  method: 'GET',
  tag,
  access: staffOrOfficer('director', 'coordinator'),
  perMinute: 30,
  params: palaceParams,
  query: rangeBy.extend({ table: palaceTable, locale }),
} as const;

export const getPalaceFiguresXlsx = route({
  ...palaceSheet,
  path: '/api/v1/palaces/:palaceId/figures.xlsx',
  summary: 'One table of a palace’s figures as a workbook',
  produces: XLSX,
});
export const getPalaceFiguresCsv = route({
  ...palaceSheet,
  path: '/api/v1/palaces/:palaceId/figures.csv',
  summary: 'One table of a palace’s figures as CSV (UTF-8 with its mark, formulas defused)',
  produces: CSV,
});

const unionTable = z.enum(['periods', 'unions', 'palaces', 'brands']).default('palaces');
export type UnionTable = z.infer<typeof unionTable>;
const unionSheet = {
  method: 'GET',
  tag,
  access: officer,
  perMinute: 30,
  params: z.object({ unionId: id }),
  query: rangeBy.extend({ table: unionTable, locale }),
} as const;

export const getUnionFiguresXlsx = route({
  ...unionSheet,
  path: '/api/v1/unions/:unionId/figures.xlsx',
  summary: 'One table of a union’s figures as a workbook',
  produces: XLSX,
});
export const getUnionFiguresCsv = route({
  ...unionSheet,
  path: '/api/v1/unions/:unionId/figures.csv',
  summary: 'One table of a union’s figures as CSV (UTF-8 with its mark, formulas defused)',
  produces: CSV,
});
