import { listMyJudging } from '@wengong/contract';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent }) => {
  await parent();
  return { duties: (await locals.api.load(listMyJudging, {})).items };
};
