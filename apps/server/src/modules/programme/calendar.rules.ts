import { type Day, daysBetween, localDay, plusDays } from '../../kernel/zone.ts';

/** First and last day of a month, `YYYY-MM`. */
export function daysOfMonth(month: string): { first: Day; last: Day } {
  const first = `${month}-01`;
  const nextMonth = `${plusDays(first, 31).slice(0, 7)}-01`;
  return { first, last: plusDays(nextMonth, -1) };
}

export interface CalendarEntry {
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly free: boolean;
}

/** How much happens on each day from `first` to `last` that has something; a long run counts on each of its days. */
export function countByDay(
  entries: readonly CalendarEntry[],
  zone: string,
  { first, last }: { first: Day; last: Day },
): { day: Day; sessions: number; free: number }[] {
  const counts = new Map(daysBetween(first, last).map((day) => [day, { day, sessions: 0, free: 0 }]));
  for (const entry of entries) {
    const begins = localDay(entry.startsAt, zone);
    const ends = localDay(new Date(entry.endsAt.getTime() - 1), zone);
    for (const day of daysBetween(begins < first ? first : begins, ends > last ? last : ends)) {
      const count = counts.get(day);
      if (count === undefined) continue;
      count.sessions += 1;
      count.free += entry.free ? 1 : 0;
    }
  }
  return [...counts.values()].filter((count) => count.sessions > 0);
}
