import { getContest, listContestEntries } from '@wengong/contract';
import { pageLinks } from '#lib/features/programme/paging.ts';
import type { PageServerLoad } from './$types';

const ORDERS = ['fair', 'votes', 'number'] as const;

export const load: PageServerLoad = async ({ parent, params, locals, url }) => {
  const { detail } = await parent();
  const key = { palaceId: detail.id, contestId: params.contest };
  const { searchParams } = url;
  const q = searchParams.get('q')?.trim() ?? '';
  const category = searchParams.get('category') ?? '';
  const order = ORDERS.find((each) => each === searchParams.get('order')) ?? 'fair';
  const cursor = searchParams.get('cursor') ?? '';
  const [contest, list] = await Promise.all([
    locals.api.load(getContest, { params: key }),
    locals.api.load(listContestEntries, {
      params: key,
      query: { order, limit: 24, ...(q && { q }), ...(category && { category }), ...(cursor && { cursor }) },
    }),
  ]);
  return {
    contest,
    q,
    category,
    order,
    entries: list.items,
    total: list.total,
    links: pageLinks(url, list.nextCursor),
  };
};
