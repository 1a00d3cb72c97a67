import type { RepeatRule } from '@wengong/contract';
import { nthOf } from '@wengong/contract/recurrence';
import { addDays, instantOfInput } from '#lib/features/console/clock.ts';

/** How sessions repeat, as the form holds it. */
export interface RepeatState {
  pattern: 'weekly' | 'biweekly' | 'monthly-date' | 'monthly-weekday';
  firstDay: string;
  weekdays: number[];
  ends: 'count' | 'until';
  count: string;
  until: string;
  exceptions: string[];
}

/** 0 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Which one of its weekday in its month a day is, for the words of a monthly rule; 5 is said as the last. */
export const nthWeekday = (day: string): number => nthOf(day);

/** A weekly class of twelve that has no first day yet. */
export const newRepeat = (): RepeatState => ({
  pattern: 'weekly',
  firstDay: '',
  weekdays: [],
  ends: 'count',
  count: '12',
  until: '',
  exceptions: [],
});

/** The form's state for a rule as it is stored. */
export const repeatOf = (rule: RepeatRule): RepeatState => ({
  pattern:
    rule.frequency === 'weekly' ? (rule.interval === 2 ? 'biweekly' : 'weekly') : `monthly-${rule.monthlyBy}`,
  firstDay: rule.firstDay,
  weekdays: [...rule.weekdays],
  ends: rule.count === null ? 'until' : 'count',
  count: String(rule.count ?? 12),
  until: rule.until ?? '',
  exceptions: [...rule.exceptions],
});

/** The rule that the form says; null while something is missing. */
export function ruleOf(state: RepeatState): RepeatRule | null {
  const count = state.ends === 'count' ? Math.round(Number(state.count)) : null;
  const until = state.ends === 'until' ? state.until : null;
  if (state.firstDay === '' || until === '' || (count !== null && !(count >= 1 && count <= 60))) return null;
  const weekly = state.pattern === 'weekly' || state.pattern === 'biweekly';
  const weekdays = weekly ? state.weekdays : [];
  if (weekly && weekdays.length === 0) return null;
  return {
    frequency: weekly ? 'weekly' : 'monthly',
    interval: state.pattern === 'biweekly' ? 2 : 1,
    weekdays: [...weekdays].sort(),
    monthlyBy: state.pattern === 'monthly-weekday' ? 'weekday' : 'date',
    firstDay: state.firstDay,
    count,
    until,
    exceptions: [...state.exceptions],
  };
}

export interface Slot {
  startsAt: string;
  endsAt: string;
}

/** The times of some days on the palace's clock; an end not after the start is on the next day. */
export function slotsOf(days: readonly string[], start: string, end: string, timeZone: string): Slot[] {
  return days.flatMap((day) => {
    const startsAt = instantOfInput(`${day}T${start}`, timeZone);
    const endsAt = instantOfInput(`${end <= start ? addDays(day, 1) : day}T${end}`, timeZone);
    return startsAt && endsAt ? [{ startsAt, endsAt }] : [];
  });
}
