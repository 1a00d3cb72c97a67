import { z } from 'zod';
import { unionLevels } from './network.ts';
import { anyone, officer, palaceRoles, route, signedIn, staff, staffOrOfficer } from './route.ts';
import { day, id, instant, locale, page, pageQuery, palaceParams, workerCategory } from './shapes.ts';

const tag = 'identity';

/** Cookie that carries the signed session token: its presence means that somebody may be signed in. */
export const sessionCookie = 'wengong.session_token';

/** What people agree to, and the version now in force; a changed text gets a new version. */
export const consentVersions = {
  /** Terms of service and privacy policy: needed to sign in. */
  terms: '2026-11-01',
  /** Use of union membership to give member prices. */
  membership: '2026-11-01',
  /** Use of attested worker categories for eligibility. */
  categories: '2026-11-01',
} as const;
export const consentPurposes = ['terms', 'membership', 'categories'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** Mainland mobile number as people type it: +86, spaces, hyphens and full-width digits are understood. */
export const phoneInput = z.string().min(11).max(32).describe('Mainland mobile number');
export const displayName = z.string().trim().min(1).max(40);
/** Account name of a staff member: lower-case letters, digits, dot, hyphen, underscore. */
export const accountName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/);
export const newPassword = z.string().min(12).max(128);
const oneTimeCode = z
  .string()
  .trim()
  .regex(/^\d{6}$/);

// Sign-in of workers

export const sendSignInCode = route({
  method: 'POST',
  path: '/api/v1/sign-in/code',
  summary: 'Send a 6-digit sign-in code to a phone; the answer is the same whether or not an account exists',
  tag,
  access: anyone,
  transaction: 'none',
  perMinute: 30,
  body: z.object({ phone: phoneInput }),
  response: z.object({
    phoneMasked: z.string(),
    validForSeconds: z.int(),
    /** Seconds until another code may be asked for. */
    againInSeconds: z.int(),
    /** The code itself, in demonstration mode only. */
    demoCode: z.string().nullable(),
  }),
});

export const signIn = route({
  method: 'POST',
  path: '/api/v1/sign-in',
  summary: 'Sign in with phone and code; makes the account at the first time',
  tag,
  access: anyone,
  transaction: 'none',
  perMinute: 60,
  body: z.object({
    phone: phoneInput,
    code: oneTimeCode,
    /** Version of the terms agreed to: `consentVersions.terms`. */
    consentVersion: z.string().max(20),
  }),
  response: z.object({
    personId: id,
    displayName: z.string(),
    isNew: z.boolean(),
    /** A deletion that was pending has been called off by this sign-in. */
    deletionCancelled: z.boolean(),
  }),
});

// Sign-in of staff

export const totpEnrolment = z.object({
  /** otpauth:// address: shown as QR. */
  otpauthUrl: z.string(),
  /** The same secret for typing by hand (base32). */
  secret: z.string(),
  /** Shown once: each replaces one code when the phone is lost. */
  backupCodes: z.array(z.string()),
});

export const staffSignIn = route({
  method: 'POST',
  path: '/api/v1/staff/sign-in',
  summary: 'First step of a staff sign-in: account and password',
  tag,
  access: anyone,
  transaction: 'none',
  perMinute: 60,
  body: z.object({
    account: z.string().trim().toLowerCase().min(1).max(64),
    password: z.string().min(1).max(128),
  }),
  response: z.object({
    /** `totp`: ask for a code. `enrol`: show the QR of `enrolment`, then ask for a code. */
    step: z.enum(['totp', 'enrol']),
    enrolment: totpEnrolment.nullable(),
    /** `newPassword` must come with the code: the present one was made by somebody else. */
    newPasswordRequired: z.boolean(),
    /**
     * Set together with `newPasswordRequired`: a code was sent to the phone of the account's owner, and must come as
     * `phoneCode`, so that who made the account cannot use it. `demoCode` is filled in demonstration mode only.
     */
    phoneCheck: z.object({ phoneMasked: z.string(), demoCode: z.string().nullable() }).nullable(),
    /** The one-time code that an authenticator would show now, in demonstration mode only. */
    demoCode: z.string().nullable(),
  }),
});

export const staffSecondFactor = route({
  method: 'POST',
  path: '/api/v1/staff/sign-in/totp',
  summary:
    'Second step of a staff sign-in: one-time code or backup code; ends the enrolment at the first time',
  tag,
  access: anyone,
  transaction: 'none',
  perMinute: 60,
  body: z
    .object({
      code: oneTimeCode.optional(),
      backupCode: z.string().trim().min(4).max(32).optional(),
      newPassword: newPassword.optional(),
      phoneCode: oneTimeCode.optional(),
    })
    .refine((body) => (body.code === undefined) !== (body.backupCode === undefined), {
      message: 'give either code or backupCode',
    }),
  response: z.object({ personId: id, displayName: z.string() }),
});

export const changePassword = route({
  method: 'POST',
  path: '/api/v1/me/password',
  summary: 'Change my staff password; ends my other sessions',
  tag,
  access: signedIn,
  transaction: 'none',
  perMinute: 10,
  body: z.object({ currentPassword: z.string().min(1).max(128), newPassword }),
  status: 204,
});

export const signOut = route({
  method: 'POST',
  path: '/api/v1/sign-out',
  summary: 'End this session; also answers 204 when nobody is signed in',
  tag,
  access: anyone,
  transaction: 'none',
  status: 204,
});

// Me

export const palaceRole = z.enum(palaceRoles);

export const me = z.object({
  person: z
    .object({
      id,
      displayName: z.string(),
      locale,
      elderMode: z.boolean(),
      homeDistrict: z.string().nullable(),
      member: z.boolean(),
      categories: z.array(workerCategory),
      phoneMasked: z.string().nullable(),
      /** Account name for staff sign-in; null for who has none. */
      staffAccount: z.string().nullable(),
    })
    .nullable(),
  palaceRoles: z.array(
    z.object({
      palaceId: id,
      palaceSlug: z.string(),
      palaceName: z.string(),
      palaceNameEn: z.string(),
      role: palaceRole,
    }),
  ),
  unionRoles: z.array(
    z.object({ unionId: id, unionName: z.string(), unionNameEn: z.string(), level: z.enum(unionLevels) }),
  ),
  /** The second factor was given in this sign-in. */
  strong: z.boolean(),
});
export type Me = z.infer<typeof me>;

export const getMe = route({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is signed in, with roles; person is null when nobody is',
  tag,
  access: anyone,
  response: me,
});

export const updateMe = route({
  method: 'PATCH',
  path: '/api/v1/me',
  summary: 'Change my profile',
  tag,
  access: signedIn,
  body: z
    .object({
      displayName,
      locale,
      elderMode: z.boolean(),
      homeDistrict: z.string().trim().min(1).max(40).nullable(),
    })
    .partial(),
  response: me,
});

export const exportMe = route({
  method: 'GET',
  path: '/api/v1/me/export',
  summary: 'Everything the platform holds about me, by module',
  tag,
  access: signedIn,
  perMinute: 10,
  response: z.object({ exportedAt: instant, modules: z.record(z.string(), z.unknown()) }),
});

export const deleteMe = route({
  method: 'DELETE',
  path: '/api/v1/me',
  summary: 'Delete my account after 7 days; signing in before then calls it off. Ends all my sessions',
  tag,
  access: signedIn,
  response: z.object({ eraseAfter: instant }),
});

export const mySession = z.object({
  id,
  current: z.boolean(),
  strong: z.boolean(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  createdAt: instant,
  lastSeenAt: instant,
});

export const listMySessions = route({
  method: 'GET',
  path: '/api/v1/me/sessions',
  summary: 'Where I am signed in',
  tag,
  access: signedIn,
  response: z.object({ items: z.array(mySession) }),
});

export const revokeMySession = route({
  method: 'DELETE',
  path: '/api/v1/me/sessions/:sessionId',
  summary: 'End one of my sessions',
  tag,
  access: signedIn,
  params: z.object({ sessionId: id }),
  status: 204,
});

export const consent = z.object({
  purpose: z.enum(consentPurposes),
  version: z.string(),
  givenAt: instant,
  withdrawnAt: instant.nullable(),
});

export const listMyConsents = route({
  method: 'GET',
  path: '/api/v1/me/consents',
  summary: 'What I agreed to, newest first',
  tag,
  access: signedIn,
  response: z.object({ items: z.array(consent) }),
});

export const giveConsent = route({
  method: 'POST',
  path: '/api/v1/me/consents',
  summary: 'Agree to a purpose in the version now in force',
  tag,
  access: signedIn,
  body: z.object({ purpose: z.enum(consentPurposes), version: z.string().max(20) }),
  response: z.object({ items: z.array(consent) }),
});

export const withdrawConsent = route({
  method: 'DELETE',
  path: '/api/v1/me/consents/:purpose',
  summary: 'Withdraw an agreement; the terms can be left only by deleting the account',
  tag,
  access: signedIn,
  params: z.object({ purpose: z.enum(consentPurposes) }),
  response: z.object({ items: z.array(consent) }),
});

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

// Staff of a palace

export const staffMember = z.object({
  personId: id,
  displayName: z.string(),
  phoneMasked: z.string().nullable(),
  account: z.string().nullable(),
  /** A second factor is set up: the person can work. */
  secondFactor: z.boolean(),
  roles: z.array(palaceRole),
  lastSignInAt: instant.nullable(),
});
export type StaffMember = z.infer<typeof staffMember>;

export const listStaff = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/staff',
  summary: 'Staff of a palace with their roles',
  tag,
  access: staffOrOfficer('director'),
  params: palaceParams,
  response: z.object({ items: z.array(staffMember) }),
});

export const addStaff = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/staff',
  summary:
    'Give roles to a person by phone number, with a staff account if they have none. Officers give `director` only',
  tag,
  // The answer holds a secret: without the route's own transaction it is not remembered for its Idempotency-Key.
  transaction: 'none',
  access: staffOrOfficer('director'),
  params: palaceParams,
  body: z.object({
    phone: phoneInput,
    displayName,
    account: accountName,
    roles: z.array(palaceRole).min(1).max(palaceRoles.length),
  }),
  status: 201,
  response: z.object({
    member: staffMember,
    /** Shown once, to be handed over; null when the person already had an account. */
    initialPassword: z.string().nullable(),
  }),
});

export const setStaffRoles = route({
  method: 'PUT',
  path: '/api/v1/palaces/:palaceId/staff/:personId/roles',
  summary: 'Set which roles a member of the staff holds; none removes them. Officers change `director` only',
  tag,
  access: staffOrOfficer('director'),
  params: palaceParams.extend({ personId: id }),
  body: z.object({ roles: z.array(palaceRole).max(palaceRoles.length) }),
  response: z.object({ member: staffMember.nullable() }),
});

export const resetStaffAccount = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/staff/:personId/reset',
  summary: 'New initial password and no second factor, for who lost theirs; ends their sessions',
  tag,
  // The answer holds a secret: without the route's own transaction it is not remembered for its Idempotency-Key.
  transaction: 'none',
  access: staffOrOfficer('director'),
  params: palaceParams.extend({ personId: id }),
  response: z.object({ initialPassword: z.string() }),
});

// Officers of a union

export const unionOfficer = z.object({
  personId: id,
  displayName: z.string(),
  phoneMasked: z.string().nullable(),
  account: z.string().nullable(),
  secondFactor: z.boolean(),
  lastSignInAt: instant.nullable(),
});
export type UnionOfficer = z.infer<typeof unionOfficer>;

export const listOfficers = route({
  method: 'GET',
  path: '/api/v1/unions/:unionId/officers',
  summary: 'Officers of a union',
  tag,
  access: officer,
  params: z.object({ unionId: id }),
  response: z.object({ items: z.array(unionOfficer) }),
});

export const addOfficer = route({
  method: 'POST',
  path: '/api/v1/unions/:unionId/officers',
  summary: 'Make a person an officer of a union by phone number, with a staff account if they have none',
  tag,
  // The answer holds a secret: without the route's own transaction it is not remembered for its Idempotency-Key.
  transaction: 'none',
  access: officer,
  params: z.object({ unionId: id }),
  body: z.object({ phone: phoneInput, displayName, account: accountName }),
  status: 201,
  response: z.object({
    officer: unionOfficer,
    /** Shown once, to be handed over; null when the person already had an account. */
    initialPassword: z.string().nullable(),
  }),
});

export const removeOfficer = route({
  method: 'DELETE',
  path: '/api/v1/unions/:unionId/officers/:personId',
  summary: 'End a person’s office in a union; the last officer of the topmost union stays',
  tag,
  access: officer,
  params: z.object({ unionId: id, personId: id }),
  status: 204,
});

export const revealPhone = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/people/:personId/phone',
  summary: 'A person’s phone number in clear; each look is written to the audit log',
  tag,
  // The answer holds a secret: without the route's own transaction it is not remembered for its Idempotency-Key.
  transaction: 'none',
  access: staff('front_desk', 'director'),
  perMinute: 30,
  params: palaceParams.extend({ personId: id }),
  response: z.object({ phone: z.string() }),
});

// Audit

export const auditEntry = z.object({
  seq: z.int(),
  at: instant,
  actorId: id,
  actorName: z.string(),
  /** `<subject>.<verb>`, e.g. `activity.publish`. */
  action: z.string(),
  subjectType: z.string(),
  subjectId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAudit = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/audit',
  summary: 'What staff did in a palace, newest first',
  tag,
  access: staff('director'),
  params: palaceParams,
  query: pageQuery.extend({
    actorId: id.optional(),
    subjectType: z.string().max(40).optional(),
    subjectId: z.string().max(64).optional(),
  }),
  response: page(auditEntry),
});

export const verifyAudit = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/audit/verification',
  summary: 'Recompute the hash chain of a palace’s audit log',
  tag,
  access: staff('director'),
  perMinute: 10,
  params: palaceParams,
  response: z.object({
    intact: z.boolean(),
    entries: z.int(),
    /** First entry that does not match; null when intact. */
    brokenAt: z.int().nullable(),
  }),
});

// First run

export const getSetup = route({
  method: 'GET',
  path: '/api/v1/setup',
  summary: 'Whether the first palace is still to be created',
  tag,
  access: anyone,
  response: z.object({ needed: z.boolean() }),
});

export const setUp = route({
  method: 'POST',
  path: '/api/v1/setup',
  summary: 'First run: create the first palace and its director; refused once there is a palace',
  tag,
  // The answer holds a secret: without the route's own transaction it is not remembered for its Idempotency-Key.
  transaction: 'none',
  access: anyone,
  perMinute: 10,
  body: z.object({
    /** The union that the palace belongs to; its first officer is the director. */
    union: z.object({
      name: z.string().trim().min(2).max(60),
      nameEn: z.string().trim().min(2).max(120),
      level: z.enum(unionLevels).exclude(['nation']),
    }),
    palace: z.object({
      slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/),
      name: z.string().trim().min(2).max(60),
      nameEn: z.string().trim().min(2).max(120),
      province: z.string().trim().min(1).max(40),
      city: z.string().trim().min(1).max(40),
      district: z.string().trim().min(1).max(40),
      address: z.string().trim().min(1).max(120),
    }),
    director: z.object({ displayName, phone: phoneInput, account: accountName, password: newPassword }),
  }),
  status: 201,
  response: z.object({ palaceId: id, palaceSlug: z.string(), personId: id }),
});
