import { addSessionRule, datesOf } from '@wengong/contract';
import { Problem } from '../../../../kernel/errors.ts';
import { newId } from '../../../../kernel/ids.ts';
import { handle } from '../../../../kernel/module.ts';
import { recordAudit } from '../../../identity/index.ts';
import { staffSessionsOf } from '../../staff-activity.ts';
import { lockForPlanning } from '../lock-for-planning.ts';
import { planSessions } from '../plan-sessions.ts';
import { presentRule } from '../session-rule.present.ts';
import { planOn } from '../session-rule.rules.ts';
import { insertRule } from '../session-rule.store.ts';

export const addSessionRuleAction = handle(addSessionRule, async ({ params, body, actor, tx, deps, now }) => {
  const { palaceId, activityId } = params;
  const { repeat, template } = body;
  const { activity, zone } = await lockForPlanning(tx, palaceId, activityId);
  const days = datesOf(repeat);
  if (days.length === 0) throw new Problem('session-rule-empty');
  const rule = {
    palace_id: palaceId,
    id: newId(),
    activity_id: activityId,
    repeat,
    template,
    created_at: now,
    version: 1,
  };
  await insertRule(tx, rule);
  const wanted = days.map((day) => ({
    plan: planOn(day, template, zone, now),
    rule: { id: rule.id, day },
  }));
  const rows = await planSessions(tx, deps, activity, zone, wanted, now);
  const withSeats = rows.map((row) => ({ ...row, seats_left: row.capacity }));
  const items = await staffSessionsOf(tx, palaceId, withSeats);
  await recordAudit(tx, {
    palaceId,
    actor,
    action: 'session-rule.add',
    subject: { type: 'activity', id: activityId },
    after: { ...presentRule(rule), days },
    at: now,
  });
  return { rule: presentRule(rule), items };
});
