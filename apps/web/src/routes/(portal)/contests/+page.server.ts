import { listContests } from '@wengong/contract';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  contests: (await locals.api.load(listContests, { query: { limit: 50 } })).items,
});
