import type { PeriodLength } from '@wengong/contract';
import { daysBetween, localDay, plusDays } from '../../../kernel/zone.ts';

/** What a range of days is read from: whole months, and days at its ends. */
export interface RangeParts {
  /** First days of months that lie in the range. */
  readonly months: readonly string[];
  /** Runs of days outside those months, both ends included. */
  readonly runs: readonly { readonly from: string; readonly to: string }[];
}

export const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`;

/** The last day of the month that `day` is in. */
export const lastOfMonth = (day: string): string =>
  plusDays(firstOfMonth(plusDays(firstOfMonth(day), 31)), -1);

/** The latest day that any clock of `zones` shows: nothing has happened after it. */
export function latestDay(now: Date, zones: readonly string[]): string {
  const days = [...new Set(zones)].map((zone) => localDay(now, zone));
  return days.reduce((latest, day) => (day > latest ? day : latest), localDay(now, 'UTC'));
}

/**
 * Cuts a range into whole months and the days around them. A month that the range leaves early counts as whole when
 * the days left out are still to come (after `latest`).
 */
export function partsOf(from: string, to: string, latest: string): RangeParts {
  const months: string[] = [];
  const runs: { from: string; to: string }[] = [];
  const addRun = (first: string, last: string) => {
    const previous = runs.at(-1);
    if (previous && plusDays(previous.to, 1) === first) previous.to = last;
    else runs.push({ from: first, to: last });
  };
  for (let day = from; day <= to; day = plusDays(lastOfMonth(day), 1)) {
    const end = lastOfMonth(day);
    const last = end < to ? end : to;
    if (day === firstOfMonth(day) && (end <= to || to >= latest)) months.push(day);
    else addRun(day, last);
  }
  return { months, runs };
}

/** Every day of a range in runs of days alone. */
export const daysOnly = (from: string, to: string): RangeParts => ({ months: [], runs: [{ from, to }] });

/** First day of the period of that length in which `day` lies; weeks begin on Monday. */
export function periodStart(day: string, by: PeriodLength): string {
  if (by === 'day') return day;
  if (by === 'month') return firstOfMonth(day);
  return plusDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** The periods of a range, the first and the last cut off where the range ends. */
export function periodsOf(from: string, to: string, by: PeriodLength): { from: string; to: string }[] {
  const groups = Map.groupBy(daysBetween(from, to), (day) => periodStart(day, by));
  return [...groups.values()].map((days) => ({ from: days[0] as string, to: days.at(-1) as string }));
}

/** Days up to which a range is shown by day when nobody says otherwise. */
const MOST_DAYS = 62;

export const usualLength = (from: string, to: string): PeriodLength =>
  plusDays(from, MOST_DAYS) > to ? 'day' : 'month';
