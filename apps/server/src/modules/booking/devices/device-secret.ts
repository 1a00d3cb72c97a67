import { createHash, randomBytes } from 'node:crypto';

/** How long a provisioning code is good, ms. */
export const CODE_MS = 10 * 60_000;

/** A secret that is given away once and kept as a hash: 32 random bytes, base64url. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const secretHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The token of `Authorization: Bearer …`; null without one. */
export function bearerToken(headers: Readonly<Record<string, string | string[] | undefined>>): string | null {
  const { authorization } = headers;
  if (typeof authorization !== 'string') return null;
  return /^bearer ([\w-]{43})$/i.exec(authorization)?.[1] ?? null;
}
