import { createHash, type KeyObject, sign, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/**
 * A ticket that a door can verify without network. Bytes: version 1 · key id 4 · palace 16 · ticket 16 · session 16 ·
 * ordinal 1 · not-after 4 (Unix seconds) · Ed25519 signature 64; base64url, 163 characters. It names no person and
 * no category.
 */
export interface TicketClaims {
  readonly palaceId: string;
  readonly ticketId: string;
  readonly sessionId: string;
  readonly ordinal: number;
  /** Whole seconds. */
  readonly notAfter: Date;
}

const VERSION = 1;
const BODY_BYTES = 58;
const TOKEN_BYTES = BODY_BYTES + 64;
/** Signed with the body, so that the key's signatures under anything else are no tickets. */
const CONTEXT = Buffer.from('wengong ticket\0');

interface TicketKey {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export function signTicket(claims: TicketClaims, key: TicketKey): string {
  const body = bodyOf(claims, key);
  return tokenOf(body, signatureOf(body, key));
}

const signatureOf = (body: Buffer, key: TicketKey): Buffer =>
  sign(null, Buffer.concat([CONTEXT, body]), key.privateKey);

/** As `signTicket`, in the thread pool: where many are signed at once, others are answered meanwhile. */
export async function signTicketAside(claims: TicketClaims, key: TicketKey): Promise<string> {
  const body = bodyOf(claims, key);
  return tokenOf(body, await signAside(null, Buffer.concat([CONTEXT, body]), key.privateKey));
}

const signAside = promisify<null, Buffer, KeyObject, Buffer>(sign);

const tokenOf = (body: Buffer, signature: Buffer): string =>
  Buffer.concat([body, signature]).toString('base64url');

function bodyOf(claims: TicketClaims, key: TicketKey): Buffer {
  const body = Buffer.alloc(BODY_BYTES);
  body.writeUInt8(VERSION, 0);
  keyIdBytes(key.publicKey).copy(body, 1);
  uuidBytes(claims.palaceId).copy(body, 5);
  uuidBytes(claims.ticketId).copy(body, 21);
  uuidBytes(claims.sessionId).copy(body, 37);
  body.writeUInt8(claims.ordinal, 53);
  body.writeUInt32BE(Math.floor(claims.notAfter.getTime() / 1000), 54);
  return body;
}

export type TicketVerdict =
  | { readonly genuine: true; readonly claims: TicketClaims }
  | { readonly genuine: false; readonly why: 'malformed' | 'forged' };

/**
 * Whether `token` was signed with `key`, unchanged. Says nothing about time: a door compares `notAfter` itself. Ed25519
 * gives the same signature for the same bytes (RFC 8032, 5.1.6), so that who holds the private half can sign again and
 * compare, in a third of the time of verifying; a door without network verifies with the public half.
 */
export function verifyTicket(token: string, key: TicketKey): TicketVerdict {
  const bytes = Buffer.from(token, 'base64url');
  // Only one spelling of the bytes is accepted, or unused bits could be changed unnoticed.
  if (bytes.length !== TOKEN_BYTES || bytes.toString('base64url') !== token || bytes[0] !== VERSION) {
    return { genuine: false, why: 'malformed' };
  }
  const body = bytes.subarray(0, BODY_BYTES);
  const ours = body.subarray(1, 5).equals(keyIdBytes(key.publicKey));
  if (!ours || !timingSafeEqual(signatureOf(body, key), bytes.subarray(BODY_BYTES))) {
    return { genuine: false, why: 'forged' };
  }
  return {
    genuine: true,
    claims: {
      palaceId: uuidText(body.subarray(5, 21)),
      ticketId: uuidText(body.subarray(21, 37)),
      sessionId: uuidText(body.subarray(37, 53)),
      ordinal: body.readUInt8(53),
      notAfter: new Date(body.readUInt32BE(54) * 1000),
    },
  };
}

/** The 32 raw bytes of an Ed25519 public key: the last of its SPKI form (RFC 8410). */
export const rawPublicKey = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(-32);

const keyIds = new WeakMap<KeyObject, Buffer>();

/** First 4 bytes of the SHA-256 of the raw public key: tells keys apart after one is replaced. */
export function keyIdBytes(key: KeyObject): Buffer {
  const known = keyIds.get(key) ?? createHash('sha256').update(rawPublicKey(key)).digest().subarray(0, 4);
  keyIds.set(key, known);
  return known;
}

const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');

const uuidText = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
