import { listLectureSeries } from '@wengong/contract/lecture';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  series: (await locals.api.load(listLectureSeries, { query: {} })).items,
});
