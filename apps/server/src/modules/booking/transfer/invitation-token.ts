import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The secret part of an invitation's link: palace 16 bytes · invitation 16 · HMAC-SHA256 cut to 16; base64url, 64
 * characters. It is computed, not kept: whoever reads the database cannot accept anything.
 */
export interface InvitationKey {
  readonly palaceId: string;
  readonly invitationId: string;
}

const MAC_BYTES = 16;
const BYTES = 32 + MAC_BYTES;

export function invitationToken(key: Buffer, { palaceId, invitationId }: InvitationKey): string {
  const body = Buffer.concat([uuidBytes(palaceId), uuidBytes(invitationId)]);
  return Buffer.concat([body, macOf(key, body)]).toString('base64url');
}

/** What a link names; null when it was not made with `key`. */
export function readInvitationToken(key: Buffer, token: string): InvitationKey | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== BYTES) return null;
  const body = bytes.subarray(0, 32);
  if (!timingSafeEqual(macOf(key, body), bytes.subarray(32))) return null;
  return { palaceId: uuidText(body.subarray(0, 16)), invitationId: uuidText(body.subarray(16)) };
}

/** The server's key for invitations, derived from its secret. */
export const invitationKey = (keys: { derive(purpose: string): Buffer }): Buffer => keys.derive('invitation');

const macOf = (key: Buffer, body: Buffer) =>
  createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);

const uuidBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const uuidText = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
