import type { Locale } from '@wengong/contract';
import { localDay } from './zone.ts';

/** Times as sentences say them: 11月23日周一 19:00, Mon 23 November at 19:00. */

interface SpokenPeriod {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly timeZone: string;
}

/** Start and end, the end without its day when that is the same. */
export function spokenPeriod(locale: Locale, { startsAt, endsAt, timeZone }: SpokenPeriod): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  const { full, time } = formatsOf(locale, timeZone);
  const isOneDay = localDay(start, timeZone) === localDay(end, timeZone);
  return `${full.format(start)}–${(isOneDay ? time : full).format(end)}`;
}

/** One moment; empty without one. */
export function spokenTime(locale: Locale, instant: string | undefined, timeZone: string): string {
  return instant === undefined ? '' : formatsOf(locale, timeZone).full.format(new Date(instant));
}

const formats = new Map<string, { full: Intl.DateTimeFormat; time: Intl.DateTimeFormat }>();

/** Making a format is slow; there are two languages and hardly more than one zone. */
function formatsOf(locale: Locale, timeZone: string) {
  const key = `${locale} ${timeZone}`;
  let made = formats.get(key);
  if (made === undefined) {
    const language = { zh: 'zh-CN', en: 'en-GB' }[locale];
    const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
    const day = { month: 'long', day: 'numeric', weekday: 'short' } as const;
    made = {
      full: new Intl.DateTimeFormat(language, { ...clock, ...day }),
      time: new Intl.DateTimeFormat(language, clock),
    };
    formats.set(key, made);
  }
  return made;
}
