import { listSpaces } from '@wengong/contract/venue';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, locals }) => {
  const { detail } = await parent();
  const { items } = await locals.api.load(listSpaces, { params: { palaceId: detail.id } });
  return {
    bookable: items.filter((space) => space.bookable),
    others: items.filter((space) => !space.bookable),
  };
};
