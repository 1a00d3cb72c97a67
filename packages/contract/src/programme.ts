import { z } from 'zod';
import { anyone, route } from './route.ts';
import { day, fen, id, instant, page, pageQuery, palaceParams, workerCategory } from './shapes.ts';

const tag = 'programme';

export const activityKinds = [
  'course',
  'performance',
  'film',
  'lecture',
  'exhibition',
  'sport',
  'contest',
  'festival',
  'group_day',
  'visit',
  'reading',
  'service',
] as const;
export const activityKind = z.enum(activityKinds);
export type ActivityKind = z.infer<typeof activityKind>;

/** 午间 (workdays 11:30–13:30), 下班后 (workdays from 17:30), 周末, 节假日. */
export const timeBands = ['lunch', 'evening', 'weekend', 'holiday'] as const;
export const timeBand = z.enum(timeBands);
export type TimeBand = z.infer<typeof timeBand>;

/** Who may book: everyone signed in, union members, or people with one of the named attested categories. */
export const audiences = ['everyone', 'members', 'categories'] as const;
export const audience = z.enum(audiences);
export type Audience = z.infer<typeof audience>;

export const activityStatuses = ['draft', 'submitted', 'published', 'rejected', 'cancelled'] as const;
export const activityStatus = z.enum(activityStatuses);
export type ActivityStatus = z.infer<typeof activityStatus>;

export const sessionStatuses = ['scheduled', 'cancelled'] as const;
export const sessionStatus = z.enum(sessionStatuses);
export type SessionStatus = z.infer<typeof sessionStatus>;

export const partnerKinds = ['enterprise', 'school', 'troupe', 'social_organisation', 'government'] as const;
export const partnerKind = z.enum(partnerKinds);
export type PartnerKind = z.infer<typeof partnerKind>;

/**
 * How a session's places are given out once booking opens: to whoever comes first, through a waiting room that calls
 * people in turn, or by ballot among those who entered.
 */
export const releaseModes = ['first_come', 'waiting_room', 'ballot'] as const;
export const releaseMode = z.enum(releaseModes);
export type ReleaseMode = z.infer<typeof releaseMode>;

export const palaceRef = z.object({
  id,
  slug: z.string(),
  name: z.string(),
  nameEn: z.string(),
  city: z.string(),
  district: z.string(),
});
export type PalaceRef = z.infer<typeof palaceRef>;

/** A picture somebody uploaded: `/api/v1/images/<hash>/<width>.webp` in each of `widths`. */
export const image = z.object({
  id,
  hash: z.string(),
  width: z.int().describe('Of the largest one, px'),
  height: z.int(),
  widths: z.array(z.int()),
  alt: z.string(),
});
export type Image = z.infer<typeof image>;

/** One session as the portal lists it. */
export const sessionItem = z.object({
  id,
  activityId: id,
  palace: palaceRef,
  kind: activityKind,
  title: z.string(),
  titleEn: z.string(),
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string(),
  timeBands: z.array(timeBand),
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  priceFen: fen,
  memberPriceFen: fen,
  free: z.boolean().describe('Costs nothing for anyone who may come'),
  publicBenefit: z.boolean(),
  openTo: audience,
  categories: z.array(workerCategory),
  seatsLeft: z.int().describe('About a second old at most'),
  capacity: z.int(),
  status: sessionStatus,
  bookingOpensAt: instant,
  bookingClosesAt: instant,
  release: releaseMode,
  distanceKm: z.number().nullable().describe('Only when the list was asked for a place'),
  cover: image.nullable().describe('The picture of its activity; where there is none, a poster is drawn'),
});
export type SessionItem = z.infer<typeof sessionItem>;

/** Several values of one parameter: repeated (`kind=film&kind=course`) or with commas (`kind=film,course`). */
const several = <T extends z.ZodEnum<Record<string, string>>>(one: T) =>
  z.union([
    z.array(one).min(1).max(20),
    z
      .string()
      .transform((text) => text.split(','))
      .pipe(z.array(one).min(1).max(20)),
  ]);

/** `true`, `1`, `on` and `yes` set a flag: a form's checkbox and a link both work. */
const flag = z.union([z.boolean(), z.stringbool()]);

export const sessionFilter = z.object({
  q: z.string().trim().max(80).optional().describe('Words, Chinese or English, or pinyin: 广场舞 周末; gcw'),
  kind: several(activityKind).optional(),
  city: z.string().max(40).optional(),
  district: z.string().max(40).optional(),
  palaceId: id.optional(),
  activityId: id.optional(),
  day: day.optional().describe('Only what happens on this day'),
  from: day.optional(),
  to: day.optional(),
  timeBand: several(timeBand).optional().describe('In any of these bands'),
  free: flag.optional(),
  openTo: several(audience).optional(),
  category: workerCategory.optional().describe('Open to people of this category'),
  forMe: flag.optional().describe('Only what the caller may book; without sign-in what everyone may'),
  hasSeats: flag.optional(),
  latitude: z.coerce.number().min(-90).max(90).optional(),
  longitude: z.coerce.number().min(-180).max(180).optional(),
});
export type SessionFilter = z.output<typeof sessionFilter>;

export const listSessions = route({
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'What happens: coming ones soonest first, then running ones; near a place, at the nearest palaces',
  tag,
  access: anyone,
  query: pageQuery
    .extend(sessionFilter.shape)
    .refine((query) => query.from === undefined || query.to === undefined || query.from <= query.to, {
      path: ['to'],
      message: 'must not be before from',
    }),
  response: page(sessionItem).extend({
    searchedFor: z.string().nullable().describe('Searched instead of what was typed, which found nothing'),
  }),
});

export const brandRef = z.object({ id, slug: z.string(), name: z.string(), nameEn: z.string() });
export type BrandRef = z.infer<typeof brandRef>;

export const partner = z.object({ id, name: z.string(), kind: partnerKind });
export type Partner = z.infer<typeof partner>;

export const activitySession = z.object({
  id,
  startsAt: instant,
  endsAt: instant,
  timeBands: z.array(timeBand),
  space: z.object({ id, name: z.string(), nameEn: z.string() }).nullable(),
  teacher: z.object({ id, name: z.string() }).nullable(),
  capacity: z.int(),
  seatsLeft: z.int().describe('About a second old at most'),
  status: sessionStatus,
  cancelReason: z.string().nullable(),
  bookingOpensAt: instant,
  bookingClosesAt: instant,
  release: releaseMode,
});
export type ActivitySession = z.infer<typeof activitySession>;

export const activityDetail = z.object({
  id,
  palace: palaceRef.extend({
    address: z.string(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    timeZone: z.string(),
    phone: z.string().nullable(),
  }),
  kind: activityKind,
  title: z.string(),
  titleEn: z.string(),
  summary: z.string(),
  summaryEn: z.string(),
  story: z.string(),
  storyEn: z.string(),
  brand: brandRef.nullable(),
  organiser: z.string(),
  partners: z.array(partner),
  openTo: audience,
  categories: z.array(workerCategory),
  priceFen: fen,
  memberPriceFen: fen,
  free: z.boolean(),
  publicBenefit: z.boolean(),
  maxCompanions: z.int(),
  /** Sold as a whole: one enrols in all its sessions. */
  series: z.boolean(),
  cover: image.nullable(),
  status: activityStatus,
  publishedAt: instant.nullable(),
  updatedAt: instant,
  sessions: z.array(activitySession).describe('Running and coming ones, soonest first'),
});
export type ActivityDetail = z.infer<typeof activityDetail>;

const activityParams = palaceParams.extend({ activityId: id });

export const getActivity = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/activities/:activityId',
  summary: 'A published activity with its coming sessions',
  tag,
  access: anyone,
  params: activityParams,
  response: activityDetail,
});

export const getCalendar = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/calendar',
  summary: 'Days of a month on which something happens, with how much',
  tag,
  access: anyone,
  params: palaceParams,
  query: z.object({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'YYYY-MM') }),
  response: z.object({
    month: z.string(),
    timeZone: z.string(),
    days: z.array(
      z.object({
        day,
        sessions: z.int(),
        free: z.int().describe('How many of them cost nothing'),
        holiday: z.boolean().describe('A statutory holiday'),
      }),
    ),
  }),
});

export const listDistricts = route({
  method: 'GET',
  path: '/api/v1/districts',
  summary: 'How much is coming in each district; with `city` only of that city',
  tag,
  access: anyone,
  query: z.object({ city: z.string().max(40).optional() }),
  response: z.object({
    items: z.array(
      z.object({
        city: z.string(),
        district: z.string(),
        palaces: z.int(),
        sessions: z.int(),
        free: z.int(),
      }),
    ),
  }),
});

export const brandFigure = z.object({
  label: z.string(),
  labelEn: z.string(),
  value: z.int().min(0),
});
export type BrandFigure = z.infer<typeof brandFigure>;

/** A year of a brand's history, told by the palace. */
export const brandMilestone = z.object({ year: z.int(), text: z.string(), textEn: z.string() });
export type BrandMilestone = z.infer<typeof brandMilestone>;

export const brandSummary = brandRef.extend({
  palace: palaceRef,
  sinceYear: z.int().nullable(),
  cover: image.nullable(),
  figures: z.array(brandFigure).describe('What the brand reached over the years, told by the palace'),
});
export type BrandSummary = z.infer<typeof brandSummary>;

export const brandDetail = brandSummary.extend({
  story: z.string(),
  storyEn: z.string(),
  milestones: z.array(brandMilestone).describe('Its history in summary, oldest first'),
  partners: z.array(partner).describe('Co-organisers, by name'),
  activities: z.array(
    z.object({
      id,
      kind: activityKind,
      title: z.string(),
      titleEn: z.string(),
      summary: z.string(),
      summaryEn: z.string(),
      free: z.boolean(),
      cover: image.nullable(),
      nextStartsAt: instant.nullable().describe('Start of its next session'),
    }),
  ),
});
export type BrandDetail = z.infer<typeof brandDetail>;

export const listBrands = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/brands',
  summary: 'Cultural brands of a palace',
  tag,
  access: anyone,
  params: palaceParams,
  response: z.object({ items: z.array(brandSummary) }),
});

export const getBrand = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/brands/:slug',
  summary: 'A brand: story, figures, published activities',
  tag,
  access: anyone,
  params: palaceParams.extend({ slug: z.string().max(40) }),
  response: brandDetail,
});

export const announcement = z.object({
  id,
  title: z.string(),
  titleEn: z.string(),
  link: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
});
export type Announcement = z.infer<typeof announcement>;

export const listAnnouncements = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/announcements',
  summary: 'What the palace announces now, newest first',
  tag,
  access: anyone,
  params: palaceParams,
  response: z.object({ items: z.array(announcement) }),
});

const homeParts = {
  today: z
    .array(sessionItem)
    .describe('What happens in the rest of today, each activity once, soonest first, at most 12'),
  freeNow: z
    .array(sessionItem)
    .describe(
      'Free, with seats, running or starting within three hours, open to everyone, each activity once; at most 6',
    ),
  brands: z.array(brandSummary),
};

export const getNetworkHome = route({
  method: 'GET',
  path: '/api/v1/home',
  summary: 'The network’s front page: today, free right now, brands, announcements, counts',
  tag,
  access: anyone,
  query: z.object({ city: z.string().max(40).optional() }),
  response: z.object({
    ...homeParts,
    announcements: z.array(announcement.extend({ palace: palaceRef })),
    counts: z.object({
      palaces: z.int(),
      sessionsToday: z.int(),
      freeToday: z.int(),
      sessionsComing: z.int(),
    }),
  }),
});

export const getPalaceHome = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/home',
  summary: 'A palace’s front page: today, coming, free right now, brands, announcements, counts',
  tag,
  access: anyone,
  params: palaceParams,
  response: z.object({
    ...homeParts,
    coming: z.array(sessionItem).describe('After today, each activity once, at most 12'),
    announcements: z.array(announcement),
    counts: z.object({
      sessionsToday: z.int(),
      freeToday: z.int(),
      sessionsComing: z.int(),
      kinds: z.array(z.object({ kind: activityKind, sessions: z.int() })),
    }),
  }),
});
