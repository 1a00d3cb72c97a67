import { palaceEquityAsked } from '#lib/features/console/server/figures.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => palaceEquityAsked(event);
