import { z } from 'zod';
import { unionLevels } from './network.ts';
import { anyone, palaceRoles, route, signedIn } from './route.ts';
import { id, instant, locale, workerCategory } from './shapes.ts';

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
export const phoneInput = z.string().min(1).max(32).describe('Mainland mobile number');
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
export type TotpEnrolment = z.infer<typeof totpEnrolment>;

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
