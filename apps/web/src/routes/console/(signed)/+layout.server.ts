import { listPlaceNames } from '@wengong/contract';
import { requireStaff } from '#lib/features/console/server/guard.ts';
import type { LayoutServerLoad } from './$types';

/** Staff with a second factor; every page and every call of the API checks again. */
export const load: LayoutServerLoad = async (event) => {
  await requireStaff(event);
  const { api, preferences } = event.locals;
  // Chinese names of places need no others.
  return { placeNames: preferences.lang === 'en' ? (await api.load(listPlaceNames)).names : {} };
};
