import type { RouteBinding } from '../../../kernel/module.ts';
import { enrolAction } from './actions/enrol.ts';
import { enrolOnBehalfAction } from './actions/enrol-on-behalf.ts';
import { getSeriesAction } from './actions/get-series.ts';
import { getSeriesRosterAction } from './actions/get-series-roster.ts';
import {
  cancelMyEnrolmentAction,
  getMyEnrolmentAction,
  listMyEnrolmentsAction,
} from './actions/my-enrolments.ts';

export const seriesRoutes: readonly RouteBinding[] = [
  cancelMyEnrolmentAction,
  enrolAction,
  enrolOnBehalfAction,
  getMyEnrolmentAction,
  getSeriesAction,
  getSeriesRosterAction,
  listMyEnrolmentsAction,
];
