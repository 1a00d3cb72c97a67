import { listMyVideos } from '@wengong/contract/media';
import { listPalaces } from '@wengong/contract/network';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent }) => {
  await parent();
  const { palaceRoles } = await locals.actor();
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [list, palaces] = await Promise.all([
    locals.api.load(listMyVideos, { query: { limit: 20, cursor } }),
    locals.api.load(listPalaces, { query: { limit: 100 } }),
  ]);
  return {
    videos: list.items,
    quota: list.quota,
    links: pageLinks(url, list.nextCursor),
    palaces: palaces.items.map(({ id, name, nameEn, slug }) => ({ id, name, nameEn, slug })),
    mayUploadLectures: palaceRoles.some(({ role }) => role === 'editor' || role === 'director'),
    chosen: url.searchParams.get('palace') ?? '',
  };
};
