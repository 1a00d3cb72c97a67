import type { Module } from '../../kernel/module.ts';
import { venueRoutes } from './venue.routes.ts';

export type { Holder, Taken } from './allocation.store.ts';
export { allocate, allocateAll, release, SpaceTaken, type Wanted } from './allocation.ts';
export { type SpaceForBooking, spaceForBooking } from './slots.ts';
export type { FreeSlot, Period } from './venue.rules.ts';
export {
  insertResource,
  insertSpace,
  insertSpaceUnits,
  resourcesById,
  spaceNames,
} from './venue.store.ts';
export type { ResourceRow, SpaceRow } from './venue.tables.ts';

export const venueModule: Module = { name: 'venue', routes: venueRoutes };
