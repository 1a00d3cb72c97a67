import { listUnionContests } from '@wengong/contract';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await requireStaff(event);
  return event.locals.api.load(listUnionContests, { params: { unionId: event.params.union } });
};
