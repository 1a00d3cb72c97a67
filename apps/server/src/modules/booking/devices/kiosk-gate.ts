import type { BaseDeps } from '../../../kernel/deps.ts';
import { isSealed, kioskKey, readKioskCookie } from './kiosk-cookie.ts';

/** Pages of its own that a kiosk may have at once, and after them one a second. */
const AT_ONCE = 5;
const TURN_MS = 1000;
/** Kiosks remembered at most; who was longest away goes first. */
const LIMIT = 1000;

/** Whether somebody is at a kiosk that may have a page of its own now; `later` says that it had too many. */
export type KioskGate = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
) => 'kiosk' | 'later' | 'other';

/**
 * Bounds what pages that all others share cost at kiosks, without asking the database: a cookie that this server did not
 * sign is nobody's, one that it signed, stolen or not, has its turns.
 */
export function createKioskGate(deps: Pick<BaseDeps, 'keys' | 'clock'>): KioskGate {
  const key = kioskKey(deps);
  /** When a kiosk that asks at an even pace would be due again, ms, by its token. */
  const due = new Map<string, number>();
  return (headers) => {
    const cookie = readKioskCookie(headers);
    if (cookie === null || !isSealed(cookie, key)) return 'other';
    const now = deps.clock.now().getTime();
    const next = Math.max(due.get(cookie.token) ?? 0, now) + TURN_MS;
    if (next - now > AT_ONCE * TURN_MS) return 'later';
    due.delete(cookie.token);
    due.set(cookie.token, next);
    const [oldest] = due.keys();
    if (due.size > LIMIT && oldest !== undefined) due.delete(oldest);
    return 'kiosk';
  };
}
