const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Codes to one number: one a minute, five an hour, ten a day, as the providers allow. */
const LIMITS = [
  { within: MINUTE, codes: 1 },
  { within: HOUR, codes: 5 },
  { within: DAY, codes: 10 },
] as const;

/** As many past codes as the limits look at, and for how long (ms). */
export const CODES_REMEMBERED = 10;
export const REMEMBERED_MS = DAY;

/** Seconds to wait before another code may be sent; 0 when it may be now. `sent` is newest first. */
export function secondsUntilNextCode(sent: readonly Date[], now: Date): number {
  const waits = LIMITS.map(({ within, codes }) => {
    const oldest = sent[codes - 1];
    return oldest === undefined ? 0 : oldest.getTime() + within - now.getTime();
  });
  return Math.max(0, Math.ceil(Math.max(...waits) / 1000));
}
