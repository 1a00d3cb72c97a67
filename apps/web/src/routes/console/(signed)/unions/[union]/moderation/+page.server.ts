import { listUnionReviewItems } from '@wengong/contract/moderation';
import { readFilter } from '#lib/features/console/moderation/filter.ts';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  const filter = readFilter(event.url.searchParams);
  const { counts } = await event.locals.api.load(listUnionReviewItems, {
    params: { unionId: event.params.union },
    query: { ...filter, limit: 1 },
  });
  return { unionId: event.params.union, filter, counts };
};
