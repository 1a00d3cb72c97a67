import { createHmac, timingSafeEqual } from 'node:crypto';
import { sessionCookie } from '@wengong/contract';

/**
 * The session token in a Cookie header, when its signature holds; null otherwise. The form is better-auth's:
 * percent-encoded `<token>.<base64 HMAC-SHA256 of the token>`.
 */
export function readSessionToken(header: string | string[] | undefined, secret: string): string | null {
  if (typeof header !== 'string') return null;
  const value = cookieValue(header, sessionCookie);
  if (value === null) return null;
  const dot = value.lastIndexOf('.');
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), 'base64');
  const expected = createHmac('sha256', secret).update(token).digest();
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

function cookieValue(header: string, name: string): string | null {
  for (const pair of header.split(';')) {
    const equals = pair.indexOf('=');
    if (equals < 0 || pair.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(equals + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
