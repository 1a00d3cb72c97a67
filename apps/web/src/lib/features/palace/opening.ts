import type { Closure, OpeningHours } from '@wengong/contract';

export interface OpeningDay {
  /** 0 is Sunday. */
  weekday: number;
  /** `09:00–17:00`, several when the day has a break; empty when closed. */
  hours: string[];
  today: boolean;
}

/** The week from Monday to Sunday. */
export function openingWeek(
  hours: readonly OpeningHours[],
  timeZone: string,
  now = new Date(),
): OpeningDay[] {
  const today = wallClock(timeZone, now).weekday;
  return [1, 2, 3, 4, 5, 6, 0].map((weekday) => ({
    weekday,
    today: weekday === today,
    hours: hours.filter((one) => one.weekday === weekday).map((one) => `${one.opens}–${one.closes}`),
  }));
}

/** Whether it is open at `now`: within the hours of the day and in no closure. */
export function isOpen(
  hours: readonly OpeningHours[],
  closures: readonly Closure[],
  timeZone: string,
  now = new Date(),
): boolean {
  const { weekday, time } = wallClock(timeZone, now);
  const closed = closures.some((one) => new Date(one.startsAt) <= now && now < new Date(one.endsAt));
  return !closed && hours.some((one) => one.weekday === weekday && one.opens <= time && time < one.closes);
}

function wallClock(timeZone: string, now: Date): { weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')),
    time: `${part('hour')}:${part('minute')}`,
  };
}
