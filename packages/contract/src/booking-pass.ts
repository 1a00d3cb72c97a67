import { z } from 'zod';
import { bookingStatus } from './booking.ts';
import { phoneInput } from './identity.ts';
import { activityKind } from './programme.ts';
import { route, signedIn, staff } from './route.ts';
import { day, fen, id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Passes (次卡、月卡): paid or given at the desk, and spent on sessions instead of paying for each. */
const tag = 'booking';

const passParams = palaceParams.extend({ passId: id });
const planParams = palaceParams.extend({ planId: id });

/** What a pass is good for, as the palace's staff choose it. */
export const passScopeInput = z.discriminatedUnion('type', [
  z.object({ type: z.literal('palace') }),
  z.object({ type: z.literal('kinds'), kinds: z.array(activityKind).min(1).max(12) }),
  z.object({ type: z.literal('brands'), ids: z.array(id).min(1).max(20) }),
  z.object({ type: z.literal('activities'), ids: z.array(id).min(1).max(50) }),
]);
export type PassScopeInput = z.infer<typeof passScopeInput>;

const named = z.array(z.object({ id, name: z.string(), nameEn: z.string() }));

/** Brands and activities carry the names they had when the plan was written. */
export const passScope = z.discriminatedUnion('type', [
  z.object({ type: z.literal('palace') }),
  z.object({ type: z.literal('kinds'), kinds: z.array(activityKind) }),
  z.object({ type: z.literal('brands'), items: named }),
  z.object({ type: z.literal('activities'), items: named }),
]);
export type PassScope = z.infer<typeof passScope>;

export const passPlanContent = z.object({
  name: z.string().trim().min(1).max(40),
  nameEn: z.string().trim().max(80).default(''),
  /** Visits it is good for; null: as many as one likes within its time (月卡). */
  units: z.int().min(1).max(200).nullable(),
  /** From the day it is issued. */
  validDays: z.int().min(1).max(1100),
  /** Paid at the desk; 0: given. */
  priceFen: fen,
  scope: passScopeInput,
  /** Whether a missed session uses a unit. */
  noShowUses: z.boolean(),
  /** Whether a late cancellation uses a unit. */
  lateCancelUses: z.boolean(),
  /** Off sale: those issued stay good. */
  onSale: z.boolean(),
});

export const passPlan = passPlanContent.extend({
  id,
  /** Every change makes a new version; a pass keeps the one it was issued under. */
  version: z.int(),
  scope: passScope,
  createdAt: instant,
  /** Passes issued, of all versions. */
  issued: z.int(),
});
export type PassPlan = z.infer<typeof passPlan>;

/** `used_up`: every unit is used or kept for a booking. `future`: good from a later day on. */
export const passStatuses = ['active', 'future', 'used_up', 'expired', 'void'] as const;
export const passStatus = z.enum(passStatuses);
export type PassStatus = z.infer<typeof passStatus>;

export const pass = z.object({
  id,
  palaceId: id,
  palaceSlug: z.string(),
  palaceName: z.string(),
  palaceNameEn: z.string(),
  timeZone: z.string(),
  name: z.string(),
  nameEn: z.string(),
  status: passStatus,
  /** null: as many as one likes. */
  units: z.int().nullable(),
  left: z.int().nullable(),
  /** Kept for bookings ahead; comes back with a timely cancellation. */
  held: z.int(),
  used: z.int(),
  scope: passScope,
  noShowUses: z.boolean(),
  lateCancelUses: z.boolean(),
  /** First and last day, in the palace's time zone. */
  validFrom: day,
  validUntil: day,
  priceFen: fen,
  issuedAt: instant,
});
export type Pass = z.infer<typeof pass>;

/** A booking that a unit is or was kept for. */
export const passUse = z.object({
  bookingId: id,
  title: z.string(),
  titleEn: z.string(),
  startsAt: instant,
  status: bookingStatus,
  /** `held`: comes back with a timely cancellation. `returned`: it came back. */
  unit: z.enum(['held', 'used', 'returned']),
});
export type PassUse = z.infer<typeof passUse>;

// A worker's own

export const listMyPasses = route({
  method: 'GET',
  path: '/api/v1/me/passes',
  summary: 'My passes, those good now first; of one session, only those that can be used for it',
  tag,
  access: signedIn,
  query: z.object({ palaceId: id.optional(), sessionId: id.optional() }),
  response: z.object({ items: z.array(pass) }),
});

export const getMyPass = route({
  method: 'GET',
  path: '/api/v1/me/passes/:passId',
  summary: 'One of my passes with what it was used for, latest first',
  tag,
  access: signedIn,
  params: z.object({ passId: id }),
  response: pass.extend({ uses: z.array(passUse) }),
});

// The palace's

export const listPassPlans = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/pass-plans',
  summary: 'Kinds of passes of a palace, those on sale first',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: z.object({ items: z.array(passPlan) }),
});

export const createPassPlan = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/pass-plans',
  summary: 'Make a kind of pass',
  tag,
  access: staff('director'),
  params: palaceParams,
  body: passPlanContent,
  status: 201,
  response: passPlan,
});

export const putPassPlan = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/pass-plans/:planId',
  summary:
    'Change a kind of pass for those issued from now on; refused with `policy-changed` when out of date',
  tag,
  access: staff('director'),
  params: planParams,
  body: passPlanContent.extend({ version: z.int() }),
  response: passPlan,
});

/** A pass as the desk sees it. */
export const deskPass = pass.extend({
  planId: id,
  personId: id,
  displayName: z.string(),
  phoneMasked: z.string().nullable(),
  note: z.string(),
  voidReason: z.string().nullable(),
  refundedFen: fen.nullable(),
});
export type DeskPass = z.infer<typeof deskPass>;

/** By when they were issued, by how long they are good, or by what was paid. */
export const passSorts = ['issued', '-issued', 'until', '-until', 'paid', '-paid'] as const;
export type PassSort = (typeof passSorts)[number];

export const listPasses = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/passes',
  summary:
    'Passes issued, latest first unless `sort` says otherwise; q finds a name or the last 4 digits of a phone number',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  query: pageQuery.extend({
    q: z.string().trim().max(40).optional(),
    planId: id.optional(),
    sort: z.enum(passSorts).default('-issued'),
  }),
  response: page(deskPass),
});

export const getPass = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/passes/:passId',
  summary: 'A pass with what it was used for, and what is left of its price',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: passParams,
  response: deskPass.extend({
    uses: z.array(passUse),
    /** What the units, or days, that are left cost: what may be paid back. */
    refundableFen: fen,
  }),
});

export const issuePass = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/passes',
  summary:
    'Sell or give a pass to a person by phone number; refused with `person-unknown` without an account',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  body: z.object({
    planId: id,
    phone: phoneInput,
    /** Paid now; 0: given. The plan's unless given. */
    priceFen: fen.optional(),
    /** The first day it is good on; today unless given. */
    from: day.optional(),
    note: z.string().trim().max(200).default(''),
  }),
  status: 201,
  response: deskPass,
});

export const extendPass = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/passes/:passId/extend',
  summary: 'Give a pass more days or units, with a reason that the person is told',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: passParams,
  body: z.object({
    validUntil: day,
    addUnits: z.int().min(0).max(200).default(0),
    reason: z.string().trim().min(2).max(200),
  }),
  response: deskPass,
});

export const voidPass = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/passes/:passId/void',
  summary: 'End a pass and note what was paid back; refused with `pass-in-use` while bookings ahead use it',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: passParams,
  body: z.object({ reason: z.string().trim().min(2).max(200), refundFen: fen }),
  response: deskPass,
});
