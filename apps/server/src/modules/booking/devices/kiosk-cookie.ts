import { createHmac, timingSafeEqual } from 'node:crypto';
import { kioskCookie } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import type { Deps } from '../../../kernel/deps.ts';
import { secretHash } from './device-secret.ts';
import { deviceByToken } from './devices.store.ts';
import type { DoorDeviceRow } from './devices.tables.ts';

/** What a kiosk's browser holds, signed: whose kiosk it is, and the token of which the database has the hash. */
interface KioskCookie {
  readonly palaceId: string;
  readonly token: string;
}

/** As long as browsers keep any cookie; it begins anew while the kiosk is in use. */
const KEPT_S = 400 * 24 * 3600;
const FORM = new RegExp(
  `(?:^|;)\\s*${kioskCookie.replace('.', '\\.')}=([0-9a-f-]{36})\\.([\\w-]{43})(?:\\.([\\w-]{43}))?(?:;|$)`,
);

interface GivenCookie extends KioskCookie {
  /** What the server signed it with; null on one of before cookies were signed. */
  readonly seal: string | null;
}

/** The kiosk that a request says it comes from; null without one. Whether it is one `findKiosk` tells. */
export function readKioskCookie(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): GivenCookie | null {
  const { cookie } = headers;
  const [, palaceId, token, seal = null] = (typeof cookie === 'string' && FORM.exec(cookie)) || [];
  return palaceId === undefined || token === undefined ? null : { palaceId, token, seal };
}

const sealOf = ({ palaceId, token }: KioskCookie, key: Buffer): Buffer =>
  createHmac('sha256', key).update(`${palaceId}.${token}`).digest();

/** The key that kiosks' cookies are signed with. */
export const kioskKey = ({ keys }: Pick<Deps, 'keys'>): Buffer => keys.derive('kiosk');

/** Whether this server made a cookie, which costs no look at the database. The kiosk may be shut out since. */
export function isSealed(cookie: GivenCookie, key: Buffer): boolean {
  const given = Buffer.from(cookie.seal ?? '', 'base64url');
  const expected = sealOf(cookie, key);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** The `Set-Cookie` that keeps a kiosk, or with null makes its browser forget it. */
export function kioskSetCookie(kiosk: KioskCookie | null, deps: Pick<Deps, 'config' | 'keys'>): string {
  const seal = kiosk && sealOf(kiosk, kioskKey(deps)).toString('base64url');
  const value = kiosk === null ? '' : `${kiosk.palaceId}.${kiosk.token}.${seal}`;
  const kept = kiosk === null ? 0 : KEPT_S;
  const secure = deps.config.production ? '; Secure' : '';
  return `${kioskCookie}=${value}; Max-Age=${kept}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** The kiosk behind a cookie, in use or shut out; looked up every time and never remembered, as doors are. */
export const findKiosk = (
  reader: Reader,
  { palaceId, token }: KioskCookie,
): Promise<DoorDeviceRow | undefined> =>
  deviceByToken(reader, { palaceId, kind: 'kiosk' }, secretHash(token));
