import { parseAbsolute, parseDateTime, toZoned } from '@internationalized/date';

/** Value of a `datetime-local` field (`2026-11-22T14:00`) on the clock of `timeZone`, as an instant; null when it is not one. */
export function instantOfInput(value: string, timeZone: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(value)) return null;
  try {
    return toZoned(parseDateTime(value), timeZone).toAbsoluteString();
  } catch {
    return null;
  }
}

/** An instant as the value of a `datetime-local` field on the clock of `timeZone`; with seconds unless they are 0. */
export function inputOfInstant(instant: string | null | undefined, timeZone: string): string {
  if (!instant) return '';
  return parseAbsolute(instant, timeZone).toString().slice(0, 19).replace(/:00$/, '');
}

/** Today on the clock of `timeZone`, `YYYY-MM-DD`. */
export function todayIn(timeZone: string, now: Date = new Date()): string {
  return parseAbsolute(now.toISOString(), timeZone).toString().slice(0, 10);
}

/** A calendar day some days later (or earlier, when negative). */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
