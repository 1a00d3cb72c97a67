import type { RouteBinding } from '../../kernel/module.ts';
import { createClosureAction } from './actions/create-closure.ts';
import { createResourceAction } from './actions/create-resource.ts';
import { createSeatMapAction } from './actions/create-seat-map.ts';
import { createSpaceAction } from './actions/create-space.ts';
import { deleteClosureAction } from './actions/delete-closure.ts';
import { getHoursAction } from './actions/get-hours.ts';
import { getOpeningHoursAction } from './actions/get-opening-hours.ts';
import { getSpaceAction } from './actions/get-space.ts';
import { listClosuresAction } from './actions/list-closures.ts';
import { listResourcesAction } from './actions/list-resources.ts';
import { listSeatMapsAction } from './actions/list-seat-maps.ts';
import { listSlotsAction } from './actions/list-slots.ts';
import { listSpacesAction } from './actions/list-spaces.ts';
import { listStaffSpacesAction } from './actions/list-staff-spaces.ts';
import { renameResourceAction } from './actions/rename-resource.ts';
import { setOpeningHoursAction } from './actions/set-opening-hours.ts';
import { updateSpaceAction } from './actions/update-space.ts';
import { createSpecialHoursAction } from './special-hours/actions/create-special-hours.ts';
import { deleteSpecialHoursAction } from './special-hours/actions/delete-special-hours.ts';
import { listSpecialHoursAction } from './special-hours/actions/list-special-hours.ts';
import { updateSpecialHoursAction } from './special-hours/actions/update-special-hours.ts';

export const venueRoutes: readonly RouteBinding[] = [
  listSpacesAction,
  getSpaceAction,
  listSlotsAction,
  getHoursAction,
  listStaffSpacesAction,
  createSpaceAction,
  updateSpaceAction,
  getOpeningHoursAction,
  setOpeningHoursAction,
  listSpecialHoursAction,
  createSpecialHoursAction,
  updateSpecialHoursAction,
  deleteSpecialHoursAction,
  listClosuresAction,
  createClosureAction,
  deleteClosureAction,
  listResourcesAction,
  createResourceAction,
  renameResourceAction,
  listSeatMapsAction,
  createSeatMapAction,
];
