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

/** The period of `kind` in which `day` lies; weeks start on Monday, a year is the 365 days up to `day`. */
export function periodOf(kind: PeriodKind, day: string): Period {
  const [from, to] = bounds(kind, day);
  return {
    kind,
    from,
    to,
    before: addDays(from, -1),
    after: kind === 'year' ? addDays(to, 365) : addDays(to, 1),
  };
}

function bounds(kind: PeriodKind, day: string): [from: string, to: string] {
  if (kind === 'day') return [day, day];
  if (kind === 'year') return [addDays(day, -364), day];
  if (kind === 'week') {
    const weekday = (new Date(day).getUTCDay() + 6) % 7;
    return [addDays(day, -weekday), addDays(day, 6 - weekday)];
  }
  const first = `${day.slice(0, 7)}-01`;
  const next = new Date(first);
  next.setUTCMonth(next.getUTCMonth() + 1);
  return [first, addDays(next.toISOString().slice(0, 10), -1)];
}

/** The period named in an address (`?period=week&day=2026-11-22`); the week of `today` otherwise. */
export function periodAsked(search: URLSearchParams, today: string): Period {
  const kind = periodKinds.find((one) => one === search.get('period')) ?? 'week';
  const day = search.get('day') ?? '';
  const valid = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day));
  return periodOf(kind, valid ? day : today);
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
  const first = new Date(`${today.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() - count + 1);
  return { count, from: first.toISOString().slice(0, 7), to: today.slice(0, 7) };
}
