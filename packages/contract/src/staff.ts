import { z } from 'zod';
import { accountName, displayName, newPassword, palaceRole, phoneInput } from './identity.ts';
import { palaceSlug, unionLevels } from './network.ts';
import { anyone, officer, palaceRoles, route, staff, staffOrOfficer } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

const tag = 'identity';

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

const auditFilter = z.object({
  actorId: id.optional(),
  subjectType: z.string().max(40).optional(),
  subjectId: z.string().max(64).optional(),
  /** `<subject>.<verb>`. */
  action: z.string().max(60).optional(),
  /** From this instant on. */
  since: instant.optional(),
  /** Before this instant. */
  until: instant.optional(),
});

export const listAudit = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/audit',
  summary: 'What staff did in a palace, newest first',
  tag,
  access: staff('director'),
  params: palaceParams,
  query: pageQuery.extend(auditFilter.shape),
  response: page(auditEntry),
});

export const readAuditFile = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/audit/log.xlsx',
  summary: 'The log as a workbook, oldest first, with the hash of every entry',
  tag,
  access: staff('director'),
  perMinute: 10,
  params: palaceParams,
  query: auditFilter,
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
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
      slug: palaceSlug,
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
