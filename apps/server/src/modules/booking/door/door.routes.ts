import type { RouteBinding } from '../../../kernel/module.ts';
import { getDoorKitAction } from './actions/get-door-kit.ts';
import { listDoorFlagsAction } from './actions/list-door-flags.ts';
import { listDoorTicketsAction } from './actions/list-door-tickets.ts';
import { syncDoorAction } from './actions/sync-door.ts';

/** The door without network. */
export const doorRoutes: readonly RouteBinding[] = [
  getDoorKitAction,
  listDoorTicketsAction,
  syncDoorAction,
  listDoorFlagsAction,
];
