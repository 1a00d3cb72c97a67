import type { RouteBinding } from '../../../kernel/module.ts';
import { addSessionRuleAction } from './actions/add-session-rule.ts';
import { changeSessionRuleAction } from './actions/change-session-rule.ts';
import { checkSlotsAction } from './actions/check-slots.ts';
import { copyActivityAction } from './actions/copy-activity.ts';
import { getRoomCalendarAction } from './actions/get-room-calendar.ts';
import { listDaysOffAction } from './actions/list-days-off.ts';
import { listSessionRulesAction } from './actions/list-session-rules.ts';
import { moveSessionAction } from './actions/move-session.ts';

export const planningRoutes: readonly RouteBinding[] = [
  listSessionRulesAction,
  addSessionRuleAction,
  changeSessionRuleAction,
  checkSlotsAction,
  listDaysOffAction,
  getRoomCalendarAction,
  moveSessionAction,
  copyActivityAction,
];
