import { minutesOf, plusDays } from '../kernel/zone.ts';
import { holidayOf } from '../modules/programme/index.ts';
import type { PalaceContent } from './content.ts';
import type { Rows } from './rows.ts';
import type { Seed } from './seed.ts';

/** How far ahead a palace tells the hours of the next public holiday, days. */
const AHEAD = 120;
/** Minutes later than usual that a palace opens then, and at most when, on its wall clock. */
const LATER = 60;
const LATEST = 10 * 60;

interface Making {
  readonly rows: Rows;
  readonly seed: Seed;
  readonly palaceId: string;
  readonly at: Date;
  readonly content: PalaceContent;
}

/** The next public holiday: the palace opens a little later on its days. */
export function addHolidayHours({ rows, seed, palaceId, at, content }: Making, today: string): void {
  const days = Array.from({ length: AHEAD }, (_, ahead) => plusDays(today, ahead + 1));
  const first = days.findIndex((day) => holidayOf(day) !== undefined);
  const holiday = holidayOf(days[first] ?? '');
  if (holiday === undefined) return;
  const after = days.findIndex((day, at) => at > first && holidayOf(day)?.name !== holiday.name);
  const opens = Math.max(
    minutesOf(content.hours.opens),
    Math.min(LATEST, minutesOf(content.hours.opens) + LATER),
  );
  rows.add('special_hours', {
    palace_id: palaceId,
    id: seed.id(at),
    space_id: null,
    days: `[${days[first]},${days[after] ?? plusDays(today, AHEAD + 1)})`,
    name: holiday.name,
    name_en: holiday.nameEn,
    open_minutes: `{[${opens},${minutesOf(content.hours.closes)})}`,
  });
}
