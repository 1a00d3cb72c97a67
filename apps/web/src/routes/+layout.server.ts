import type { LayoutServerLoad } from './$types';

/** What every page may rely on in `page.data`. */
export const load: LayoutServerLoad = async ({ locals }) => ({
  preferences: locals.preferences,
  kiosk: locals.kiosk,
  site: locals.site,
  actor: await locals.actor(),
});
