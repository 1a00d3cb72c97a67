import { type Day, daysBetween, weekdayOf } from '../../kernel/zone.ts';

/**
 * Statutory holidays with their adjusted working days (调休). 2026 follows the State Council's notice of
 * 4 November 2025. Of 2027 only the days fixed by the Regulation on Public Holidays are known before the notice of
 * late 2026: its bridge days and adjusted working days are added to this table when it appears.
 */
const HOLIDAYS: readonly (readonly [first: Day, last: Day, name: string, nameEn: string])[] = [
  ['2026-01-01', '2026-01-03', '元旦', 'New Year'],
  ['2026-02-15', '2026-02-23', '春节', 'Spring Festival'],
  ['2026-04-04', '2026-04-06', '清明节', 'Qingming Festival'],
  ['2026-05-01', '2026-05-05', '劳动节', 'Labour Day'],
  ['2026-06-19', '2026-06-21', '端午节', 'Dragon Boat Festival'],
  ['2026-09-25', '2026-09-27', '中秋节', 'Mid-Autumn Festival'],
  ['2026-10-01', '2026-10-07', '国庆节', 'National Day'],
  ['2027-01-01', '2027-01-01', '元旦', 'New Year'],
  ['2027-02-05', '2027-02-08', '春节', 'Spring Festival'],
  ['2027-04-05', '2027-04-05', '清明节', 'Qingming Festival'],
  ['2027-05-01', '2027-05-02', '劳动节', 'Labour Day'],
  ['2027-06-09', '2027-06-09', '端午节', 'Dragon Boat Festival'],
  ['2027-09-15', '2027-09-15', '中秋节', 'Mid-Autumn Festival'],
  ['2027-10-01', '2027-10-03', '国庆节', 'National Day'],
];

const ADJUSTED_WORKDAYS: ReadonlySet<Day> = new Set([
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]);

const HOLIDAY_DAYS: ReadonlySet<Day> = new Set(HOLIDAYS.flatMap(([first, last]) => daysBetween(first, last)));

/** The holiday that a day belongs to; undefined on any other day. */
export function holidayOf(day: Day): { name: string; nameEn: string } | undefined {
  const found = HOLIDAYS.find(([first, last]) => first <= day && day <= last);
  return found && { name: found[2], nameEn: found[3] };
}

/** A Saturday or Sunday that is worked, to make a holiday longer (调休). */
export const isAdjustedWorkday = (day: Day): boolean => ADJUSTED_WORKDAYS.has(day);

export const isHoliday = (day: Day): boolean => HOLIDAY_DAYS.has(day);

/** A Saturday or Sunday on which people are off. */
export const isWeekend = (day: Day): boolean =>
  (weekdayOf(day) === 0 || weekdayOf(day) === 6) && !ADJUSTED_WORKDAYS.has(day);

export const isWorkday = (day: Day): boolean => !isHoliday(day) && !isWeekend(day);
