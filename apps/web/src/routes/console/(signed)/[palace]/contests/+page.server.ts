import { listStaffContests } from '@wengong/contract';
import { requireDesk } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, roles } = await requireDesk(event, 'contests');
  const { items } = await event.locals.api.load(listStaffContests, { params: { palaceId: palace.id } });
  return { contests: items, mayMake: roles.some((role) => role === 'coordinator' || role === 'director') };
};
