import { getMyLectures } from '@wengong/contract/lecture';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  mine: await locals.api.load(getMyLectures, {}),
});
