import { listCities, listPalaces, type PalaceSummary } from '@wengong/contract/network';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

const PAGE = 60;

export const load: PageServerLoad = async ({ locals, url }) => {
  const city = url.searchParams.get('city')?.slice(0, 40) ?? '';
  const cursor = url.searchParams.get('cursor');
  const place = placeOf(url.searchParams);
  const [list, cities] = await Promise.all([
    locals.api.load(listPalaces, {
      query: { limit: PAGE, ...place, ...(city ? { city } : {}), ...(cursor ? { cursor } : {}) },
    }),
    locals.api.load(listCities),
  ]);
  const provinces = new Map<string, (PalaceSummary & { distanceKm: number | null })[]>();
  for (const palace of list.items) {
    // Nearest first has one order of its own and is not split by province.
    const group = 'latitude' in place ? '' : palace.province;
    provinces.set(group, [...(provinces.get(group) ?? []), palace]);
  }
  return {
    city,
    provinces: [...provinces],
    cities: cities.items,
    total: cities.items.reduce((sum, one) => sum + one.palaces, 0),
    links: pageLinks(url, list.nextCursor),
  };
};

function placeOf(search: URLSearchParams): { latitude: number; longitude: number } | Record<never, never> {
  const latitude = Number(search.get('latitude') ?? Number.NaN);
  const longitude = Number(search.get('longitude') ?? Number.NaN);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : {};
}
