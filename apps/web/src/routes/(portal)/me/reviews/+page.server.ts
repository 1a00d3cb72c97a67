import { listMyReviews } from '@wengong/contract/moderation';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const { items, nextCursor } = await locals.api.load(listMyReviews, {
    query: { cursor: url.searchParams.get('cursor') ?? undefined },
  });
  return { items, links: pageLinks(url, nextCursor) };
};
