import { dayKey, formatDay, formatRange, formatTime, type Place } from '#lib/i18n/format.ts';
import { programmeMessages } from './messages.ts';

/** What lasts longer is a run of days, like an exhibition, and not one occasion. */
const LONG_MS = 24 * 60 * 60 * 1000;

interface Occasion {
  startsAt: string;
  endsAt: string;
}

/** Lasts for days: told by its last day rather than by the hour. */
export const isLong = ({ startsAt, endsAt }: Occasion): boolean =>
  Date.parse(endsAt) - Date.parse(startsAt) > LONG_MS;

/** Lasts for days and is open already. */
export const isRunning = (occasion: Occasion, now = Date.now()): boolean =>
  isLong(occasion) && Date.parse(occasion.startsAt) <= now;

/**
 * `11月22日 周日 14:00–16:00`; past midnight `11月22日 周日 21:00–次日 01:00`; over days `11月22日 周日 至 1月21日 周四`,
 * and once begun `至 1月21日 周四`.
 */
export function whenWords(occasion: Occasion, place: Place, now = Date.now()): string {
  const m = programmeMessages[place.lang];
  const { startsAt, endsAt } = occasion;
  if (isLong(occasion)) {
    const until = m.until(formatDay(endsAt, place, now));
    return isRunning(occasion, now) ? until : `${formatDay(startsAt, place, now)} ${until}`;
  }
  if (dayKey(startsAt, place) === dayKey(endsAt, place)) return formatRange(startsAt, endsAt, place, now);
  const start = `${formatDay(startsAt, place, now)} ${formatTime(startsAt, place)}`;
  const end = formatTime(endsAt, place);
  return end === '00:00' ? `${start}–24:00` : `${start}–${m.nextDay(end)}`;
}
