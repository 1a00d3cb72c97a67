import { palaceFiguresAsked } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { figures, before, period, today, worksHere } = await palaceFiguresAsked(event);
  return { figures, before, period, today, worksHere, query: event.url.search };
};
