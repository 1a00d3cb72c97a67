import type { Closure, OpeningHours, SpecialHours } from '@wengong/contract';

export interface OpeningDay {
  /** 0 is Sunday. */
  weekday: number;
  /** `09:00–17:00`, several when the day has a break; empty when closed. */
  hours: string[];
  today: boolean;
  /** The special day that the next of its kind is; null on an ordinary one. */
  special: SpecialHours | null;
}

/** When a palace, or a space, is open: in the week, on special days, and when it is closed. */
export interface Opening {
  readonly openingHours: readonly OpeningHours[];
  readonly specialHours: readonly SpecialHours[];
  readonly closures: readonly Closure[];
}

/** The week from Monday to Sunday: today and the next days of each kind. */
export function openingWeek(opening: Opening, timeZone: string, now = new Date()): OpeningDay[] {
  const today = wallClock(timeZone, now);
  return [1, 2, 3, 4, 5, 6, 0].map((weekday) => {
    const day = plusDays(today.day, (weekday - today.weekday + 7) % 7);
    return {
      weekday,
      today: weekday === today.weekday,
      hours: hoursOn(opening, day, weekday).map((one) => `${one.opens}–${one.closes}`),
      special: specialOn(opening, day),
    };
  });
}

/** Whether it is open at `now`: within the hours of the day and in no closure. */
export function isOpen(opening: Opening, timeZone: string, now = new Date()): boolean {
  const { day, weekday, time } = wallClock(timeZone, now);
  const closed = opening.closures.some((one) => new Date(one.startsAt) <= now && now < new Date(one.endsAt));
  return !closed && hoursOn(opening, day, weekday).some((one) => one.opens <= time && time < one.closes);
}

/** A day has special hours once for a space and once for the palace: the space's own come first. */
function specialOn({ specialHours }: Opening, day: string): SpecialHours | null {
  const those = specialHours.filter((one) => one.firstDay <= day && day <= one.lastDay);
  return those.find((one) => one.spaceId !== null) ?? those[0] ?? null;
}

const hoursOn = (opening: Opening, day: string, weekday: number) =>
  specialOn(opening, day)?.hours ?? opening.openingHours.filter((one) => one.weekday === weekday);

const plusDays = (day: string, days: number) =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

function wallClock(timeZone: string, now: Date): { day: string; weekday: number; time: string } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday')),
    time: `${part('hour')}:${part('minute')}`,
  };
}
