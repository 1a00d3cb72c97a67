import { noSuchPage } from '#lib/features/console/server/guard.ts';
import type { PageServerLoad } from './$types';

/** Addresses of a palace's console that no page has: said within the console, not on the portal's page of errors. */
export const load: PageServerLoad = ({ locals }) => noSuchPage(locals.preferences.lang);
