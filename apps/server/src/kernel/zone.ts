import {
  CalendarDate,
  fromDate,
  parseDate,
  Time,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date';

/** The wall clock of a palace: days and times of day in its time zone, safe over summer-time changes. */

/** Calendar day, YYYY-MM-DD. */
export type Day = string;

/** The day that the wall clock in `zone` shows at `instant`. */
export function localDay(instant: Date, zone: string): Day {
  const at = fromDate(instant, zone);
  return new CalendarDate(at.year, at.month, at.day).toString();
}

/** Minutes since midnight, with fractions, that the wall clock in `zone` shows at `instant`. */
export function localMinutes(instant: Date, zone: string): number {
  const at = fromDate(instant, zone);
  return at.hour * 60 + at.minute + at.second / 60;
}

/**
 * The instant at which the wall clock in `zone` shows `minutes` after midnight of `day`; 1440 is the next
 * midnight. A time that a change of clocks skips becomes the same distance later; one that it repeats, the first.
 */
export function instantAt(day: Day, minutes: number, zone: string): Date {
  const date = parseDate(day).add({ days: Math.floor(minutes / 1440) });
  const ofDay = minutes % 1440;
  const time = new Time(Math.floor(ofDay / 60), ofDay % 60);
  return toZoned(toCalendarDateTime(date, time), zone).toDate();
}

export const plusDays = (day: Day, days: number): Day => parseDate(day).add({ days }).toString();

/** 0 is Sunday, 6 is Saturday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** The days from `first` to `last`, both included. */
export function daysBetween(first: Day, last: Day): Day[] {
  const days: Day[] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day);
  return days;
}

/** Minutes since midnight of `HH:MM` or `HH:MM:SS`. */
export function minutesOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** What the wall clock in `zone` shows at `instant`: YYYY-MM-DDTHH:MM. */
export const wallTime = (instant: Date, zone: string): string =>
  fromDate(instant, zone).toString().slice(0, 16);

/** A period for a sentence: `11-23 19:00–21:00`, or with both days when they differ. */
export function periodText(startsAt: Date, endsAt: Date, zone: string): string {
  const start = fromDate(startsAt, zone).toString();
  const end = fromDate(endsAt, zone).toString();
  const endText = end.slice(0, 10) === start.slice(0, 10) ? end.slice(11, 16) : stamp(end);
  return `${stamp(start)}–${endText}`;
}

const stamp = (iso: string) => `${iso.slice(5, 10)} ${iso.slice(11, 16)}`;
