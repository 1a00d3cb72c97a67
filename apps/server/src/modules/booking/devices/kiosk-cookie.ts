import { kioskCookie } from '@wengong/contract';
import type { Config } from '../../../kernel/config.ts';
import type { Reader } from '../../../kernel/db.ts';
import { secretHash } from './device-secret.ts';
import { deviceByToken } from './devices.store.ts';
import type { DoorDeviceRow } from './devices.tables.ts';

/** What a kiosk's browser holds: whose kiosk it is, and the token of which the database has the hash. */
interface KioskCookie {
  readonly palaceId: string;
  readonly token: string;
}

/** As long as browsers keep any cookie; it begins anew while the kiosk is in use. */
const KEPT_S = 400 * 24 * 3600;
const FORM = new RegExp(
  `(?:^|;)\\s*${kioskCookie.replace('.', '\\.')}=([0-9a-f-]{36})\\.([\\w-]{43})(?:;|$)`,
);

/** The kiosk that a request says it comes from; null without one. Whether it is one `findKiosk` tells. */
export function readKioskCookie(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): KioskCookie | null {
  const { cookie } = headers;
  const [, palaceId, token] = (typeof cookie === 'string' && FORM.exec(cookie)) || [];
  return palaceId === undefined || token === undefined ? null : { palaceId, token };
}

/** The `Set-Cookie` that keeps a kiosk, or with null makes its browser forget it. */
export function kioskSetCookie(
  kiosk: KioskCookie | null,
  { production }: Pick<Config, 'production'>,
): string {
  const value = kiosk === null ? '' : `${kiosk.palaceId}.${kiosk.token}`;
  const kept = kiosk === null ? 0 : KEPT_S;
  const secure = production ? '; Secure' : '';
  return `${kioskCookie}=${value}; Max-Age=${kept}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** The kiosk behind a cookie, in use or shut out; looked up every time and never remembered, as doors are. */
export const findKiosk = (
  reader: Reader,
  { palaceId, token }: KioskCookie,
): Promise<DoorDeviceRow | undefined> =>
  deviceByToken(reader, { palaceId, kind: 'kiosk' }, secretHash(token));
