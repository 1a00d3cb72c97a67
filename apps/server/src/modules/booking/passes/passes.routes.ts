import type { RouteBinding } from '../../../kernel/module.ts';
import { createPassPlanAction } from './actions/create-pass-plan.ts';
import { extendPassAction } from './actions/extend-pass.ts';
import { getMyPassAction } from './actions/get-my-pass.ts';
import { getPassAction } from './actions/get-pass.ts';
import { issuePassAction } from './actions/issue-pass.ts';
import { listMyPassesAction } from './actions/list-my-passes.ts';
import { listPassPlansAction } from './actions/list-pass-plans.ts';
import { listPassesAction } from './actions/list-passes.ts';
import { putPassPlanAction } from './actions/put-pass-plan.ts';
import { voidPassAction } from './actions/void-pass.ts';

export const passRoutes: readonly RouteBinding[] = [
  createPassPlanAction,
  extendPassAction,
  getMyPassAction,
  getPassAction,
  issuePassAction,
  listMyPassesAction,
  listPassesAction,
  listPassPlansAction,
  putPassPlanAction,
  voidPassAction,
];
