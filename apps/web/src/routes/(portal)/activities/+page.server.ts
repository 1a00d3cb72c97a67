import { redirect } from '@sveltejs/kit';
import { listCities } from '@wengong/contract/network';
import { listDistricts, listSessions } from '@wengong/contract/programme';
import { filterValue, listHref, readQuery, toListQuery } from '#lib/features/programme/filters.ts';
import { pageLinks } from '#lib/features/programme/paging.ts';
import { chosenCity } from '#lib/server/city.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, cookies }) => {
  const query = readQuery(url.searchParams);
  const home = chosenCity(cookies);
  // The city chosen on this device goes into the address, so that the address says what the list shows.
  if (home && !('city' in query) && !('latitude' in query) && !('palaceId' in query)) {
    redirect(303, listHref({ ...query, city: [home] }));
  }
  const city = filterValue(query, 'city');
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [list, cities, districts] = await Promise.all([
    locals.api.load(listSessions, { query: { ...toListQuery(query), ...(cursor ? { cursor } : {}) } }),
    locals.api.load(listCities),
    city ? locals.api.load(listDistricts, { query: { city } }) : { items: [] },
  ]);
  return {
    query,
    sessions: list.items,
    searchedFor: list.searchedFor,
    links: pageLinks(url, list.nextCursor),
    cities: cities.items.map((one) => one.city),
    districts: districts.items.map((one) => one.district),
  };
};
