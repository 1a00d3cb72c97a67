import type { DayOff } from '@wengong/contract';

/** Days in a row that have one name: a public holiday, or working days that make up for one. */
export interface DaysAhead {
  readonly name: string;
  readonly nameEn: string;
  readonly firstDay: string;
  readonly lastDay: string;
}

/** Holidays and adjusted working days as what they are, from single days in order; closed days say nothing here. */
export function holidaysAhead(days: readonly DayOff[]): DaysAhead[] {
  const ahead: DaysAhead[] = [];
  for (const { day, kind, name, nameEn } of days) {
    if (kind === 'closed') continue;
    const before = ahead.at(-1);
    const follows = before?.name === name && Date.parse(day) - Date.parse(before.lastDay) === 86_400_000;
    if (follows) ahead[ahead.length - 1] = { ...before, lastDay: day };
    else ahead.push({ name, nameEn, firstDay: day, lastDay: day });
  }
  return ahead;
}
