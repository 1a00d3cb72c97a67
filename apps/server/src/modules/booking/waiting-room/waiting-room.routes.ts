import type { RouteBinding } from '../../../kernel/module.ts';
import { enterWaitingRoomAction } from './actions/enter-waiting-room.ts';
import { getMyPlaceAction } from './actions/get-my-place.ts';
import { getWaitingRoomAction } from './actions/get-waiting-room.ts';
import { takePlaceAction } from './actions/take-place.ts';

export const waitingRoomRoutes: readonly RouteBinding[] = [
  enterWaitingRoomAction,
  getMyPlaceAction,
  getWaitingRoomAction,
  takePlaceAction,
];
