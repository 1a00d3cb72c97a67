import { dayKey, formatDay } from '#lib/i18n/format.ts';
import type { Lang } from '#lib/i18n/lang.ts';
import { filterValue, listHref, type SessionQuery } from './filters.ts';
import { programmeMessages } from './messages.ts';
import { bandNames, categoryNames } from './names.ts';

export interface ChosenFilter {
  label: string;
  /** The list without this filter. */
  href: string;
}

/** The filters set now in words, each with the address that takes it away. */
export function chosenFilters(
  query: SessionQuery,
  lang: Lang,
  placeName: (name: string) => string,
): ChosenFilter[] {
  const m = programmeMessages[lang];
  const words: Record<string, (values: readonly string[]) => string> = {
    q: ([text = '']) => `“${text}”`,
    city: ([city = '']) => placeName(city),
    district: ([district = '']) => placeName(district),
    day: ([day = '']) => dayWords(day, lang),
    timeBand: (bands) => bands.map((band) => bandNames[lang][band as 'lunch']).join('、'),
    category: ([category]) => m.categoryOf(categoryNames[lang][category as 'migrant']),
    free: () => m.freeOnly,
    hasSeats: () => m.hasSeats,
    forMe: () => m.forMe,
    latitude: () => m.nearest,
  };
  return Object.keys(words)
    .filter((name) => filterValue(query, name) !== '')
    .map((name) => ({
      label: words[name]?.(query[name] ?? []) ?? '',
      href: listHref(query, without[name] ?? { [name]: null }),
    }));
}

/** Filters that only mean something together leave together. */
const without: Record<string, Record<string, string | null>> = {
  city: { city: '', district: null },
  latitude: { latitude: null, longitude: null },
};

function dayWords(day: string, lang: Lang): string {
  const place = { lang, timeZone: 'UTC' };
  const noon = `${day}T12:00:00Z`;
  return dayKey(noon, place) === day ? formatDay(noon, place) : day;
}
