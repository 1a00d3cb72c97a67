import { getBrand } from '@wengong/contract/programme';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, params, locals }) => {
  const { detail } = await parent();
  return {
    brand: await locals.api.load(getBrand, { params: { palaceId: detail.id, slug: params.brand } }),
  };
};
