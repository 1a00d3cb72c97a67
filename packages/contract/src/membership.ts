import { z } from 'zod';
import { phoneInput } from './identity.ts';
import { officer, route, signedIn, staff } from './route.ts';
import { day, id, instant, palaceParams, workerCategory } from './shapes.ts';

const tag = 'identity';

// Membership and categories

export const membership = z.object({
  /** Verified by a union and not run out. */
  verified: z.boolean(),
  method: z.enum(['roster']).nullable(),
  unionName: z.string().nullable(),
  unionNameEn: z.string().nullable(),
  /** Name on the electronic member card. */
  displayName: z.string(),
  cardNumberMasked: z.string().nullable(),
  verifiedAt: instant.nullable(),
  validUntil: day.nullable(),
});
export type Membership = z.infer<typeof membership>;

export const getMyMembership = route({
  method: 'GET',
  path: '/api/v1/me/membership',
  summary: 'My electronic union member card',
  tag,
  access: signedIn,
  response: membership,
});

export const verifyMyMembership = route({
  method: 'POST',
  path: '/api/v1/me/membership/verify',
  summary: 'Check my union membership by my phone number; refused when no union has me on its roster',
  tag,
  access: signedIn,
  perMinute: 10,
  response: membership,
});

/**
 * CSV with a header row. Columns by name, in any order: 姓名/name, 手机号/phone, 会员卡号/card (may be empty),
 * 有效期至/valid_until (YYYY-MM-DD), 类别/category (may be empty; several separated by `;`). UTF-8, at most 20,000 rows.
 */
const rosterBody = z.object({ csv: z.string().min(1).max(900_000) });
export const rosterResult = z.object({
  rows: z.int(),
  /** Entries that were not on the roster before. */
  added: z.int(),
  updated: z.int(),
  categoriesAttested: z.int(),
});
export type RosterResult = z.infer<typeof rosterResult>;

export const uploadUnionRoster = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/roster',
  summary: 'Upload a union’s member roster (CSV); a bad row refuses the whole file and is named in `fields`',
  tag,
  access: officer,
  perMinute: 10,
  params: z.object({ unionId: id }),
  body: rosterBody,
  response: rosterResult,
});

export const uploadPalaceRoster = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/roster',
  summary: 'Upload the member roster of the union that the palace belongs to (CSV)',
  tag,
  access: staff('director'),
  perMinute: 10,
  params: palaceParams,
  body: rosterBody,
  response: rosterResult,
});

const attestationBody = z.object({
  phone: phoneInput,
  category: workerCategory,
  /** True attests the category, false withdraws it. */
  attested: z.boolean(),
});

export const attestCategoryByUnion = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/attestations',
  summary: 'Attest or withdraw a worker category by phone number',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  body: attestationBody,
  status: 204,
});

export const attestCategoryByPalace = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/attestations',
  summary: 'Attest or withdraw a worker category by phone number',
  tag,
  access: staff('director'),
  params: palaceParams,
  body: attestationBody,
  status: 204,
});
