import { rruleOf, type SessionRule } from '@wengong/contract';
import type { SessionRuleRow } from '../programme.tables.ts';

export const presentRule = ({ id, activity_id, repeat, template, version }: SessionRuleRow): SessionRule => ({
  id,
  activityId: activity_id,
  repeat: { ...repeat, weekdays: [...repeat.weekdays], exceptions: [...repeat.exceptions] },
  template,
  rrule: rruleOf(repeat),
  version,
});
