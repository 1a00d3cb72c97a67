import { listReviewItems } from '@wengong/contract/moderation';
import { readFilter } from '#lib/features/console/moderation/filter.ts';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace } = await requireDesk(event, 'moderation');
  const filter = readFilter(event.url.searchParams);
  const { counts } = await event.locals.api.load(listReviewItems, {
    params: { palaceId: palace.id },
    query: { ...filter, limit: 1 },
  });
  return { palaceId: palace.id, filter, counts };
};
