import type { RouteBinding } from '../../../kernel/module.ts';
import { declineEnrolmentAction } from './actions/decline-enrolment.ts';
import { enrolPersonAction } from './actions/enrol-person.ts';
import { enrolRosterAction } from './actions/enrol-roster.ts';
import { getUnionAllotmentAction } from './actions/get-union-allotment.ts';
import { giveBackBlockAction } from './actions/give-back-block.ts';
import { previewRosterAction } from './actions/preview-roster.ts';
import { takeBlockAction } from './actions/take-block.ts';
import { withdrawGroupSeatAction } from './actions/withdraw-group-seat.ts';

export const groupRoutes: readonly RouteBinding[] = [
  declineEnrolmentAction,
  enrolPersonAction,
  enrolRosterAction,
  getUnionAllotmentAction,
  giveBackBlockAction,
  previewRosterAction,
  takeBlockAction,
  withdrawGroupSeatAction,
];
