import type { RouteBinding } from '../../../kernel/module.ts';
import { appealCreditEntryAction } from './actions/appeal-credit-entry.ts';
import { confirmMyAttendanceAction } from './actions/confirm-my-attendance.ts';
import { decideCreditAppealAction } from './actions/decide-credit-appeal.ts';
import { getCreditAppealAction } from './actions/get-credit-appeal.ts';
import { getMyBookingCreditAction } from './actions/get-my-booking-credit.ts';
import { getMyCreditAtAction } from './actions/get-my-credit-at.ts';
import { listCreditAppealsAction } from './actions/list-credit-appeals.ts';
import { listMyCreditAction } from './actions/list-my-credit.ts';
import { previewCreditRulesAction } from './actions/preview-credit-rules.ts';

export const creditRoutes: readonly RouteBinding[] = [
  appealCreditEntryAction,
  confirmMyAttendanceAction,
  decideCreditAppealAction,
  getCreditAppealAction,
  getMyBookingCreditAction,
  getMyCreditAtAction,
  listCreditAppealsAction,
  listMyCreditAction,
  previewCreditRulesAction,
];
