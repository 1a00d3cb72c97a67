import { listPalaces } from '@wengong/contract/network';
import { listSpaces } from '@wengong/contract/venue';
import { pageLinks } from '#lib/features/programme/paging.ts';
import { chosenCity } from '#lib/server/city.ts';
import type { PageServerLoad } from './$types';

/** Palaces a page: each one's spaces are asked for. */
const PAGE = 8;

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const city = url.searchParams.get('city')?.slice(0, 40) ?? chosenCity(cookies) ?? '';
  const cursor = url.searchParams.get('cursor');
  const list = await locals.api.load(listPalaces, {
    query: { limit: PAGE, ...(city ? { city } : {}), ...(cursor ? { cursor } : {}) },
  });
  const palaces = await Promise.all(
    list.items.map(async (palace) => ({
      palace,
      spaces: (
        await locals.api.load(listSpaces, { params: { palaceId: palace.id }, query: { bookable: 'true' } })
      ).items,
    })),
  );
  return {
    city,
    palaces: palaces.filter((one) => one.spaces.length > 0),
    links: pageLinks(url, list.nextCursor),
  };
};
