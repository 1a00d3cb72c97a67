import type { Reader } from '../../../kernel/db.ts';
import { findKiosk, readKioskCookie } from './kiosk-cookie.ts';

/** Id of the kiosk of this palace, in use, that a request comes from; null from anywhere else. */
export async function kioskHere(
  reader: Reader,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  palaceId: string,
): Promise<string | null> {
  const cookie = readKioskCookie(headers);
  if (cookie === null || cookie.palaceId !== palaceId) return null;
  const row = await findKiosk(reader, cookie);
  return row === undefined || row.revoked_at !== null ? null : row.id;
}
