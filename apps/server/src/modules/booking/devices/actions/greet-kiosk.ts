import { greetKiosk } from '@wengong/contract';
import { handle } from '../../../../kernel/module.ts';
import { findPalace } from '../../../network/index.ts';
import { touchDevice } from '../devices.store.ts';
import { findKiosk, kioskSetCookie, readKioskCookie } from '../kiosk-cookie.ts';

/** That a kiosk was heard of is written down at most this often, ms. */
const NOTED_MS = 5 * 60_000;

export const greetKioskAction = handle(greetKiosk, async ({ headers, deps, reader, now, setHeader }) => {
  const cookie = readKioskCookie(headers);
  if (cookie === null) return { kiosk: null };
  const row = await findKiosk(reader, cookie);
  const palace = row && (await findPalace(reader, cookie.palaceId));
  if (row === undefined || palace === undefined || row.revoked_at !== null) {
    setHeader('set-cookie', kioskSetCookie(null, deps));
  } else if (
    cookie.seal === null ||
    now.getTime() - (row.last_seen_at ?? row.provisioned_at).getTime() >= NOTED_MS
  ) {
    await deps.db.transact((tx) => touchDevice(tx, row, null, now));
    setHeader('set-cookie', kioskSetCookie(cookie, deps));
  }
  if (row === undefined || palace === undefined) return { kiosk: null };
  const { id, slug, name, name_en, time_zone } = palace;
  return {
    kiosk: {
      name: row.name,
      revoked: row.revoked_at !== null,
      palace: { id, slug, name, nameEn: name_en, timeZone: time_zone },
    },
  };
});
