import { listMyTeams } from '@wengong/contract';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  await parent();
  const { items } = await locals.api.load(listMyTeams, {});
  return { teams: items };
};
