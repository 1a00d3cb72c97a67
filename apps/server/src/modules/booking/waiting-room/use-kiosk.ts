import type { takePlace } from '@wengong/contract';
import { Problem } from '../../../kernel/errors.ts';
import type { Call } from '../../../kernel/module.ts';
import { takeKioskTurn } from '../devices/devices.store.ts';
import { kioskHere } from '../devices/kiosk-here.ts';

/**
 * Uses the turn of the kiosk that a place is asked for at: a challenge without work is worth nothing elsewhere, and a
 * stolen kiosk gives out no more places than people could take at it. Throws `challenge-invalid`, `challenge-unsolved`.
 */
export async function useKiosk({
  params: { palaceId },
  headers,
  deps,
  reader,
  now,
}: Call<typeof takePlace>): Promise<void> {
  const deviceId = await kioskHere(reader, headers, palaceId);
  const seconds =
    deviceId === null ? null : await deps.db.transact((tx) => takeKioskTurn(tx, { palaceId, deviceId }, now));
  if (seconds === null) throw new Problem('challenge-invalid');
  if (seconds > 0) throw new Problem('challenge-unsolved', { seconds }, { retryAfter: seconds });
}
