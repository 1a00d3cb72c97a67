import { unionFiguresAsked } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { figures, before, period, today } = await unionFiguresAsked(event);
  return { figures, before, period, today, query: event.url.search };
};
