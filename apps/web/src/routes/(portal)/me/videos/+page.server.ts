import { listMyBookings } from '@wengong/contract';
import { listMyVideos } from '@wengong/contract/media';
import { getPalace, listPalaces } from '@wengong/contract/network';
import { pageLinks } from '#lib/features/programme/paging.ts';
import { reviewsOfMyVideos } from '#lib/features/video/reviews-of-mine.ts';
import { offerPalaces, palaceOf } from '#lib/features/video/upload-palaces.ts';
import { chosenCity } from '#lib/server/city.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, parent, cookies }) => {
  await parent();
  const { api } = locals;
  const { palaceRoles } = await locals.actor();
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const slug = url.searchParams.get('palace')?.slice(0, 40) ?? '';
  const [list, others, visits, reviews, asked] = await Promise.all([
    api.load(listMyVideos, { query: { limit: 20, cursor } }),
    api.load(listPalaces, { query: { limit: 100 } }),
    api.load(listMyBookings, { query: { when: 'past', limit: 1 } }),
    reviewsOfMyVideos(api),
    slug === '' ? null : api.load(getPalace, { params: { slug } }),
  ]);
  const city = chosenCity(cookies);
  const own = [
    asked,
    palaceOf(palaceRoles[0]),
    palaceOf(list.items[0]),
    palaceOf(visits.items[0]),
    others.items.find((palace) => palace.city === city),
  ];
  const { palaces, chosen } = offerPalaces(own, others.items);
  return {
    videos: list.items,
    reviews,
    quota: list.quota,
    links: pageLinks(url, list.nextCursor),
    palaces: palaces.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
    chosen,
    mayUploadLectures: palaceRoles.some(({ role }) => role === 'editor' || role === 'director'),
    purpose: url.searchParams.get('purpose') === 'lecture' ? 'lecture' : 'clip',
  };
};
