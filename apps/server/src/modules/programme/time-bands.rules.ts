import type { TimeBand } from '@wengong/contract';
import { daysBetween, localDay, localMinutes } from '../../kernel/zone.ts';
import { isHoliday, isWeekend, isWorkday } from './holidays.rules.ts';

const LUNCH_STARTS = 11 * 60 + 30;
const LUNCH_ENDS = 13 * 60 + 30;
const EVENING_STARTS = 17 * 60 + 30;
const DAY_MS = 24 * 3_600_000;

/**
 * The parts of a worker's free time in which a session can be attended (碎片化时间): the lunch break when it fits
 * into 11:30–13:30 of a workday, after work when it starts at 17:30 or later on a workday, weekend, holiday. What
 * runs for more than a day, such as an exhibition, is open on each of its days, over lunch as well.
 */
export function timeBandsOf(startsAt: Date, endsAt: Date, zone: string): TimeBand[] {
  const length = endsAt.getTime() - startsAt.getTime();
  const firstDay = localDay(startsAt, zone);
  if (length > DAY_MS) return bandsOfRun(firstDay, localDay(new Date(endsAt.getTime() - 1), zone));
  const bands: TimeBand[] = [];
  if (isWorkday(firstDay)) {
    const start = localMinutes(startsAt, zone);
    if (start >= LUNCH_STARTS && start + length / 60_000 <= LUNCH_ENDS) bands.push('lunch');
    if (start >= EVENING_STARTS) bands.push('evening');
  }
  if (isWeekend(firstDay)) bands.push('weekend');
  if (isHoliday(firstDay)) bands.push('holiday');
  return bands;
}

function bandsOfRun(firstDay: string, lastDay: string): TimeBand[] {
  const days = daysBetween(firstDay, lastDay);
  const bands: TimeBand[] = [];
  if (days.some(isWorkday)) bands.push('lunch');
  if (days.some(isWeekend)) bands.push('weekend');
  if (days.some(isHoliday)) bands.push('holiday');
  return bands;
}
