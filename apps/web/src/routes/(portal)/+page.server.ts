import { redirect } from '@sveltejs/kit';
import { listPalaces } from '@wengong/contract/network';
import { getNetworkHome } from '@wengong/contract/programme';
import { chosenCity } from '#lib/server/city.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, cookies }) => {
  const city = chosenCity(cookies);
  const query = city ? { city } : {};
  const [home, here, anywhere] = await Promise.all([
    locals.api.load(getNetworkHome, { query }),
    locals.api.load(listPalaces, { query: { ...query, limit: 6 } }),
    city ? locals.api.load(listPalaces, { query: { limit: 7 } }) : { items: [] },
  ]);
  if (home.counts.palaces === 0) redirect(303, '/setup');
  const own = new Set(here.items.map((palace) => palace.id));
  return {
    city,
    home,
    palaces: [...here.items, ...anywhere.items.filter((palace) => !own.has(palace.id))].slice(0, 6),
  };
};
