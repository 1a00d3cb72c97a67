import { unionFiguresAsked } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { figures, compared, period, today } = await unionFiguresAsked(event);
  return { figures, compared, period, today, query: event.url.search };
};
