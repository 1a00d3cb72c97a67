import type { DayOff } from '@wengong/contract';
import type { Reader } from '../../../kernel/db.ts';
import { type Day, daysBetween, localDay } from '../../../kernel/zone.ts';
import { closuresOfHouse } from '../../venue/index.ts';
import { holidayOf, isAdjustedWorkday } from '../holidays.rules.ts';

/** Days between `first` and `last` that are no ordinary ones, in order: a closure says more than a holiday. */
export async function daysOffBetween(
  reader: Reader,
  palaceId: string,
  zone: string,
  { first, last, now }: { first: Day; last: Day; now: Date },
): Promise<DayOff[]> {
  const closures = await closuresOfHouse(reader, palaceId, now);
  const closed = new Map<Day, string>();
  for (const { startsAt, endsAt, reason } of closures) {
    const until = localDay(new Date(endsAt.getTime() - 1), zone);
    const from = localDay(startsAt, zone);
    for (const day of daysBetween(from < first ? first : from, until > last ? last : until))
      closed.set(day, reason);
  }
  return daysBetween(first, last).flatMap((day) => dayOffOf(day, closed.get(day)));
}

function dayOffOf(day: Day, closure: string | undefined): DayOff[] {
  if (closure !== undefined) return [{ day, kind: 'closed', name: closure, nameEn: closure }];
  const holiday = holidayOf(day);
  if (holiday !== undefined) return [{ day, kind: 'holiday', ...holiday }];
  if (isAdjustedWorkday(day)) return [{ day, kind: 'workday', name: '调休上班', nameEn: 'worked instead' }];
  return [];
}
