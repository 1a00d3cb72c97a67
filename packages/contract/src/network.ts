import { z } from 'zod';
import { anyone, route } from './route.ts';
import { id, page, pageQuery } from './shapes.ts';

const tag = 'network';

export const unionLevels = ['nation', 'province', 'city', 'county', 'town', 'grassroots'] as const;

/** Words that the console's own addresses use where a palace's name stands. */
const reservedSlugs = ['sign-in', 'unions', 'account'];

/** A palace's name in its address: `/p/<slug>`. */
export const palaceSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/)
  .refine((slug) => !reservedSlugs.includes(slug), { message: 'reserved: choose another name' });

export const unionNode = z.object({
  id,
  parentId: id.nullable(),
  level: z.enum(unionLevels),
  name: z.string(),
  nameEn: z.string(),
});
export type UnionNode = z.infer<typeof unionNode>;

export const palaceSummary = z.object({
  id,
  slug: z.string(),
  name: z.string(),
  nameEn: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  tagline: z.string(),
  taglineEn: z.string(),
  latitude: z.number().nullable(),
  longitude: z.number().nullable(),
});
export type PalaceSummary = z.infer<typeof palaceSummary>;

export const palaceDetail = palaceSummary.extend({
  address: z.string(),
  timeZone: z.string(),
  phone: z.string().nullable(),
  openedYear: z.int().nullable(),
  story: z.string(),
  storyEn: z.string(),
  unionId: id,
});
export type PalaceDetail = z.infer<typeof palaceDetail>;

export const listPalaces = route({
  method: 'GET',
  path: '/api/v1/palaces',
  summary: 'Palaces of the network, by name, or nearest first when a place is given',
  tag,
  access: anyone,
  query: pageQuery.extend({
    city: z.string().max(40).optional(),
    latitude: z.coerce.number().min(-90).max(90).optional(),
    longitude: z.coerce.number().min(-180).max(180).optional(),
  }),
  response: page(palaceSummary.extend({ distanceKm: z.number().nullable() })),
});

export const getPalace = route({
  method: 'GET',
  path: '/api/v1/palaces/by-slug/:slug',
  summary: 'One palace by the name in its address',
  tag,
  access: anyone,
  params: z.object({ slug: z.string().max(40) }),
  response: palaceDetail,
});

export const listCities = route({
  method: 'GET',
  path: '/api/v1/cities',
  summary: 'Cities that have a palace, with how many',
  tag,
  access: anyone,
  response: z.object({
    items: z.array(z.object({ city: z.string(), province: z.string(), palaces: z.int() })),
  }),
});

export const listPlaceNames = route({
  method: 'GET',
  path: '/api/v1/place-names',
  summary: 'English names of the provinces, cities and districts that have a palace, by their Chinese names',
  tag,
  access: anyone,
  response: z.object({ names: z.record(z.string(), z.string()) }),
});
