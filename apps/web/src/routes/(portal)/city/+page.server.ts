import { redirect } from '@sveltejs/kit';
import { listCities, listPalaces } from '@wengong/contract/network';
import { chosenCity, keepCity } from '#lib/server/city.ts';
import { readForm } from '#lib/server/form.ts';
import { localPath } from '#lib/server/local-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies, url }) => {
  const { items } = await locals.api.load(listCities);
  const provinces = new Map<string, typeof items>();
  for (const city of items) provinces.set(city.province, [...(provinces.get(city.province) ?? []), city]);
  return {
    provinces: [...provinces],
    chosen: chosenCity(cookies),
    back: localPath(url.searchParams.get('back'), '/'),
  };
};

export const actions: Actions = {
  /** Remembers the city named by the form, or the one of the palace nearest to the place it carries. */
  default: async ({ request, locals, cookies, url }) => {
    const form = await readForm(request);
    const latitude = Number(form.text('latitude'));
    const longitude = Number(form.text('longitude'));
    let city = form.text('city') || null;
    if (form.text('latitude') && Number.isFinite(latitude) && Number.isFinite(longitude)) {
      const nearest = await locals.api.load(listPalaces, { query: { latitude, longitude, limit: 1 } });
      city = nearest.items[0]?.city ?? null;
    }
    keepCity(cookies, city, url);
    redirect(303, withCity(localPath(form.text('back'), '/'), city));
  },
};

/** A list that names a city in its address names the new one from now on. */
function withCity(path: string, city: string | null): string {
  const url = new URL(path, 'http://local');
  if (!url.searchParams.has('city')) return path;
  url.searchParams.delete('district');
  url.searchParams.delete('cursor');
  url.searchParams.delete('passed');
  url.searchParams.set('city', city ?? '');
  return url.pathname + url.search;
}
