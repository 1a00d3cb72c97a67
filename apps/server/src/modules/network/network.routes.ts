import type { RouteBinding } from '../../kernel/module.ts';
import { getPalaceAction } from './actions/get-palace.ts';
import { listCitiesAction } from './actions/list-cities.ts';
import { listPalacesAction } from './actions/list-palaces.ts';

export const networkRoutes: readonly RouteBinding[] = [listPalacesAction, getPalaceAction, listCitiesAction];
