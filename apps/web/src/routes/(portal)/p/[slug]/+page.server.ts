import { listLandmarks } from '@wengong/contract';
import { listLectureSeries } from '@wengong/contract/lecture';
import { getPalaceHome } from '@wengong/contract/programme';
import { getHours, listSpaces } from '@wengong/contract/venue';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, locals }) => {
  const params = { palaceId: (await parent()).detail.id };
  const [home, spaces, landmarks, hours, series] = await Promise.all([
    locals.api.load(getPalaceHome, { params }),
    locals.api.load(listSpaces, { params, query: { bookable: 'true' } }),
    locals.api.load(listLandmarks, { params }),
    locals.api.load(getHours, { params }),
    locals.api.load(listLectureSeries, { query: params }),
  ]);
  return { home, spaces: spaces.items, landmarks: landmarks.items, hours, series: series.items };
};
