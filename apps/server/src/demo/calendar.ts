import { type Day, instantAt, localDay, minutesOf, plusDays, weekdayOf } from '../kernel/zone.ts';

export const ZONE = 'Asia/Shanghai';
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The last day that the demonstration tells of, counted from the day of loading. */
export const LAST_DAY = 21;

/** Days counted from today, on the wall clock of the palaces. Every day of China has 24 hours. */
export class DemoCalendar {
  readonly now: Date;
  readonly today: Day;
  /** The first day that is told of. */
  readonly firstDay: number;
  readonly #midnight: number;

  constructor(now: Date, firstDay: number) {
    this.now = now;
    this.firstDay = firstDay;
    this.today = localDay(now, ZONE);
    this.#midnight = instantAt(this.today, 0, ZONE).getTime();
  }

  /** The instant at `time` (`HH:MM`) of the day `offset` days from today. */
  at(offset: number, time: string): Date {
    return new Date(this.#midnight + offset * DAY + minutesOf(time) * MINUTE);
  }

  /** Sunday is 0. */
  weekday(offset: number): number {
    return (((weekdayOf(this.today) + offset) % 7) + 7) % 7;
  }

  /** Days from today to the day of `instant`. */
  offsetOf(instant: Date): number {
    return Math.floor((instant.getTime() - this.#midnight) / DAY);
  }

  /** The day `offset` days from today. */
  day(offset: number): Day {
    return plusDays(this.today, offset);
  }

  /** An instant that is not in the future. */
  notAfterNow(instant: Date): Date {
    return instant > this.now ? this.now : instant;
  }
}

export const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);

/** Who or what is busy when; periods do not include their end. */
export class Occupancy {
  readonly #taken = new Map<string, [number, number][]>();

  isFree(keys: readonly string[], from: Date, to: Date): boolean {
    return keys.every((key) =>
      (this.#taken.get(key) ?? []).every(([start, end]) => end <= from.getTime() || start >= to.getTime()),
    );
  }

  take(keys: readonly string[], from: Date, to: Date): void {
    for (const key of keys) {
      const periods = this.#taken.get(key) ?? [];
      periods.push([from.getTime(), to.getTime()]);
      this.#taken.set(key, periods);
    }
  }
}
