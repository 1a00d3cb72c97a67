import { REPEAT_LIMIT, type RepeatRule, type SessionTemplate } from '@wengong/contract';
import { localDay, minutesOf } from '../kernel/zone.ts';
import { DAY, type DemoCalendar, LAST_DAY, ZONE } from './calendar.ts';
import type { ActivityContent } from './content.ts';
import type { Palace } from './places.ts';
import { leadOf, type Slot } from './timetable.ts';

/** The rule by which an activity's sessions repeat. */
export interface DemoRule {
  readonly repeat: RepeatRule;
  readonly template: SessionTemplate;
}

/**
 * The rule of an activity that takes place weekly and no other way; undefined for all others, and for what would have
 * more dates than a rule may. Days on which it gave way to something else are its exceptions.
 */
export function ruleOf(
  calendar: DemoCalendar,
  palace: Palace,
  activity: ActivityContent,
  slots: readonly Slot[],
): DemoRule | undefined {
  const [when, ...others] = activity.when;
  const [first] = slots;
  if (when === undefined || others.length > 0 || !('weekly' in when) || first === undefined) return undefined;
  const held = new Set(slots.map((slot) => localDay(slot.startsAt, ZONE)));
  const from = calendar.offsetOf(first.startsAt);
  const days = Array.from({ length: (when.to ?? LAST_DAY) - from + 1 }, (_, nth) => from + nth)
    .filter((offset) => when.weekly.includes(calendar.weekday(offset)))
    .map((offset) => calendar.day(offset));
  if (days.length > REPEAT_LIMIT || held.size !== slots.length) return undefined;
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const teacher = activity.teacher === undefined ? undefined : palace.teachers.get(activity.teacher);
  const space = activity.space === undefined ? undefined : palace.spaces.get(activity.space);
  return {
    repeat: {
      frequency: 'weekly',
      interval: 1,
      weekdays: [...when.weekly].sort(),
      monthlyBy: 'date',
      firstDay: localDay(first.startsAt, ZONE),
      count: null,
      until: days.at(-1) ?? localDay(first.startsAt, ZONE),
      exceptions: days.filter((day) => !held.has(day)),
    },
    template: {
      startTime: when.at,
      endTime: clock(minutesOf(when.at) + when.minutes),
      spaceId: space?.id ?? null,
      teacherId: teacher ?? null,
      capacity: activity.seats,
      quotas: Object.entries(activity.reserved ?? {}).map(([category, seats]) => ({
        category: category as SessionTemplate['quotas'][number]['category'],
        seats,
      })),
      opens: { daysBefore: leadOf(first) / DAY, time: when.at },
      closesMinutesBefore: 0,
    },
  };
}
