import { listPlaceNames } from '@wengong/contract/network';
import type { LayoutServerLoad } from './$types';

/** Names of places for readers of English; Chinese names need none. */
export const load: LayoutServerLoad = async ({ locals }) => ({
  placeNames: locals.preferences.lang === 'en' ? (await locals.api.load(listPlaceNames)).names : {},
});
