import { addDays } from '#lib/features/console/clock.ts';

export const periodKinds = ['day', 'week', 'month', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** Days that figures are asked for, both included, with the same length before and after. */
export interface Period {
  kind: PeriodKind;
  from: string;
  to: string;
  /** Any day of the period before and of the one after. */
  before: string;
  after: string;
}

/** The period of `kind` in which `day` lies; weeks start on Monday, a year is the twelve months up to that of `day`. */
export function periodOf(kind: PeriodKind, day: string): Period {
  const [from, to] = bounds(kind, day);
  return {
    kind,
    from,
    to,
    before: addDays(from, -1),
    after: kind === 'year' ? addMonths(to, 12) : addDays(to, 1),
  };
}

function bounds(kind: PeriodKind, day: string): [from: string, to: string] {
  if (kind === 'day') return [day, day];
  if (kind === 'week') {
    const weekday = (new Date(day).getUTCDay() + 6) % 7;
    return [addDays(day, -weekday), addDays(day, 6 - weekday)];
  }
  const first = addMonths(day, kind === 'year' ? -11 : 0);
  return [first, addDays(addMonths(day, 1), -1)];
}

/** The first day of the month some months after (or before) that of `day`. */
function addMonths(day: string, months: number): string {
  const first = new Date(`${day.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  return first.toISOString().slice(0, 10);
}

/** The period named in an address (`?period=week&day=2026-11-22`); the week of `today` otherwise. */
export function periodAsked(search: URLSearchParams, today: string): Period {
  const kind = periodKinds.find((one) => one === search.get('period')) ?? 'week';
  const day = search.get('day') ?? '';
  const valid = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  return periodOf(kind, valid ? day : today);
}

/** The address of another period: `search` with what else was chosen in it, such as the order of the tables. */
export function periodAddress(base: string, search: string, kind: PeriodKind, day: string): string {
  const asked = new URLSearchParams(search);
  asked.set('period', kind);
  asked.set('day', day);
  return `${base}?${asked}`;
}

/** Days to compare with as many days of the period before. */
export interface ComparedDays {
  now: { from: string; to: string };
  before: { from: string; to: string };
  /** The period is not over: its days up to yesterday are compared. */
  soFar: boolean;
}

/**
 * What to compare of a period: all of it, or the whole days of one that is not over, with as many of the period before.
 * Null before a whole day has come: a Monday morning is no week.
 */
export function daysToCompare(period: Period, today: string): ComparedDays | null {
  const { from, to } = periodOf(period.kind, period.before);
  if (period.to < today)
    return { now: { from: period.from, to: period.to }, before: { from, to }, soFar: false };
  if (period.from >= today) return null;
  const yesterday = addDays(today, -1);
  const length = (Date.parse(yesterday) - Date.parse(period.from)) / 86_400_000;
  const end = addDays(from, length);
  return {
    now: { from: period.from, to: yesterday },
    before: { from, to: end < to ? end : to },
    soFar: true,
  };
}

/** Whole months, both included, `YYYY-MM`. */
export interface Months {
  count: number;
  from: string;
  to: string;
}

export const monthCounts = [1, 3, 12] as const;

/** The months up to this one that an address asks for (`?months=3`); three otherwise. */
export function monthsAsked(search: URLSearchParams, today: string): Months {
  const count = monthCounts.find((one) => String(one) === search.get('months')) ?? 3;
  return { count, from: addMonths(today, 1 - count).slice(0, 7), to: today.slice(0, 7) };
}
