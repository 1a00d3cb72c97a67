import { listMyStamps, type Stamp } from '@wengong/contract';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const cursor = url.searchParams.get('cursor');
  const list = await locals.api.load(listMyStamps, { query: { limit: 60, ...(cursor ? { cursor } : {}) } });
  const palaces = new Map<string, Stamp[]>();
  for (const stamp of list.items) {
    palaces.set(stamp.palaceSlug, [...(palaces.get(stamp.palaceSlug) ?? []), stamp]);
  }
  return { palaces: [...palaces], links: pageLinks(url, list.nextCursor) };
};
