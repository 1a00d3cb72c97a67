import type { Module } from '../../kernel/module.ts';
import { venueRoutes } from './venue.routes.ts';

export type { Taken } from './allocation.store.ts';
export { allocate, allocateAll, release, SpaceTaken, type Wanted } from './allocation.ts';
export { isWithinHours, type Outside, openPeriods, reachOf } from './hours.rules.ts';
export { type Occupancy, occupancyDuring, type PlannedSpace } from './occupancy.ts';
export { closuresOfHouse, lockClosures, spacesClosedWith } from './opening.store.ts';
export { seatLayout } from './seat-maps/seat-layouts.ts';
export { presentSeatMap } from './seat-maps/seat-map.present.ts';
export { seatMapsOf } from './seat-maps/seat-maps.store.ts';
export { type SpaceForBooking, spaceForBooking } from './slots.ts';
export { outsideOf } from './special-hours/hours-of-palace.ts';
export { specialHoursById } from './special-hours/special-hours.store.ts';
export { type ClosureFact, closed, type SpecialHoursFact, specialHoursSet } from './venue.events.ts';
export type { Period } from './venue.rules.ts';
export { overlaps } from './venue.rules.ts';
export { resourcesById, spaceNames } from './venue.store.ts';

export const venueModule: Module = {
  name: 'venue',
  routes: venueRoutes,
  constraints: { special_hours_no_overlap: 'special-hours-taken' },
};
