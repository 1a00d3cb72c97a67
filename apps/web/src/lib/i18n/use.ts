import { page } from '$app/state';
import * as format from './format.ts';
import type { Lang } from './lang.ts';

/** The reader's language inside a component (server modules use `locals.preferences.lang`). */
export function useLang(): Lang {
  return page.data.preferences?.lang ?? 'zh';
}

/** What a province, city or district is called in the reader's language, by its Chinese name. */
export function usePlaceNames(): (name: string) => string {
  const names: Readonly<Record<string, string>> = page.data.placeNames ?? {};
  return (name) => names[name] ?? name;
}

/** A feature's words in the reader's language: `const m = useMessages(messages)`. */
export function useMessages<Dictionary>(messages: { zh: Dictionary; en: Dictionary }): Dictionary {
  return messages[useLang()];
}

/** Formatting in the reader's language and the palace's clock: `const f = useFormat(palace.timeZone)`. */
export function useFormat(timeZone = 'Asia/Shanghai') {
  const place = { lang: useLang(), timeZone };
  return {
    day: (instant: string) => format.formatDay(instant, place),
    nearDay: (instant: string) => format.formatNearDay(instant, place),
    time: (instant: string) => format.formatTime(instant, place),
    dateTime: (instant: string) => format.formatDateTime(instant, place),
    moment: (instant: string) => format.formatMoment(instant, place),
    range: (start: string, end: string) => format.formatRange(start, end, place),
    money: (fen: number) => format.formatMoney(fen, place.lang),
    number: format.formatNumber,
    compact: (value: number) => format.formatCompact(value, place.lang),
  };
}
