import { type Day, instantAt, minutesOf, weekdayOf } from '../../kernel/zone.ts';

export interface Period {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface WeeklyHours {
  readonly weekday: number;
  /** HH:MM or HH:MM:SS on the palace's wall clock. */
  readonly opens: string;
  readonly closes: string;
}

export interface FreeSlot extends Period {
  readonly free: boolean;
}

export const overlaps = (a: Period, b: Period): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/**
 * The slots of one day: each opening period cut from its start into pieces of `slotMinutes` that really pass, the
 * rest at its end left out. A slot is free when it has not begun and nothing of `occupied` touches it.
 */
export function slotsOfDay(options: {
  day: Day;
  zone: string;
  hours: readonly WeeklyHours[];
  slotMinutes: number;
  occupied: readonly Period[];
  now: Date;
}): FreeSlot[] {
  const { day, zone, slotMinutes, occupied, now } = options;
  const slots: FreeSlot[] = [];
  const today = options.hours
    .filter((hours) => hours.weekday === weekdayOf(day))
    .toSorted((a, b) => minutesOf(a.opens) - minutesOf(b.opens));
  for (const hours of today) {
    const closes = instantAt(day, minutesOf(hours.closes), zone);
    const opens = instantAt(day, minutesOf(hours.opens), zone);
    // A time skipped by a change of clocks may open later than the next period: never before the last slot's end.
    const earliest = slots.at(-1)?.endsAt ?? opens;
    let startsAt = new Date(Math.max(earliest.getTime(), opens.getTime()));
    for (;;) {
      const endsAt = new Date(startsAt.getTime() + slotMinutes * 60_000);
      if (endsAt > closes) break;
      const slot = { startsAt, endsAt };
      slots.push({ ...slot, free: startsAt > now && !occupied.some((each) => overlaps(each, slot)) });
      startsAt = endsAt;
    }
  }
  return slots;
}

/** Whether two opening periods of one weekday overlap. */
export function hoursOverlap(hours: readonly WeeklyHours[]): boolean {
  const sorted = hours.toSorted((a, b) => a.weekday - b.weekday || minutesOf(a.opens) - minutesOf(b.opens));
  return sorted.some((each, index) => {
    const before = sorted[index - 1];
    return before?.weekday === each.weekday && minutesOf(before.closes) > minutesOf(each.opens);
  });
}
