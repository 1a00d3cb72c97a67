import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Keys } from '../../../kernel/crypto.ts';

/** For whom and for what something is signed. */
export interface Bearer {
  readonly palaceId: string;
  readonly sessionId: string;
  readonly personId: string;
}

/** HMAC-SHA256 over a purpose and its facts, base64url. */
export const signatureOf = (keys: Keys, purpose: string, facts: readonly (string | number)[]): string =>
  createHmac('sha256', keys.derive(`waiting-room ${purpose}`))
    .update(facts.join('\n'))
    .digest('base64url');

/** Compares in a time that tells nothing about where they differ. */
export function sameSignature(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const sign = (keys: Keys, { palaceId, sessionId, personId }: Bearer, until: number): string =>
  signatureOf(keys, 'pass', [palaceId, sessionId, personId, until]);

/** What lets a person who was called book: `<until, base 36>.<signature>`. Checked without the database. */
export function signPass(keys: Keys, bearer: Bearer, until: Date): string {
  return `${until.getTime().toString(36)}.${sign(keys, bearer, until.getTime())}`;
}

/** What is wrong with a pass; null when it is this person's for this session, and still holds. */
export function faultOfPass(
  keys: Keys,
  bearer: Bearer,
  pass: string,
  now: Date,
): 'pass-invalid' | 'pass-expired' | null {
  const [time = '', signature = ''] = pass.split('.');
  const until = Number.parseInt(time, 36);
  if (!sameSignature(signature, sign(keys, bearer, until))) return 'pass-invalid';
  return now.getTime() < until ? null : 'pass-expired';
}
