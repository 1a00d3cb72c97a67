import { listVideos } from '@wengong/contract/media';
import { searchSaid } from '@wengong/contract/media-danmaku';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const q = url.searchParams.get('q')?.trim().slice(0, 60) ?? '';
  const kind = url.searchParams.get('kind');
  const purpose = kind === 'clip' || kind === 'lecture' ? kind : undefined;
  const cursor = url.searchParams.get('cursor') ?? undefined;
  const [list, said] = await Promise.all([
    locals.api.load(listVideos, { query: { limit: 24, cursor, purpose, ...(q ? { q } : {}) } }),
    q && !cursor ? locals.api.load(searchSaid, { query: { q } }) : { items: [] },
  ]);
  return { q, purpose, videos: list.items, said: said.items, links: pageLinks(url, list.nextCursor) };
};
