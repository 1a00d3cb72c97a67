import { listBrands } from '@wengong/contract/programme';
import { getHours } from '@wengong/contract/venue';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, locals }) => {
  const params = { palaceId: (await parent()).detail.id };
  const [brands, hours] = await Promise.all([
    locals.api.load(listBrands, { params }),
    locals.api.load(getHours, { params }),
  ]);
  return { brands: brands.items, hours };
};
