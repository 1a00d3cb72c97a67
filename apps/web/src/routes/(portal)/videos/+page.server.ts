import { listVideos } from '@wengong/contract/media';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const q = url.searchParams.get('q')?.trim().slice(0, 60) ?? '';
  const kind = url.searchParams.get('kind');
  const purpose = kind === 'clip' || kind === 'lecture' ? kind : undefined;
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const list = await locals.api.load(listVideos, {
    query: { limit: 24, cursor, purpose, ...(q ? { q } : {}) },
  });
  return { q, purpose, videos: list.items, links: pageLinks(url, list.nextCursor) };
};
