import { DAY, type DemoCalendar, LAST_DAY, later, MINUTE, type Occupancy } from './calendar.ts';
import type { ActivityContent, Timetable } from './content.ts';
import type { Palace } from './places.ts';

export interface Slot {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** From a one-off; regular sessions give way to it. */
  readonly firm: boolean;
}

/** When the activities of a palace take place: one-offs first, regular sessions where room and teacher are left. */
export function timetableOf(
  calendar: DemoCalendar,
  palace: Palace,
  occupied: Occupancy,
): Map<ActivityContent, Slot[]> {
  const slots = new Map<ActivityContent, Slot[]>();
  for (const firm of [true, false]) {
    for (const activity of palace.content.activities) {
      const mine = activity.when
        .flatMap((rule) => slotsOf(calendar, rule))
        .filter((slot) => slot.firm === firm && placed(palace, activity, slot, occupied));
      slots.set(activity, [...(slots.get(activity) ?? []), ...mine]);
    }
  }
  for (const [activity, mine] of slots)
    slots.set(
      activity,
      mine.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
    );
  return slots;
}

/** Room units and teacher of an activity. */
export function resourcesOf(palace: Palace, activity: ActivityContent): string[] {
  const space = activity.space === undefined ? undefined : palace.spaces.get(activity.space);
  const teacher = activity.teacher === undefined ? undefined : palace.teachers.get(activity.teacher);
  return [...(space?.units ?? []), ...(teacher === undefined ? [] : [teacher])];
}

function placed(palace: Palace, activity: ActivityContent, slot: Slot, occupied: Occupancy): boolean {
  const resources = resourcesOf(palace, activity);
  if (occupied.isFree(resources, slot.startsAt, slot.endsAt)) {
    occupied.take(resources, slot.startsAt, slot.endsAt);
    return true;
  }
  if (slot.firm) {
    throw new Error(
      `demonstration: ${palace.content.slug} ${activity.key} finds its room or teacher taken at ${slot.startsAt.toISOString()}`,
    );
  }
  return false;
}

function slotsOf(calendar: DemoCalendar, rule: Timetable): Slot[] {
  if ('span' in rule) {
    const [first, last] = rule.span;
    return [{ startsAt: calendar.at(first, rule.opens), endsAt: calendar.at(last, rule.closes), firm: true }];
  }
  const slot = (offset: number, firm: boolean): Slot => {
    const startsAt = calendar.at(offset, rule.at);
    return { startsAt, endsAt: later(startsAt, rule.minutes * MINUTE), firm };
  };
  if ('days' in rule) return rule.days.map((offset) => slot(offset, true));
  const first = Math.max(calendar.firstDay, rule.from ?? calendar.firstDay);
  const last = Math.min(LAST_DAY, rule.to ?? LAST_DAY);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .filter((offset) => rule.weekly.includes(calendar.weekday(offset)))
    .map((offset) => slot(offset, false));
}

/** How long before it begins a session opens for booking, in ms. */
export const leadOf = (slot: Slot): number => (slot.firm ? 14 : 10) * DAY;
