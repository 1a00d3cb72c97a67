import { palaceFiguresAsked } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { palace, figures, compared, period, today } = await palaceFiguresAsked(event);
  return { palaceId: palace.id, figures, compared, period, today };
};
