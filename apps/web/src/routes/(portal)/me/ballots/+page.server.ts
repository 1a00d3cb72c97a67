import { listMyBallotEntries } from '@wengong/contract';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
  await parent();
  const cursor = url.searchParams.get('cursor');
  const list = await locals.api.load(listMyBallotEntries, { query: cursor ? { cursor } : {} });
  return { entries: list.items, links: pageLinks(url, list.nextCursor) };
};
