import type { Cookies } from '@sveltejs/kit';
import { greetKiosk, type Kiosk, kioskCookie } from '@wengong/contract/booking-kiosk';
import { sessionCookie, signOut } from '@wengong/contract/identity';
import { kioskDetour } from '#lib/features/kiosk/detour.ts';
import type { Api } from './api.ts';

interface KioskVisit {
  /** The kiosk that this browser is; null for any other browser. */
  readonly kiosk: Kiosk | null;
  /** Where it goes instead of the page it asked for; null when it may have that. */
  readonly detour: string | null;
}

const OTHER: KioskVisit = { kiosk: null, detour: null };

/**
 * Whether a request comes from a kiosk, and where it leads. One that was shut out signs out whoever was there: it is a
 * browser like any other from then on. Any other browser costs nothing here.
 */
export async function kioskVisit(
  {
    cookies,
    url,
    request,
    isDataRequest,
  }: { cookies: Cookies; url: URL; request: Request; isDataRequest: boolean },
  api: Api,
): Promise<KioskVisit> {
  if (cookies.get(kioskCookie) === undefined) return OTHER;
  const { kiosk } = await api.load(greetKiosk);
  if (kiosk === null || kiosk.revoked) {
    await api.load(signOut);
    // Also what never was a kiosk's: it would sign people out at every page.
    cookies.delete(kioskCookie, { path: '/' });
    return { kiosk: null, detour: kiosk && `/kiosk/${kiosk.palace.slug}?out` };
  }
  const shows = request.method === 'GET' && !isDataRequest;
  return { kiosk, detour: shows ? kioskDetour(url, kiosk.palace) : null };
}

/** Ends the session and drops every cookie but the kiosk’s own: how somebody reads is nobody else’s business either. */
export async function leaveNothing(api: Api, cookies: Cookies): Promise<void> {
  await api.load(signOut);
  for (const { name } of cookies.getAll()) if (name !== kioskCookie) cookies.delete(name, { path: '/' });
}

/** At a kiosk a session ends with the browser, should it be switched off under somebody's hands. */
export const untilSwitchedOff = (setCookie: string): string =>
  new RegExp(`^${sessionCookie}=[^;]`).test(setCookie)
    ? setCookie.replace(/; *(max-age|expires)=[^;]*/gi, '')
    : setCookie;
