import { type Day, instantAt, localDay, minutesOf, weekdayOf } from '../../kernel/zone.ts';
import type { Period, WeeklyHours } from './venue.rules.ts';

/** Opening hours of certain days, first and last of them included. */
export interface SpecialHoursRead {
  readonly id: string;
  /** Null: the whole palace, with the spaces that have hours of their own. */
  readonly spaceId: string | null;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly name: string;
  readonly nameEn: string;
  /** HH:MM on the palace's wall clock, the same on each day; 24:00 ends a day. */
  readonly hours: readonly { readonly opens: string; readonly closes: string }[];
}

/** All hours of a palace and its spaces. */
export interface PalaceHours {
  readonly weekly: readonly (WeeklyHours & { readonly space_id: string | null })[];
  readonly special: readonly SpecialHoursRead[];
}

/**
 * The hours of a space, or of the palace (null), on one day: of this very day before those of the week, and in either
 * case its own before the palace's.
 */
export function hoursOn(hours: PalaceHours, spaceId: string | null, day: Day): WeeklyHours[] {
  const today = hours.special.filter((each) => each.firstDay <= day && day <= each.lastDay);
  const special =
    today.find((each) => each.spaceId !== null && each.spaceId === spaceId) ??
    today.find((each) => each.spaceId === null);
  const weekday = weekdayOf(day);
  if (special) return special.hours.map((part) => ({ weekday, ...part }));
  const own = hours.weekly.filter((row) => row.space_id !== null && row.space_id === spaceId);
  const usual = own.length > 0 ? own : hours.weekly.filter((row) => row.space_id === null);
  return usual.filter((row) => row.weekday === weekday);
}

/** The periods in which a space, or the palace (null), is open on one day of its wall clock. */
export const openPeriods = (hours: PalaceHours, spaceId: string | null, day: Day, zone: string): Period[] =>
  hoursOn(hours, spaceId, day).map((row) => ({
    startsAt: instantAt(day, minutesOf(row.opens), zone),
    endsAt: instantAt(day, minutesOf(row.closes), zone),
  }));

/** Whether a period lies within the hours of a space. A house that has not told its hours is never closed. */
export function isWithinHours(
  hours: PalaceHours,
  spaceId: string | null,
  { startsAt, endsAt }: Period,
  zone: string,
): boolean {
  const day = localDay(startsAt, zone);
  if (hours.weekly.length === 0 && hoursOn(hours, spaceId, day).length === 0) return true;
  // Parts of a day that meet are one.
  let until = startsAt;
  const open = openPeriods(hours, spaceId, day, zone).toSorted(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime(),
  );
  for (const part of open) if (part.startsAt <= until && part.endsAt > until) until = part.endsAt;
  return until > startsAt && until >= endsAt;
}

/** Says of a space and a period whether it is left outside. */
export type Outside = (spaceId: string | null, period: Period) => boolean;

/**
 * Whether special hours leave something outside that would be within the hours without them, or with those that they
 * replace.
 */
export function leavesOutside(
  hours: PalaceHours,
  added: SpecialHoursRead,
  zone: string,
  replaced?: SpecialHoursRead,
): Outside {
  const others = hours.special.filter((each) => each.id !== added.id);
  const before = { ...hours, special: replaced ? [...others, replaced] : others };
  const after = { ...hours, special: [...others, added] };
  return (spaceId, period) =>
    isWithinHours(before, spaceId, period, zone) && !isWithinHours(after, spaceId, period, zone);
}

/** Where and when special hours, with those that they replace, may leave something outside. Null: any space. */
export function reachOf(
  special: SpecialHoursRead,
  replaced: SpecialHoursRead | undefined,
  zone: string,
): Period & { readonly spaceId: string | null } {
  const all = replaced ? [special, replaced] : [special];
  const first = all.map((each) => each.firstDay).toSorted()[0] as Day;
  const last = all
    .map((each) => each.lastDay)
    .toSorted()
    .at(-1) as Day;
  return {
    spaceId: all.every((each) => each.spaceId === special.spaceId) ? special.spaceId : null,
    startsAt: instantAt(first, 0, zone),
    endsAt: instantAt(last, 1440, zone),
  };
}

/** `10:00–16:00、18:00–20:00` */
export const hoursText = ({ hours }: Pick<SpecialHoursRead, 'hours'>): string =>
  hours.map((part) => `${part.opens}–${part.closes}`).join('、');
