import { z } from 'zod';
import { refusalReasons } from './booking-console.ts';
import { activityKind } from './programme.ts';
import { anyone, device, route, staff } from './route.ts';
import { id, instant, page, pageQuery, palaceParams } from './shapes.ts';

/** Doors without network: devices, what they hold, and what they tell when the network is back. */
const tag = 'booking';

// Devices, for the staff

/** `door`: checks tickets, without network too. `kiosk`: a screen in the hall, a browser of the palace. */
export const deviceKinds = ['door', 'kiosk'] as const;
export const deviceKind = z.enum(deviceKinds);
export type DeviceKind = z.infer<typeof deviceKind>;

export const doorDevice = z.object({
  id,
  kind: deviceKind,
  name: z.string(),
  provisionedBy: z.string().describe('Name of who provisioned it'),
  provisionedAt: instant,
  lastSeenAt: instant.nullable(),
  /** Scans that it had not sent yet when it was seen last. */
  waiting: z.int(),
  revokedAt: instant.nullable(),
});
export type DoorDevice = z.infer<typeof doorDevice>;

export const deviceName = z.string().trim().min(1).max(40);

export const createDoorProvisioning = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/door-provisionings',
  summary:
    'Make the address (shown as a QR code) that turns one device into a door or kiosk; once, within 10 minutes',
  tag,
  access: staff('coordinator', 'director'),
  // The address is a secret: no answer of it is kept for an Idempotency-Key.
  transaction: 'none',
  params: palaceParams,
  body: z.object({ name: deviceName, kind: deviceKind.default('door') }),
  status: 201,
  response: z.object({
    url: z.string(),
    code: z.string(),
    name: z.string(),
    kind: deviceKind,
    expiresAt: instant,
  }),
});

export const listDoorDevices = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/door-devices',
  summary: 'Devices that are or were doors or kiosks of the palace, those in use first',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  response: z.object({ items: z.array(doorDevice) }),
});

export const revokeDoorDevice = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/door-devices/:deviceId/revoke',
  summary: 'Shut a device out at once; what it holds it wipes when it next calls',
  tag,
  access: staff('coordinator', 'director'),
  params: palaceParams.extend({ deviceId: id }),
  response: doorDevice,
});

// What a device may call, with its token as `Authorization: Bearer …`

export const claimDoorDevice = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/door-devices',
  summary: 'Turn this device into a door with the code of a provisioning address; the token is shown once',
  tag,
  access: anyone,
  perMinute: 30,
  transaction: 'none',
  params: palaceParams,
  body: z.object({ code: z.string().min(20).max(64) }),
  status: 201,
  response: z.object({ deviceId: id, name: z.string(), token: z.string() }),
});

export const doorSession = z.object({
  id,
  title: z.string(),
  titleEn: z.string(),
  kind: activityKind,
  spaceName: z.string().nullable(),
  spaceNameEn: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  cancelled: z.boolean(),
  capacity: z.int(),
  checkInOpensAt: instant,
  checkInClosesAt: instant,
});
export type DoorSession = z.infer<typeof doorSession>;

export const getDoorKit = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/door/kit',
  summary: 'What a door needs to judge tickets without network: keys, sessions of the next days, the time',
  tag,
  access: device,
  params: palaceParams,
  response: z.object({
    device: z.object({ id, name: z.string() }),
    palace: z.object({ id, slug: z.string(), name: z.string(), nameEn: z.string(), timeZone: z.string() }),
    /** As `listTicketKeys`. */
    keys: z.array(z.object({ keyId: z.string(), algorithm: z.literal('Ed25519'), publicKey: z.string() })),
    /** Turns a typed code into its place in the index: PBKDF2-SHA-256, so many rounds, this salt (base64url). */
    codeHash: z.object({ rounds: z.int(), salt: z.string() }),
    sessions: z.array(doorSession),
  }),
});
export type DoorKit = z.infer<typeof getDoorKit.response>;

/**
 * A ticket as a door holds it. It names nobody: `ticket` is a hash of the ticket's id, `code` a short one of its
 * typed code, and `sealed` opens only with the ticket itself.
 */
export const doorTicket = z.object({
  /** First 9 bytes of SHA-256(`wengong door ticket` 0 ‖ 16 bytes of the id), base64url. */
  ticket: z.string().length(12),
  /** 28 bits, hexadecimal; several tickets may share one. */
  code: z.string().length(7),
  sessionId: id,
  state: z.enum(['valid', 'admitted', 'revoked']),
  /** When admitted; null in the other states. */
  admittedAt: instant.nullable(),
  /**
   * Nonce 12 bytes ‖ AES-256-GCM of (seats 1 byte ‖ masked name, 15 bytes filled up with 0), base64url. The key is
   * HKDF-SHA-256 of the ticket's token, info `wengong door name`. Null when not valid.
   */
  sealed: z.string().max(80).nullable(),
});
export type DoorTicket = z.infer<typeof doorTicket>;

export const listDoorTickets = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/door/tickets',
  summary: 'Tickets issued, admitted or revoked since the cursor, of the sessions of the kit',
  tag,
  access: device,
  params: palaceParams,
  query: z.object({
    cursor: z.string().max(512).optional(),
    limit: z.coerce.number().int().min(1).max(1000).default(500),
  }),
  response: z.object({
    items: z.array(doorTicket),
    /** Pass it with the next call, now or later: what changed since. */
    cursor: z.string(),
    /** Nothing more at the moment. */
    complete: z.boolean(),
  }),
});

const entry = {
  /** Made by the device, once for each thing that happened: sent again, it is the same thing. */
  nonce: z.uuid(),
  /** When it happened, by the device's clock put right at the last contact. */
  at: instant,
};

export const doorVerdicts = ['admitted', 'already', 'refused'] as const;

export const doorEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('scan'),
    ...entry,
    /** What was read or typed; longer than a code it is a token. */
    text: z.string().min(1).max(400),
    /** The session the door was for; null for any. */
    sessionId: id.nullable(),
    method: z.enum(['camera', 'code']),
    /** What the person was told. */
    verdict: z.enum(doorVerdicts),
    /** Admitted outside the hours of check-in by decision of the staff. */
    override: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('undo'),
    ...entry,
    /** Nonce of the scan that is taken back. */
    undoes: z.uuid(),
  }),
  z.object({
    kind: z.literal('visit'),
    ...entry,
    sessionId: id.nullable(),
    visitors: z
      .int()
      .min(-100)
      .max(100)
      .refine((count) => count !== 0, { message: 'not 0' }),
  }),
]);
export type DoorEntry = z.infer<typeof doorEntry>;

/** Why something that a door did wants a look. `duplicate`: the ticket had been admitted already. */
export const doorFlags = ['duplicate', ...refusalReasons] as const;
export type DoorFlag = (typeof doorFlags)[number];

/**
 * What became of an entry. `admitted`: the admission is on record. `duplicate`: it had been admitted before, and
 * the second entering is on record as such. `noted`: on record, nothing to do. `unplaced`: on record, but it
 * belongs to no ticket or session of this palace.
 */
export const doorOutcomes = ['admitted', 'duplicate', 'undone', 'counted', 'noted', 'unplaced'] as const;
export type DoorOutcome = (typeof doorOutcomes)[number];

export const doorEntryResult = z.object({
  nonce: z.uuid(),
  outcome: z.enum(doorOutcomes),
  flag: z.enum(doorFlags).nullable(),
  /** Of a duplicate: when and at which device it was admitted first; null at a signed-in desk. */
  firstAt: instant.nullable(),
  firstDevice: z.string().nullable(),
});
export type DoorEntryResult = z.infer<typeof doorEntryResult>;

export const syncDoor = route({
  method: 'POST',
  path: '/api/v1/palaces/:palaceId/door/entries',
  summary: 'Hand over what happened at a door; sent again, an entry is answered as the first time',
  tag,
  access: device,
  perMinute: 240,
  params: palaceParams,
  body: z.object({
    entries: z.array(doorEntry).max(500),
    /** Entries that still wait on the device after these. */
    waiting: z.int().min(0).max(1_000_000).optional(),
  }),
  response: z.object({
    /** In the order of the entries. */
    results: z.array(doorEntryResult),
    serverTime: instant,
  }),
});

// What to look at, for the staff

export const doorFlagged = z.object({
  id: z.string(),
  flag: z.enum(doorFlags),
  sessionId: id.nullable(),
  title: z.string().nullable(),
  titleEn: z.string().nullable(),
  /** Masked (张**); null when the ticket is not known. */
  holderName: z.string().nullable(),
  /** Number of this ticket in its booking from 1. */
  seat: z.int().nullable(),
  at: instant,
  device: z.string(),
  admitted: z.boolean().describe('The person was let in'),
  firstAt: instant.nullable(),
  firstDevice: z.string().nullable(),
  receivedAt: instant,
});
export type DoorFlagged = z.infer<typeof doorFlagged>;

export const listDoorFlags = route({
  method: 'GET',
  path: '/api/v1/palaces/:palaceId/door-flags',
  summary: 'What doors without network did that wants a look: entered twice, cancelled, forged; newest first',
  tag,
  access: staff('front_desk', 'coordinator', 'director'),
  params: palaceParams,
  query: pageQuery.extend({ sessionId: id.optional() }),
  response: page(doorFlagged),
});
