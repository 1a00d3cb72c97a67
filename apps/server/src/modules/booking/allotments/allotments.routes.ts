import type { RouteBinding } from '../../../kernel/module.ts';
import { changeAllotmentAction } from './actions/change-allotment.ts';
import { createAllotmentAction } from './actions/create-allotment.ts';
import { listAllotmentsAction } from './actions/list-allotments.ts';
import { listUnionAllotmentsAction } from './actions/list-union-allotments.ts';
import { returnAllotmentAction } from './actions/return-allotment.ts';
import { searchUnionsAction } from './actions/search-unions.ts';

export const allotmentRoutes: readonly RouteBinding[] = [
  changeAllotmentAction,
  createAllotmentAction,
  listAllotmentsAction,
  listUnionAllotmentsAction,
  returnAllotmentAction,
  searchUnionsAction,
];
