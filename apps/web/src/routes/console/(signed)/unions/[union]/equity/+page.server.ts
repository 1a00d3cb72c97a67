import { unionEquityAsked } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  ...(await unionEquityAsked(event)),
  unionId: event.params.union,
});
