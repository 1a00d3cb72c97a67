import type { RouteBinding } from '../../../kernel/module.ts';
import { getSeatPlanAction } from './actions/get-seat-plan.ts';
import { getSeatingAction } from './actions/get-seating.ts';
import { getSeatsTakenAction } from './actions/get-seats-taken.ts';
import { moveToSeatsAction } from './actions/move-to-seats.ts';
import { setSeatingAction } from './actions/set-seating.ts';

export const seatingRoutes: readonly RouteBinding[] = [
  getSeatingAction,
  getSeatsTakenAction,
  setSeatingAction,
  getSeatPlanAction,
  moveToSeatsAction,
];
