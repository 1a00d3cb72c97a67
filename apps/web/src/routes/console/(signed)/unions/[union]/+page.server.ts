import { getUnionOverview } from '@wengong/contract';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

/** Palaces whose name or city has the words of the address (`?q=`); all without. */
export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  const overview = await event.locals.api.load(getUnionOverview, { params: { unionId: event.params.union } });
  const q = (event.url.searchParams.get('q') ?? '').trim().slice(0, 40);
  const words = q.toLowerCase();
  const found = overview.palaces.filter(({ name, nameEn, city }) =>
    [name, nameEn, city].some((text) => text.toLowerCase().includes(words)),
  );
  return { overview, found, q };
};
