import type { RouteBinding } from '../../kernel/module.ts';
import { getPalaceAction } from './actions/get-palace.ts';
import { getSetupAction } from './actions/get-setup.ts';
import { listCitiesAction } from './actions/list-cities.ts';
import { listPalacesAction } from './actions/list-palaces.ts';
import { listPlaceNamesAction } from './actions/list-place-names.ts';
import { setUpAction } from './actions/set-up.ts';

export const networkRoutes: readonly RouteBinding[] = [
  listPalacesAction,
  getPalaceAction,
  listCitiesAction,
  listPlaceNamesAction,
  getSetupAction,
  setUpAction,
];
