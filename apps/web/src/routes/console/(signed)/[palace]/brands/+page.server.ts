import { listStaffBrands } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'brands');
  const { items } = await event.locals.api.load(listStaffBrands, { params: { palaceId: palace.id } });
  return { brands: items, mayChange: roles.includes('editor') || roles.includes('director') };
};
