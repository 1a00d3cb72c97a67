/**
 * Dates of something that repeats: what the editor previews while typing, and what the server plans. Pure, so that
 * both count alike. A rule is a small part of RFC 5545: weekly on some weekdays, or monthly on a date or a weekday.
 */
export interface RepeatRule {
  readonly frequency: 'weekly' | 'monthly';
  /** Every so many weeks or months. */
  readonly interval: number;
  /** Weekly: on which weekdays; 0 is Sunday. */
  readonly weekdays: number[];
  /** Monthly: on the first day's date (the 15th), or on its weekday of the month (the third Tuesday). */
  readonly monthlyBy: 'date' | 'weekday';
  /** Nothing is before it, YYYY-MM-DD. */
  readonly firstDay: string;
  /** Ends after so many dates; those left out do not count. Exactly one of `count` and `until` is set. */
  readonly count: number | null;
  /** Last day that may be one. */
  readonly until: string | null;
  /** Days left out. */
  readonly exceptions: string[];
}

/** Most dates a rule can have. */
export const REPEAT_LIMIT = 60;

const DAY_MS = 86_400_000;
/** Months or weeks looked at before a rule that never fits is given up. */
const STEPS = 600;
const WEEKDAY_NAMES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
const plus = (day: string, days: number): string => dayOf(new Date(dateOf(day).getTime() + days * DAY_MS));
const weekday = (day: string): number => dateOf(day).getUTCDay();

/** The dates of a rule in order, at most REPEAT_LIMIT. */
export function datesOf(rule: RepeatRule): string[] {
  return walk(rule).kept;
}

/** Dates that the rule would have without its exceptions, each with whether it is left out: for a preview. */
export function datesWithExceptions(rule: RepeatRule): { day: string; skipped: boolean }[] {
  const { kept, skipped } = walk(rule);
  const all = [
    ...kept.map((day) => ({ day, skipped: false })),
    ...skipped.map((day) => ({ day, skipped: true })),
  ];
  return all.sort((a, b) => (a.day < b.day ? -1 : 1));
}

function walk(rule: RepeatRule): { kept: string[]; skipped: string[] } {
  const kept: string[] = [];
  const skipped: string[] = [];
  const out = new Set(rule.exceptions);
  const most = Math.min(rule.count ?? REPEAT_LIMIT, REPEAT_LIMIT);
  for (let step = 0; step < STEPS && kept.length < most; step += 1) {
    for (const day of rule.frequency === 'weekly' ? weekOf(rule, step) : monthOf(rule, step)) {
      if (day < rule.firstDay) continue;
      if (rule.until !== null && day > rule.until) return { kept, skipped };
      if (kept.length === most) return { kept, skipped };
      (out.has(day) ? skipped : kept).push(day);
    }
  }
  return { kept, skipped };
}

/** The rule's days in the week (from Monday) that is `step` intervals after the first day's. */
function weekOf({ firstDay, interval, weekdays }: RepeatRule, step: number): string[] {
  const monday = plus(firstDay, -((weekday(firstDay) + 6) % 7) + step * interval * 7);
  return [...new Set(weekdays)].map((one) => plus(monday, (one + 6) % 7)).sort();
}

/** The rule's day in the month that is `step` intervals after the first day's; none where the month has no such date. */
function monthOf({ firstDay, interval, monthlyBy }: RepeatRule, step: number): string[] {
  const first = dateOf(firstDay);
  const start = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + step * interval, 1));
  const length = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
  const date = monthlyBy === 'date' ? first.getUTCDate() : dateOfWeekday(start, length, firstDay);
  return date > length ? [] : [plus(dayOf(start), date - 1)];
}

/** Date of the first day's weekday in a month: the same one of the month; a fifth is the last. */
function dateOfWeekday(start: Date, length: number, firstDay: string): number {
  const earliest = 1 + ((weekday(firstDay) - start.getUTCDay() + 7) % 7);
  if (nthOf(firstDay) < 5) return earliest + 7 * (nthOf(firstDay) - 1);
  return earliest + 28 <= length ? earliest + 28 : earliest + 21;
}

/** Which one of its weekday in its month a day is, 1 to 5. */
export const nthOf = (day: string): number => Math.ceil(dateOf(day).getUTCDate() / 7);

/** The rule as an RRULE of RFC 5545, for calendars; exceptions are its EXDATEs and not in it. */
export function rruleOf(rule: RepeatRule): string {
  const { kept, skipped } = walk(rule);
  const parts = [`FREQ=${rule.frequency.toUpperCase()}`];
  if (rule.interval > 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.frequency === 'weekly') {
    parts.push('WKST=MO', `BYDAY=${rule.weekdays.map((one) => WEEKDAY_NAMES[one]).join(',')}`);
  } else if (rule.monthlyBy === 'date') {
    parts.push(`BYMONTHDAY=${dateOf(rule.firstDay).getUTCDate()}`);
  } else {
    const nth = nthOf(rule.firstDay);
    parts.push(`BYDAY=${nth === 5 ? -1 : nth}${WEEKDAY_NAMES[weekday(rule.firstDay)]}`);
  }
  // An RRULE counts dates before they are taken out; here only those that take place count.
  if (rule.count !== null) parts.push(`COUNT=${kept.length + skipped.length}`);
  if (rule.until !== null) parts.push(`UNTIL=${rule.until.replaceAll('-', '')}`);
  return parts.join(';');
}
