const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** How long a code that was asked for may be used for the change; the code itself is valid for less. */
export const ASKED_FOR_MS = HOUR_MS;
/** For how long a row still limits something. */
export const REMEMBERED_MS = 30 * DAY_MS;

const CODES_A_DAY = 5;
const OWN_CHANGES = 2;

export interface PastChange {
  readonly askedAt: Date;
  readonly changedAt: Date | null;
  readonly atDesk: boolean;
}

/**
 * Whether another code may be sent for a change of number: five a day, whoever asks, and at most two changes in thirty
 * days by oneself. A desk looks who it is and is not held to the second. `past` is of the last thirty days.
 */
export function mayAsk(past: readonly PastChange[], atDesk: boolean, now: Date): boolean {
  const today = past.filter(({ askedAt }) => now.getTime() - askedAt.getTime() < DAY_MS);
  if (today.length >= CODES_A_DAY) return false;
  const own = past.filter(({ changedAt, atDesk: byDesk }) => changedAt !== null && !byDesk);
  return atDesk || own.length < OWN_CHANGES;
}
