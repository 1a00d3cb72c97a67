import { type Lang, localeOf } from './lang.ts';

/** Whose words and whose clock: every palace shows its own local time, wherever the reader is. */
export interface Place {
  lang: Lang;
  timeZone: string;
}

type Instant = string | number | Date;

const formats = new Map<string, Intl.DateTimeFormat>();
const keys = new Map<string, Intl.DateTimeFormat>();

/** Intl formatters are slow to build, so each is built once. */
function dateFormat(place: Place, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${place.lang} ${place.timeZone} ${key}`;
  let format = formats.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(localeOf[place.lang], { timeZone: place.timeZone, ...options });
    formats.set(name, format);
  }
  return format;
}

/** Calendar day in the place, `2026-11-22`: equal keys mean the same local day. */
export function dayKey(instant: Instant, place: Place): string {
  let format = keys.get(place.timeZone);
  if (!format) {
    // Swedes write days as ISO 8601 does; putting it together from parts takes several times as long.
    format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: place.timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    keys.set(place.timeZone, format);
  }
  return format.format(new Date(instant));
}

/** Holds the parts of a day together: a line ends before a time or between two days, never within one. */
const NO_BREAK = '\u00a0';

/** `11月22日 周日` / `Sun 22 Nov`, never broken; with the year when it is not the current one. */
export function formatDay(instant: Instant, place: Place, now: Instant = Date.now()): string {
  const date = new Date(instant);
  const sameYear = dayKey(date, place).slice(0, 4) === dayKey(now, place).slice(0, 4);
  const day = dateFormat(place, sameYear ? 'day' : 'day-year', {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: place.lang === 'zh' ? 'long' : 'short',
    day: 'numeric',
  }).format(date);
  const weekday = dateFormat(place, 'weekday', { weekday: 'short' }).format(date);
  return (place.lang === 'zh' ? `${day} ${weekday}` : `${weekday} ${day}`).replaceAll(' ', NO_BREAK);
}

/** `14:00`, 24-hour clock in both languages. */
export function formatTime(instant: Instant, place: Place): string {
  return dateFormat(place, 'time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );
}

/** `11月22日 周日 14:00`. */
export function formatDateTime(instant: Instant, place: Place, now?: Instant): string {
  return `${formatDay(instant, place, now)} ${formatTime(instant, place)}`;
}

/** As `formatDateTime`, with the seconds when there are any: for what opens at a published second. */
export function formatMoment(instant: Instant, place: Place, now?: Instant): string {
  const seconds = new Date(instant).getUTCSeconds();
  const moment = formatDateTime(instant, place, now);
  return seconds === 0 ? moment : `${moment}:${String(seconds).padStart(2, '0')}`;
}

/** `11月22日 周日 14:00–16:00`; across midnight both days are written out. */
export function formatRange(start: Instant, end: Instant, place: Place, now?: Instant): string {
  return dayKey(start, place) === dayKey(end, place)
    ? `${formatDateTime(start, place, now)}–${formatTime(end, place)}`
    : `${formatDateTime(start, place, now)}${NO_BREAK}– ${formatDateTime(end, place, now)}`;
}

const nearDays = { zh: ['今天', '明天', '后天'], en: ['Today', 'Tomorrow'] } as const;

/** `今天`, `明天`, `后天` when that near, otherwise as `formatDay`. */
export function formatNearDay(instant: Instant, place: Place, now: Instant = Date.now()): string {
  const from = Date.parse(dayKey(now, place));
  const distance = Math.round((Date.parse(dayKey(instant, place)) - from) / 86_400_000);
  return nearDays[place.lang][distance] ?? formatDay(instant, place, now);
}

/** Money from fen: `免费`, `¥12`, `¥12.50`. */
export function formatMoney(fen: number, lang: Lang): string {
  if (fen === 0) return lang === 'zh' ? '免费' : 'Free';
  const yuan = fen / 100;
  const digits = Number.isInteger(yuan) ? 0 : 2;
  return `¥${yuan.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** Exact count with separators: `12,345`. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en');
}

/** Short count for figures on a card: `1.2万`, `2900万`, `12.3k`. */
export function formatCompact(value: number, lang: Lang): string {
  return new Intl.NumberFormat(localeOf[lang], { notation: 'compact', maximumFractionDigits: 1 }).format(
    value,
  );
}
